namespace OmniForge.Agents.Building.Decomposition;

/// <summary>Which of the services named in one clause are read, and which receive something.</summary>
internal sealed class Roles
{
    private static readonly string[] Before =
    [
        "the", "a", "an", "our", "my", "your", "their", "one", "single", "new", "short", "team", "own", "shared", "same", "also", "this", "that", "big", "small",
        "public", "private", "brief", "quick", "little", "daily", "weekly", "monthly", "company",
        "csv", "file", "called", "named", "sheet", "spreadsheet", "table",
    ];

    private static readonly string[] About = ["of", "about", "which", "what", "that", "whose", "where", "how", "from", "with", "for"];

    private readonly List<Piece> _pieces;
    private readonly bool[] _writes;
    private readonly int _verb;

    private Roles(List<Piece> pieces)
    {
        _pieces = pieces;
        _writes = new bool[pieces.Count];
        var order = Enumerable.Range(0, pieces.Count).FirstOrDefault(at => pieces[at].Integration is null && Verbs.IsOrder(pieces[at].Text) && Verbs.Begins(pieces, at), -1);
        var first = Enumerable.Range(0, pieces.Count).FirstOrDefault(at => pieces[at].Integration is null && (Verbs.IsRead(pieces[at].Text) || Verbs.IsWrite(pieces[at].Text))
            && !(at > 0 && (pieces[at - 1].Integration is not null && Receivers.IsThing(pieces, at) || Verbs.Describes(pieces, at))), -1);
        _verb = first >= 0 && order > first && pieces[first].Text.EndsWith("ed", StringComparison.Ordinal) ? order : first;
    }

    public static (List<Piece> Reads, List<Piece> Writes) Of(Clause clause)
    {
        if (Phrases.Depends(clause.Text) && clause.Pieces.FindIndex(piece => piece.Is("or")) is > 0 and var or && Verbs.Begins(clause.Pieces, or + 1))
        {
            var (left, right) = (Of(Part(clause, 0, or)), Of(Part(clause, or + 1, clause.Pieces.Count)));
            return ([.. left.Reads, .. right.Reads], [.. left.Writes, .. right.Writes]);
        }

        var roles = new Roles(clause.Pieces);
        if (clause.Kind != ClauseKind.Condition)
        {
            roles.Decide(clause.Text);
        }

        var named = clause.Pieces.Index().Where(pair => pair.Item.Integration is not null).ToList();
        return ([.. named.Where(pair => !roles._writes[pair.Index]).Select(pair => pair.Item)],
            [.. named.Where(pair => roles._writes[pair.Index]).Select(pair => pair.Item)]);
    }

    private static Clause Part(Clause clause, int from, int to)
    {
        var part = new Clause(clause.Kind);
        part.Pieces.AddRange(clause.Pieces.GetRange(from, to - from));
        return part;
    }

    private bool Writing => _verb >= 0 && Verbs.IsWrite(_pieces[_verb].Text);

    private void Decide(string text)
    {
        var lands = Phrases.Lands(text);
        for (var at = 0; at < _pieces.Count; at++)
        {
            _writes[at] = _pieces[at].Integration is not null && !Receivers.Drawn(_pieces, at)
                && (Towards(at, lands) || Made(at) || Wished(at) || Addressed(at) || Receivers.Gets(_pieces, at)
                    || Receivers.Dative(_pieces, at) || Receivers.Becomes(_pieces, at) || Receivers.Bare(_pieces, at, _verb) || Receivers.Holds(_pieces, at, _verb) || Beside(at));
        }

        Receivers.Join(_pieces, _writes);

        Verbal();
        if (Writing && !_writes.Contains(true))
        {
            Last();
        }
        else if (!_writes.Contains(true))
        {
            Kept();
        }
    }

    /// <summary>"Slack me the list": the name is the verb.</summary>
    private void Verbal()
    {
        var first = _pieces.FindIndex(piece => !piece.Is("please", "and", "then", "also", "just", "always", "can", "could", "you", "to", "i", "want", "would", "like"));
        if (first >= 0 && first + 1 < _pieces.Count && _pieces[first].Integration == "slack" && _pieces[first + 1].Is("me", "us", "them", "him", "her", "it", "everyone", "everybody"))
        {
            _writes[first] = true;
        }
    }

    /// <summary>"list it in Notion", "collect them in a Notion page".</summary>
    private void Kept()
    {
        var at = _pieces.FindIndex(piece => piece.Integration is not null and not Pieces.Files);
        var first = _pieces.FindIndex(piece => piece.Kind == PieceKind.Word && !piece.Is("and", "then", "also", "please"));
        var unknown = first >= 0 && first < at && !Verbs.IsRead(_pieces[first].Text) && Verbs.Begins(_pieces, first);
        if (unknown && (at == first + 1 ? _pieces[at].Text.StartsWith('#') : _verb < 0 && Preposition(at) is "in" or "on" or "into" or "under" or "inside"))
        {
            _writes[at] = true;
        }

        if (_verb >= 0 && at > _verb && Verbs.Keeps(_pieces[_verb].Text) && _verb + 1 < _pieces.Count
            && _pieces[_verb + 1].Is("it", "them", "these", "those", "everything", "this", "that", "all") && Preposition(at) is "in" or "on" or "into" or "under" or "inside")
        {
            _writes[at] = true;
        }
    }

    /// <summary>"to Slack", "into our Notion"; "in Slack" after "should end up".</summary>
    private bool Towards(int at, bool lands)
    {
        var word = Preposition(at);
        return word switch
        {
            "into" or "onto" => _verb < 0 || !(_pieces[_verb].Is("look", "looks", "looking", "check", "dig", "go") && at - _verb <= 4),
            "with" => _verb >= 0 && at > _verb && _pieces[_verb].Is("share", "shares", "sharing", "sync"),
            "in" or "on" when Gathered(at) || Phrases.Wants(Text(0, at)) || Receivers.Ordered(_pieces, at) => true,
            "in" or "on" when Receivers.Appended(_pieces, at) => true,
            "in" or "on" or "under" when _pieces[..at].Exists(piece => piece.Integration is not null) && Phrases.HasDone(Text(0, at)) => true,
            "under" or "inside" => Writing && at > _verb,
            "for" => _pieces[at].Text.StartsWith('#') || (_verb >= 0 && at > _verb && Receivers.Intended(_pieces, at, _pieces[_verb])),
            "as" => Writing && at > _verb && (_pieces[at].Integration == Pieces.Files || Receivers.IsThing(_pieces, at + 1)),
            "to" => (_verb < 0 || !Verbs.Compares(_pieces[_verb].Text)) && !_pieces[..at].Exists(piece => piece.Is("according", "belong", "belongs", "connected", "related")),
            "by" or "over" or "per" => Writing && at > _verb,
            "in" or "on" or "via" or "through" => lands && Phrases.Lands(Text(0, at)),
            _ => false,
        };
    }

    /// <summary>"collect the deadlines from Notion and Linear in one Slack post": the one thing is what comes out.</summary>
    private bool Gathered(int at)
        => at + 1 < _pieces.Count && Receivers.IsThing(_pieces, at + 1) && _pieces[at - 1].Is("one", "a", "an", "single", "new")
            && _pieces[..(at - 1)].Exists(piece => piece.Integration is not null);

    /// <summary>"I need a Slack message with the new GitHub issues": the message is what comes out.</summary>
    private bool Wished(int at)
        => at >= 1 && _pieces[at].Integration != Pieces.Files && Receivers.IsThing(_pieces, at + 1) && !Given(at)
            && _pieces[at - 1].Is("a", "an", "one", "new", "daily", "weekly", "monthly", "short", "morning", "single", "brief", "quick")
            && (Wanting(at) || (at + 2 < _pieces.Count && _pieces[at + 2].Is("with", "about", "of", "listing", "containing", "showing", "on", "from", "that", "when")
                && _pieces[(at + 2)..].Exists(piece => piece.Integration is not null && piece.Integration != _pieces[at].Integration)));

    /// <summary>"I only want a Slack ping".</summary>
    private bool Wanting(int at) => _pieces[Math.Max(0, at - 3)..at].Exists(piece => piece.Is("want", "wants", "need", "needs", "expect", "like", "prefer", "wish"));

    /// <summary>"a Slack message", "one new Linear issue" right behind the verb, or beside another one made.</summary>
    private bool Made(int at)
    {
        if (!Writing || at < 1 || !Receivers.Names(_pieces, at) || at < _verb)
        {
            return false;
        }

        var start = at;
        while (start > 0 && _pieces[start - 1].Is(Before))
        {
            start--;
        }

        var article = start < at && _pieces[start].Is("a", "an", "one", "new", "short") || (_pieces[at + 1].Text.EndsWith('s') && Receivers.IsThing(_pieces, at + 1) && start == at);
        return article && (start - 1 == _verb || (start - 2 == _verb && _pieces[start - 1].Is("me", "us", "him", "her", "them", "everyone", "also", "out", "up"))
            || (_pieces[start - 1].Is("and", "or", "also", "as") && Array.IndexOf(_writes, true, 0, start) >= 0)) && !Given(at);
    }

    /// <summary>"the Slack messages to Notion": something else receives it.</summary>
    private bool Given(int at) => _pieces.Index().Any(pair => pair.Index > at && pair.Item.Integration is not null && Preposition(pair.Index) is "to" or "into");

    /// <summary>"tell Slack", "update the Notion page"; what is sent or copied is no receiver.</summary>
    private bool Addressed(int at)
    {
        if (!Writing || !_pieces[at].Text.StartsWith('#') && !_pieces[_verb].Is("tell", "update", "updates", "updating", "notify", "alert", "inform", "message", "ping", "warn", "messaging", "reach", "reaches", "nudge", "poke", "brief", "remind", "refresh", "fill", "feed", "poll"))
        {
            return false;
        }

        var start = at;
        while (start > 0 && _pieces[start - 1].Is(Before))
        {
            start--;
        }

        return start - 1 == _verb;
    }

    /// <summary>Named together with one that receives: "to Slack and Notion".</summary>
    private bool Beside(int at)
    {
        var before = at - 1;
        while (before > 0 && (_pieces[before].Kind == PieceKind.Comma || _pieces[before].Is("and", "or", "also", "as", "well", "both") || _pieces[before].Is(Before)))
        {
            before--;
        }

        return before >= 0 && before < at - 1 && _writes[before] && _pieces[(before + 1)..at].Exists(piece => piece.Kind == PieceKind.Comma || piece.Is("and", "or", "well"));
    }

    /// <summary>A clause that delivers and names no "to": what follows "in" or "on" receives, unless it tells what the thing is about.</summary>
    private void Last()
    {
        var put = _pieces[_verb].Is("write", "writes", "writing", "put", "putting", "log", "save", "store", "record", "create", "add", "post", "publish", "share", "open", "make",
            "note", "jot", "keep", "dump", "document", "enter", "register", "leave", "stick", "pop", "place", "drop", "insert", "append", "archive", "deposit", "raise", "produce");
        for (var at = _pieces.Count - 1; at > _verb; at--)
        {
            if (_pieces[at].Integration is null || Receivers.Drawn(_pieces, at) || (_pieces[at].Integration is Pieces.Files && !put))
            {
                continue;
            }

            var near = at - _verb <= 3;
            if (Preposition(at) is "in" or "on" or "via" or "through" && (put ? !NeverAbout(at) : near || !_pieces[_verb..at].Exists(piece => piece.Is(About))))
            {
                _writes[at] = true;
                Together(at);
                for (var other = at + 1; other < _pieces.Count; other++)
                {
                    _writes[other] |= _pieces[other].Integration is not null && Beside(other);
                }

                return;
            }
        }
    }

    /// <summary>"in Slack or in GitHub": what is joined with one that receives receives too.</summary>
    private void Together(int at)
    {
        for (var before = at - 1; before > _verb && (_pieces[before].Kind == PieceKind.Comma || _pieces[before].Integration is not null
            || _pieces[before].Is("and", "or", "in", "on", "both", "either") || _pieces[before].Is(Before)); before--)
        {
            _writes[before] |= _pieces[before].Integration is not null && _pieces[(before + 1)..at].Exists(piece => piece.Is("and", "or"));
        }
    }

    /// <summary>"write about the rows in stock.csv": a file behind "about" is what is read.</summary>
    private bool NeverAbout(int at) => _pieces[at].Integration == Pieces.Files && _pieces[_verb..at].Exists(piece => piece.Is(About));

    private string? Preposition(int at)
    {
        for (var before = at - 1; before >= 0 && at - before <= 4; before--)
        {
            if (_pieces[before].Is("to", "into", "onto", "in", "on", "from", "of", "via", "through", "with", "for", "at", "out", "by", "over", "per", "as", "under", "inside", "against"))
            {
                return _pieces[before].Text;
            }

            if (!_pieces[before].Is(Before))
            {
                return null;
            }
        }

        return null;
    }

    private string Text(int from, int to) => string.Join(' ', _pieces[from..to].Select(piece => piece.Text));
}

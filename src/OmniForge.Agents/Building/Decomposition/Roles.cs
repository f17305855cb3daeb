namespace OmniForge.Agents.Building.Decomposition;

/// <summary>Which of the services named in one clause are read, and which receive something.</summary>
internal sealed class Roles
{
    private static readonly string[] Before =
    [
        "the", "a", "an", "our", "my", "your", "their", "one", "single", "new", "short", "team", "own", "shared", "same", "also", "this", "that", "big", "small",
        "public", "private", "brief", "quick", "little", "daily", "weekly", "monthly", "company",
    ];

    private static readonly string[] Things =
    [
        "message", "messages", "page", "pages", "post", "issue", "issues", "ticket", "tickets", "note", "comment", "task", "tasks", "card", "entry", "reminder",
        "dm", "thread", "alert", "notification", "row", "database", "doc", "document", "update", "summary",
    ];

    private static readonly string[] About = ["of", "about", "which", "what", "that", "whose", "where", "how", "from", "with", "for"];

    private readonly List<Piece> _pieces;
    private readonly bool[] _writes;
    private readonly int _verb;

    private Roles(List<Piece> pieces)
    {
        _pieces = pieces;
        _writes = new bool[pieces.Count];
        _verb = pieces.FindIndex(piece => piece.Integration is null && (Verbs.IsRead(piece.Text) || Verbs.IsWrite(piece.Text)));
    }

    public static (List<Piece> Reads, List<Piece> Writes) Of(Clause clause)
    {
        var roles = new Roles(clause.Pieces);
        if (clause.Kind != ClauseKind.Condition)
        {
            roles.Decide(clause.Text);
        }

        var named = clause.Pieces.Index().Where(pair => pair.Item.Integration is not null).ToList();
        return ([.. named.Where(pair => !roles._writes[pair.Index]).Select(pair => pair.Item)],
            [.. named.Where(pair => roles._writes[pair.Index]).Select(pair => pair.Item)]);
    }

    private bool Writing => _verb >= 0 && Verbs.IsWrite(_pieces[_verb].Text);

    private void Decide(string text)
    {
        var lands = Phrases.Lands(text);
        for (var at = 0; at < _pieces.Count; at++)
        {
            _writes[at] = _pieces[at].Integration is not null && (Towards(at, lands) || Made(at) || Addressed(at) || Beside(at));
        }

        if (Writing && !_writes.Contains(true))
        {
            Last();
        }
    }

    /// <summary>"to Slack", "into our Notion"; "in Slack" after "should end up".</summary>
    private bool Towards(int at, bool lands)
    {
        var word = Preposition(at);
        return word switch
        {
            "into" or "onto" => true,
            "to" => (_verb < 0 || !_pieces[_verb].Text.StartsWith("compar", StringComparison.Ordinal)) && !_pieces[..at].Exists(piece => piece.Is("according", "belong", "belongs", "connected", "related")),
            "in" or "on" or "via" or "through" => lands && Phrases.Lands(Text(0, at)),
            _ => false,
        };
    }

    /// <summary>"a Slack message", "one new Linear issue" right behind the verb, or beside another one made.</summary>
    private bool Made(int at)
    {
        if (!Writing || at < 1 || at + 1 >= _pieces.Count || !_pieces[at + 1].Is(Things) || at < _verb)
        {
            return false;
        }

        var start = at;
        while (start > 0 && _pieces[start - 1].Is(Before))
        {
            start--;
        }

        var article = start < at && _pieces[start].Is("a", "an", "one", "new", "short") || _pieces[at + 1].Text.EndsWith('s') && start == at;
        return article && (start - 1 == _verb || (start - 2 == _verb && _pieces[start - 1].Is("me", "us", "him", "her", "them", "everyone", "also", "out"))
            || (_pieces[start - 1].Is("and", "or", "also", "as") && Array.IndexOf(_writes, true, 0, start) >= 0)) && !Given(at);
    }

    /// <summary>"the Slack messages to Notion": something else receives it.</summary>
    private bool Given(int at) => _pieces.Index().Any(pair => pair.Index > at && pair.Item.Integration is not null && Preposition(pair.Index) is "to" or "into");

    /// <summary>"tell Slack", "update the Notion page"; what is sent or copied is no receiver.</summary>
    private bool Addressed(int at)
    {
        if (!Writing || !_pieces[_verb].Is("tell", "update", "updates", "updating", "notify", "alert", "inform", "message", "ping", "warn", "messaging"))
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

        return before >= 0 && before < at - 1 && _writes[before] && _pieces[(before + 1)..at].Exists(piece => piece.Kind == PieceKind.Comma || piece.Is("and", "or"));
    }

    /// <summary>A clause that delivers and names no "to": what follows "in" or "on" receives, unless it tells what the thing is about.</summary>
    private void Last()
    {
        var put = _pieces[_verb].Is("write", "writes", "writing", "put", "putting", "log", "save", "store", "record", "create", "add", "post", "publish", "share", "open", "make");
        for (var at = _pieces.Count - 1; at > _verb; at--)
        {
            if (_pieces[at].Integration is null or Pieces.Files && !(put && _pieces[at].Integration is not null))
            {
                continue;
            }

            var near = at - _verb <= 3;
            if (Preposition(at) is "in" or "on" or "via" or "through" && (put ? !NeverAbout(at) : near || !_pieces[_verb..at].Exists(piece => piece.Is(About))))
            {
                _writes[at] = true;
                for (var other = at + 1; other < _pieces.Count; other++)
                {
                    _writes[other] |= _pieces[other].Integration is not null && Beside(other);
                }

                return;
            }
        }
    }

    /// <summary>"write about the rows in stock.csv": a file behind "about" is what is read.</summary>
    private bool NeverAbout(int at) => _pieces[at].Integration == Pieces.Files && _pieces[_verb..at].Exists(piece => piece.Is(About));

    private string? Preposition(int at)
    {
        for (var before = at - 1; before >= 0 && at - before <= 4; before--)
        {
            if (_pieces[before].Is("to", "into", "onto", "in", "on", "from", "of", "via", "through", "with", "for", "at", "out"))
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

namespace OmniForge.Agents.Building.Decomposition;

/// <summary>Places that are given something without a "to": by what they get, and by what is to stand in them.</summary>
internal static class Receivers
{
    /// <summary>What is made somewhere.</summary>
    private static readonly string[] Things =
    [
        "message", "messages", "page", "pages", "post", "issue", "issues", "ticket", "tickets", "note", "comment", "task", "tasks", "card", "cards", "entry", "entries", "reminder",
        "dm", "thread", "alert", "notification", "row", "database", "doc", "document", "update", "summary", "ping", "digest", "briefing", "roundup", "round-up", "recap", "bulletin", "announcement",
        "heads-up", "headline", "memo", "overview", "nudge", "warning", "shout-out", "shoutout", "subpage", "to-do", "todo", "bug", "bugs", "item", "story", "discussion", "release",
    ];

    /// <summary>What is made or kept somewhere, named before the place: "a copy in backup.csv".</summary>
    private static readonly string[] Kept =
    [
        "copy", "backup", "record", "list", "log", "line", "report", "table", "archive", "tally", "history", "snapshot", "protocol", "checklist", "bug", "section", "paragraph", "word", "result",
    ];

    private static readonly string[] Containers =
        ["channel", "team", "page", "board", "database", "space", "workspace", "wiki", "homepage", "people", "crowd", "folks", "group", "file", "sheet", "doc", "tracker", "project"];

    private static readonly string[] Articles = ["a", "an", "one", "own", "single", "separate", "another", "new", "short", "brief", "quick", "daily", "weekly", "monthly", "running", "fresh"];

    private static readonly string[] Modal = ["should", "must", "shall", "will", "would", "ought", "needs", "has", "is", "to", "always", "also", "only", "then", "be", "can", "still", "each"];

    private static readonly string[] Getting =
        ["get", "gets", "got", "receive", "receives", "hear", "hears", "know", "told", "informed", "notified", "updated", "given", "sent", "learn", "learns", "alerted", "pinged", "warned", "shown", "briefed"];

    /// <summary>A thing that is made, and not the first half of a longer name: "issue" but not "issue list".</summary>
    public static bool IsThing(List<Piece> pieces, int at)
        => at < pieces.Count && pieces[at].Is(Things) && !(at + 1 < pieces.Count && pieces[at + 1].Is("list", "overview", "report", "summary", "digest", "count", "counts", "status", "data"));

    /// <summary>"a Linear onboarding issue": a thing of that service, with no more than a word between.</summary>
    public static bool Names(List<Piece> pieces, int at)
        => at + 1 < pieces.Count && (IsThing(pieces, at + 1) || (IsThing(pieces, at + 2) && pieces[at + 1] is { Kind: PieceKind.Word, Integration: null }
            && !Verbs.IsOrder(pieces[at + 1].Text) && !pieces[at + 1].Is("a", "an", "the", "with", "to", "in", "on", "for", "of", "and", "or", "from", "about", "as", "by", "per", "that", "new", "into", "list")));

    /// <summary>"based on the … on GitHub": what the result is drawn from.</summary>
    public static bool Drawn(List<Piece> pieces, int at)
    {
        for (var before = at - 1; before >= 0 && pieces[before].Integration is null && !(pieces[before].Is("to") && at - before <= 3); before--)
        {
            if (pieces[before].Is("based", "using", "drawn", "taken", "basis", "considering", "regarding", "concerning"))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"Slack should get a digest", "#ops must hear about it", "Notion gets a page".</summary>
    public static bool Gets(List<Piece> pieces, int at)
    {
        var before = at;
        while (before > 0 && (pieces[before - 1].Is("the", "our", "my", "and", "but", "so", "then", "also", "please", "that", "both", "everyone", "everybody", "in", "on", "team", "people", "folks", "those", "all", "of", "at", "or")
            || pieces[before - 1].Kind == PieceKind.Comma || pieces[before - 1].Integration is not null))
        {
            before--;
        }

        var next = at + 1;
        while (next < pieces.Count && (pieces[next].Is(Containers) || pieces[next].Is("and", "or", "both", "the", "our") || pieces[next].Integration is not null))
        {
            next++;
        }

        var modal = next;
        while (next < pieces.Count && pieces[next].Is(Modal))
        {
            next++;
        }

        return before == 0 && next < pieces.Count
            && (pieces[next].Is(Getting) && (next > modal || !pieces[next].Is("know", "told", "informed", "updated", "given", "sent", "shown"))
                || next == modal && pieces[next].Is("needs", "wants", "need", "want") && next + 1 < pieces.Count && pieces[next + 1].Is(Articles));
    }

    /// <summary>"give #product a rundown".</summary>
    public static bool Dative(List<Piece> pieces, int at)
        => at > 0 && at + 1 < pieces.Count && (pieces[at - 1].Is(Giving) || (at > 1 && pieces[at - 1].Is("the", "our", "my", "everyone", "everybody", "people") && pieces[at - 2].Is(Giving)))
            && (pieces[at + 1].Is(Articles) || pieces[at + 1].Is("the", "this", "that", "all", "every", "our", "some", "everything", "what", "its", "their")
                || (pieces[at + 1].Is(Containers) && at + 2 < pieces.Count && (pieces[at + 2].Is(Articles) || pieces[at + 2].Is("the", "all", "our"))));

    private static readonly string[] Giving = ["give", "gives", "giving", "send", "sends", "sending", "show", "hand", "serve", "bring", "offer", "feed"];

    /// <summary>"it becomes a Linear issue".</summary>
    public static bool Becomes(List<Piece> pieces, int at)
        => at > 1 && IsThing(pieces, at + 1) && pieces[..at].FindLastIndex(piece => piece.Is("become", "becomes", "becoming")) is >= 0 and var verb
            && pieces[(verb + 1)..at].TrueForAll(piece => piece.Is(Articles) || piece.Is("its", "their"));

    /// <summary>"one Notion page for both": without a verb it is what is to be made.</summary>
    public static bool Bare(List<Piece> pieces, int at, int verb)
        => verb < 0 && at > 0 && IsThing(pieces, at + 1) && pieces[..at].Exists(piece => piece.Is("a", "an", "one"))
            && pieces[..at].TrueForAll(piece => piece.Is(Articles) || piece.Is("and", "then", "please", "plus", "also", "just", "nice", "little", "shared"));

    /// <summary>"its own message in #chase", "a copy in backup.csv": what is made stands there. What is looked for stands there already.</summary>
    public static bool Holds(List<Piece> pieces, int at, int verb)
    {
        var preposition = at - 1;
        while (preposition > 0 && !pieces[preposition].Is("in", "on", "at", "inside", "under") && at - preposition < 4 && pieces[preposition].Kind == PieceKind.Word && pieces[preposition].Integration is null)
        {
            preposition--;
        }

        if (preposition < 1 || !pieces[preposition].Is("in", "on", "inside", "under") || (verb >= 0 && !Makes(pieces[verb].Text)))
        {
            return false;
        }

        if (verb >= 0 && verb < preposition && pieces[verb].Is("prepare", "generate", "compile", "produce", "assemble", "build")
            && !pieces[verb..preposition].Exists(piece => piece.Is("of", "from", "about", "for", "with", "that") || piece.Integration is not null))
        {
            return true;
        }

        var thing = preposition - 1;
        while (thing > 0 && preposition - thing < 4 && !(pieces[thing].Is(Things) || pieces[thing].Is(Kept))
            && pieces[thing].Kind == PieceKind.Word && pieces[thing].Integration is null)
        {
            thing--;
        }

        var article = Math.Max(0, thing - 3);
        return (pieces[thing].Is(Things) || pieces[thing].Is(Kept)) && (pieces[article..thing].Exists(piece => piece.Is(Articles)) || (verb < 0 && thing <= 1))
            && !pieces[(at + 1)..].Exists(piece => piece.Is("to", "into"));
    }

    /// <summary>"…, and report differences in #ops": the verb nearest to it gives. A channel takes from any verb that does not read.</summary>
    public static bool Ordered(List<Piece> pieces, int at)
    {
        for (var verb = at - 1; verb >= 0; verb--)
        {
            if (pieces[verb].Integration is not null || !Verbs.IsOrder(pieces[verb].Text))
            {
                continue;
            }

            return verb > 0 && Verbs.IsWrite(pieces[verb].Text) && (pieces[verb - 1].Kind == PieceKind.Comma || pieces[verb - 1].Is("and", "then", "just"));
        }

        return pieces[at].Text.StartsWith('#') && pieces[0].Integration is null && !pieces[..at].Exists(piece => Verbs.IsRead(piece.Text)) && pieces[at - 1].Is("in", "on") && at <= 8
            && !pieces[0].Is(Describing) && !pieces[0].Text.EndsWith('s');
    }

    private static readonly string[] Describing =
        ["what", "which", "who", "is", "are", "how", "the", "all", "everything", "new", "unread", "recent", "last", "this", "any", "open", "important", "our", "my", "every", "each", "a", "an"];

    /// <summary>"I need the … from Linear, in Notion": what is wished for is to be there.</summary>
    public static bool Appended(List<Piece> pieces, int at)
    {
        var comma = pieces[..at].FindLastIndex(piece => piece.Kind == PieceKind.Comma);
        return comma > 0 && at - comma <= 3 && !pieces[(at + 1)..].Exists(piece => piece.Integration is not null) && pieces[..comma].Exists(piece => piece.Integration is not null)
            && pieces[..comma].Exists(piece => piece.Is("want", "need", "wants", "needs", "like"));
    }

    /// <summary>"prepare a digest for Slack".</summary>
    public static bool Intended(List<Piece> pieces, int at, Piece verb)
        => pieces[at].Integration is not Pieces.Files && Makes(verb.Text)
            && (at + 1 >= pieces.Count || pieces[at + 1].Kind != PieceKind.Word || pieces[at + 1].Is("from", "with", "about", "out", "and", "of"));

    private static bool Makes(string verb) => Verbs.IsWrite(verb) || Verbs.Keeps(verb)
        || verb is "generate" or "prepare" or "compile" or "combine" or "merge" or "give" or "gather" or "join" or "get" or "gets" or "getting" or "produce" or "sum" or "summarise" or "summarize";

    /// <summary>"let #support know over Slack", "#ops … on Slack": one place.</summary>
    public static void Join(List<Piece> pieces, bool[] writes)
    {
        if (!pieces.Index().Any(pair => writes[pair.Index] && pair.Item.Text.StartsWith('#')))
        {
            return;
        }

        for (var at = 1; at < pieces.Count; at++)
        {
            writes[at] |= pieces[at].Integration == "slack" && pieces[at - 1].Is("on", "in", "over", "via", "through", "at", "by", "using");
        }
    }
}

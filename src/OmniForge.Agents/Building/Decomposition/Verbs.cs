namespace OmniForge.Agents.Building.Decomposition;

/// <summary>What people tell an agent to do: take something in, or bring a result somewhere.</summary>
internal static class Verbs
{
    private static readonly HashSet<string> Reads =
    [
        "analyse", "analyze", "browse", "check", "collect", "compare", "compile", "count", "examine", "extract", "fetch", "filter", "find", "gather",
        "generate", "get", "give", "go", "grab", "group", "inspect", "list", "load", "look", "monitor", "pick", "prepare", "pull", "query", "rank",
        "read", "retrieve", "review", "scan", "search", "select", "show", "sort", "summarise", "summarize", "take", "track", "watch", "download",
        "merge", "combine", "join", "calculate", "compute", "sum", "fill", "validate", "verify", "classify", "translate", "strengthen", "improve",
        "match", "reconcile", "cross-check", "crosscheck", "study", "assess", "evaluate", "measure", "identify", "spot", "detect", "condense", "tally", "total", "skim", "peruse", "consult", "proofread",
    ];

    private static readonly HashSet<string> Writes =
    [
        "add", "alert", "announce", "append", "comment", "copy", "create", "deliver", "drop", "email", "export", "file", "forward", "import", "inform",
        "insert", "log", "message", "mirror", "move", "notify", "open", "ping", "post", "publish", "push", "put", "record", "remind", "save", "send",
        "share", "store", "submit", "sync", "synchronise", "synchronize", "tell", "transfer", "update", "upload", "warn", "write", "close", "raise",
        "let", "dm", "make", "report", "mention", "archive", "document", "register", "attach", "paste", "duplicate", "replicate", "escalate", "draft",
        "reply", "broadcast", "flag", "circulate", "distribute", "congratulate", "thank", "invite", "remember", "hand", "deposit", "text", "note", "jot", "enter", "return",
        "nudge", "reach", "keep", "leave", "dump", "throw", "stick", "pop", "chuck", "shoot", "fire", "bring", "place", "relay", "pass", "feed", "pipe", "load", "migrate", "compose", "produce", "output", "turn",
        "convert", "transform", "mail", "page", "poke", "brief", "set", "deploy", "refresh", "tag", "release", "advertise", "spread", "cc", "lay", "slot",
    ];

    /// <summary>Also nouns or adjectives: a verb only before what is done to.</summary>
    private static readonly HashSet<string> Doubtful =
    [
        "open", "report", "list", "post", "message", "issue", "log", "file", "share", "close", "update", "comment", "record", "group", "sort", "rank",
        "drop", "mention", "export", "import", "alert", "track", "watch", "count", "sum", "query", "review", "search", "pull", "go", "let", "check",
        "compare", "copy", "filter", "store", "sync", "look", "push", "extract", "dm", "email", "document", "register", "text", "note", "draft", "reply", "hand", "return",
        "match", "study", "measure", "spot", "total", "tally", "nudge", "reach", "keep", "leave", "dump", "throw", "stick", "pop", "chuck", "shoot", "fire", "bring", "place", "relay", "pass", "feed", "pipe",
        "load", "output", "turn", "mail", "page", "poke", "brief", "set", "deploy", "refresh", "tag", "release", "spread", "cc", "lay", "slot", "transform", "convert",
    ];

    private static readonly string[] Objects =
    [
        "a", "an", "the", "it", "them", "this", "that", "these", "those", "me", "us", "him", "her", "my", "our", "your", "their", "its", "one",
        "all", "any", "every", "each", "to", "into", "in", "on", "at", "for", "from", "through", "over", "up", "out", "back", "what", "which", "who",
        "how", "if", "whether", "both", "everything", "anything", "something", "someone", "somebody", "anyone", "everyone", "everybody", "only", "new", "only", "some", "no", "with", "by", "about", "people",
    ];

    /// <summary>Verbs of keeping: "list it in Notion" brings something there, where "find it in Notion" takes it from there.</summary>
    public static bool Keeps(string word) => Plain(word) is "list" or "keep" or "note" or "document" or "archive" or "track" or "collect" or "gather" or "summarise"
        or "summarize" or "sum" or "file" or "park" or "drop" or "jot" or "show" or "present" or "display" or "highlight";

    private static readonly string[] NoVerbs =
    [
        "with", "from", "into", "onto", "over", "about", "when", "once", "that", "which", "while", "since", "until", "unless", "because", "after", "before", "than", "like", "does",
        "have", "will", "would", "should", "could", "must", "where", "what", "whether", "both", "also", "then", "only", "just", "most", "some", "many", "each", "without", "through",
        "between", "under", "above", "below", "behind", "upon", "towards", "during", "within", "whenever", "although", "though", "except", "channel", "under", "inside",
    ];

    /// <summary>Puts two things side by side: what stands behind its "to" is read as well.</summary>
    public static bool Compares(string word) => Plain(word) is "compare" or "match" or "reconcile" or "cross-check" or "crosscheck" or "relate";

    public static bool IsRead(string word) => Reads.Contains(Plain(word));

    public static bool IsWrite(string word) => Writes.Contains(Plain(word));

    /// <summary>An order in its plain form, where "closed" and "merged" may only describe a thing.</summary>
    public static bool IsOrder(string word) => Reads.Contains(word) || Writes.Contains(word);

    /// <summary>Whether an order begins here: "post it", but not the "open" of "open bugs".</summary>
    public static bool Begins(IReadOnlyList<Piece> pieces, int at)
    {
        // Whatever is done to "it" behind a comma or an "and" is an order, even by a verb that no list has.
        if (at + 1 < pieces.Count && pieces[at].Kind == PieceKind.Word && pieces[at].Integration is null && (pieces[at + 1].Is("it", "them", "each", "everything", "those") || pieces[at + 1].Text.StartsWith('#'))
            && pieces[at].Text.Length > 3 && !pieces[at].Is(NoVerbs))
        {
            return true;
        }

        // "and celebrate in #fun"
        if (at + 2 < pieces.Count && pieces[at] is { Kind: PieceKind.Word, Integration: null, Text.Length: > 3 } && !pieces[at].Text.EndsWith('s') && !pieces[at].Is(NoVerbs)
            && pieces[at + 1].Is("in", "on") && pieces[at + 2].Text.StartsWith('#'))
        {
            return true;
        }

        if (at >= pieces.Count || pieces[at].Kind != PieceKind.Word || !(Reads.Contains(pieces[at].Text) || Writes.Contains(pieces[at].Text)))
        {
            return false;
        }

        var next = at + 1 < pieces.Count ? pieces[at + 1] : null;
        return !Doubtful.Contains(pieces[at].Text) || next is null || next.Kind != PieceKind.Word || next.Integration is not null
            || next.Is(Objects) || char.IsAsciiDigit(next.Text[0]) || next.Text.EndsWith("'s", StringComparison.Ordinal);
    }

    /// <summary>"the open issues": an adjective there, no order.</summary>
    public static bool Describes(IReadOnlyList<Piece> pieces, int at)
        => pieces[at].Is("open", "close", "close-by") && at > 0 && pieces[at - 1].Is("the", "our", "my", "all", "any", "every", "each", "these", "those", "many", "new", "of", "their", "its", "your", "are", "still");

    /// <summary>"reads", "reading" and "wrote" without their endings.</summary>
    private static string Plain(string word) => word switch
    {
        "wrote" or "written" or "writing" => "write",
        "sent" => "send",
        "told" => "tell",
        "got" or "getting" => "get",
        "took" or "taken" => "take",
        "found" => "find",
        "putting" => "put",
        _ when Reads.Contains(word) || Writes.Contains(word) => word,
        _ when word.EndsWith("ing", StringComparison.Ordinal) => Stem(word[..^3]),
        _ when word.EndsWith("ed", StringComparison.Ordinal) => Stem(word[..^2]),
        _ when word.EndsWith('s') && (Reads.Contains(word[..^1]) || Writes.Contains(word[..^1])) && !Doubtful.Contains(word[..^1]) => word[..^1],
        _ => word,
    };

    private static string Stem(string stem)
        => Reads.Contains(stem) || Writes.Contains(stem) ? stem
            : Reads.Contains(stem + "e") || Writes.Contains(stem + "e") ? stem + "e"
            : stem.Length > 2 && stem[^1] == stem[^2] ? stem[..^1]
            : stem.EndsWith('i') ? stem[..^1] + "y"
            : stem;
}

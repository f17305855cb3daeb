using OmniForge.Agents.Building.Reading;

namespace OmniForge.Agents.Building.Events;

/// <summary>Words about what happens, and to what.</summary>
internal static class EventVocabulary
{
    public static readonly string[] Articles =
        ["a", "an", "the", "my", "our", "your", "their", "his", "her", "any", "some", "another", "one", "every", "each", "all", "of", "new", "fresh"];

    public static readonly string[] Prepositions = ["to", "in", "into", "on", "onto", "at", "from", "inside", "within", "under", "for", "of"];

    /// <summary>Kinds of places, and other words that name no single one.</summary>
    public static readonly string[] PlaceNouns =
    [
        "database", "databases", "table", "board", "list", "channel", "channels", "team", "teams", "repo", "repos", "repository", "repositories", "workspace",
        "project", "account", "section", "space", "there", "it", "them", "us", "me", "one", "side",
    ];

    public static readonly string[] People = ["somebody", "someone", "anybody", "anyone", "people", "person", "customer", "customers", "client", "colleague", "everybody", "everyone"];

    /// <summary>With these a sentence begins that says what to do.</summary>
    public static readonly string[] Orders =
    [
        "tell", "post", "send", "notify", "message", "let", "ping", "alert", "inform", "write", "put", "save", "share", "announce", "warn", "make", "give", "show", "drop",
        "forward", "copy", "read", "summarise", "summarize", "please", "i", "you", "then", "run", "start", "email", "mail", "report", "add", "create", "publish", "push", "it",
    ];

    /// <summary>With these a condition or something else begins.</summary>
    public static readonly string[] Turns = ["if", "but", "only", "unless", "where", "whose", "except", "provided", "because", "so", "with", "that", "which", "when", "whenever", "instead", "too", "also"];

    public static readonly string[] Auxiliaries = ["is", "are", "gets", "get", "was", "were", "has", "have", "been", "be", "being", "newly", "just"];

    private static readonly string[] Systems =
        ["system", "shop", "store", "website", "site", "server", "software", "tool", "app", "application", "crm", "erp", "webshop", "backend", "program", "form", "till", "warehouse", "machine", "sensor", "service", "script"];

    private static readonly string[] Calls =
        ["calls", "call", "sends", "send", "reports", "report", "tells", "tell", "posts", "notifies", "pings", "rings", "delivers", "says", "submits", "pushes", "contacts", "signals", "messages", "called"];

    private static readonly (string Thing, string[] Words)[] Things =
    [
        ("page", ["page", "pages", "row", "rows", "entry", "entries", "item", "record", "card", "note", "doc", "document"]),
        ("issue", ["issue", "issues", "ticket", "tickets", "bug", "bugs", "story", "task"]), ("pull request", ["pr", "prs", "mr"]),
        ("message", ["message", "messages", "question", "mention"]), ("file", ["file", "files"]), ("comment", ["comment", "comments"]),
        ("commit", ["commit", "commits"]), ("release", ["release"]), ("reaction", ["reaction"]), ("e-mail", ["email", "mail", "emails"]),
    ];

    private static readonly Dictionary<EventVerb, string[]> Verbs = new()
    {
        [EventVerb.Made] =
        [
            "added", "adds", "add", "created", "creates", "create", "opened", "opens", "open", "filed", "files", "file", "reported", "reports", "raised", "raises", "logged", "logs",
            "posted", "posts", "post", "arrives", "arrive", "arrived", "comes", "come", "came", "appears", "appear", "appeared", "shows", "lands", "land", "landed", "written",
            "writes", "write", "submitted", "submits", "sent", "sends", "send", "published", "publishes", "received", "receive", "asks", "asked", "says", "made", "makes", "entered", "put", "puts",
        ],
        [EventVerb.Changed] = ["changed", "changes", "change", "updated", "updates", "update", "edited", "edits", "edit", "modified", "modifies"],
        [EventVerb.Merged] = ["merged", "merges", "merge"],
        [EventVerb.Mentioned] = ["mentioned", "mentions", "mention", "tagged", "tags", "pinged"],
        [EventVerb.Other] =
        [
            "closed", "closes", "close", "deleted", "deletes", "delete", "removed", "removes", "archived", "archives", "commented", "comments", "comment", "assigned", "assigns",
            "completed", "completes", "done", "finished", "finishes", "reviewed", "reviews", "approved", "approves", "starred", "uploaded", "uploads", "reacted", "reacts", "moved",
            "moves", "renamed", "pushed", "pushes", "committed", "commits", "joined", "joins", "left", "leaves", "released", "reopened", "resolved", "fails", "failed", "breaks",
        ],
    };

    /// <summary>What the words from a place on name, as <see cref="EventKind.Thing"/> has it; null = nothing that is known.</summary>
    public static string? Thing(IReadOnlyList<Word> words, int at, out int length)
    {
        length = 1;
        if (words[at].IsAny("pull", "merge") && at + 1 < words.Count && words[at + 1].IsAny("request", "requests"))
        {
            length = 2;
            return "pull request";
        }

        return words[at].Kind == WordKind.File ? "file" : words[at].Kind == WordKind.Word ? Things.FirstOrDefault(known => words[at].IsAny(known.Words)).Thing : null;
    }

    public static EventVerb? Verb(Word word)
    {
        foreach (var (verb, spelt) in Verbs)
        {
            if (word.IsAny(spelt))
            {
                return verb;
            }
        }

        return null;
    }

    public static bool IsSystem(Word word) => word.IsAny(Systems);

    public static bool IsCall(Word word) => word.IsAny(Calls);
}

namespace OmniForge.Agents.Building.Events;

/// <summary>Something that can start an agent: what it is called, how things of its kind are listed, and how the one it is about is read.</summary>
public sealed record EventKind
{
    /// <summary>Of a system of one's own.</summary>
    public const string OwnType = "webhook.received";

    /// <summary>As triggers name it, for instance `notion.page_created`.</summary>
    public required string Type { get; init; }

    /// <summary>Empty = a system of one's own.</summary>
    public required string Integration { get; init; }

    /// <summary>What it is about, in one word or two: page, pull request.</summary>
    public required string Thing { get; init; }

    /// <summary>What happens to it, with the word that leads to its place: "is added to".</summary>
    public required string Happens { get; init; }
    internal EventVerb Verb { get; init; }

    /// <summary>Lists things of the kind, newest first where the provider can; null = nothing can be listed.</summary>
    public AccountTables? Table { get; init; }

    /// <summary>Tool that reads the one it is about; empty = the event itself says all.</summary>
    public string ReadTool { get; init; } = "";

    /// <summary>Arguments of <see cref="ReadTool"/> with their places in the event.</summary>
    public IReadOnlyDictionary<string, string> ReadBy { get; init; } = new Dictionary<string, string>();

    /// <summary>Columns that stand where the tool's answer has them one level deeper; the others stand at its top.</summary>
    public string Deeper { get; init; } = "";

    /// <summary>Fields of the answer that a message begins with, most telling first, besides the link.</summary>
    public IReadOnlyList<string> Shown { get; init; } = [];

    /// <summary>Field of the answer that names the thing.</summary>
    public string Title { get; init; } = "title";

    /// <summary>A field that tells things apart in the name of a file.</summary>
    public string Key { get; init; } = "id";

    public static IReadOnlyList<EventKind> All { get; } =
    [
        Notion("notion.page_created", "is added to", EventVerb.Made),
        Notion("notion.page_updated", "is changed in", EventVerb.Changed),
        Linear("linear.issue_created", "is created in", EventVerb.Made),
        Linear("linear.issue_updated", "is changed in", EventVerb.Changed),
        GitHub("github.issue_opened", "issue", "is opened in", EventVerb.Made, "github_get_issue", "github_list_issues", ["state", "author", "labels"]),
        GitHub("github.pull_request_opened", "pull request", "is opened in", EventVerb.Made, "github_get_pull_request", "github_list_pull_requests", ["author", "head"]),
        GitHub("github.pull_request_merged", "pull request", "is merged in", EventVerb.Merged, "github_get_pull_request", "github_list_pull_requests", ["author", "head"]),
        Slack("slack.message_posted", "arrives in", EventVerb.Made),
        Slack("slack.app_mentioned", "mentions OmniForge in", EventVerb.Mentioned),
        new() { Type = OwnType, Integration = "", Thing = "report", Happens = "comes from", Verb = EventVerb.Made },
    ];

    public static EventKind? Of(string type) => All.FirstOrDefault(known => known.Type == type);

    private static EventKind Notion(string type, string happens, EventVerb verb) => new()
    {
        Type = type,
        Integration = "notion",
        Thing = "page",
        Happens = happens,
        Verb = verb,
        Table = AccountTables.Of("notion"),
        ReadTool = "notion_get_page",
        ReadBy = new Dictionary<string, string> { ["page"] = "resource.id" },
        Deeper = "properties",
    };

    private static EventKind Linear(string type, string happens, EventVerb verb) => new()
    {
        Type = type,
        Integration = "linear",
        Thing = "issue",
        Happens = happens,
        Verb = verb,
        Table = AccountTables.Of("linear"),
        ReadTool = "linear_get_issue",
        ReadBy = new Dictionary<string, string> { ["issue"] = "resource.id" },
        Shown = ["key", "state", "priority", "assignee"],
        Key = "key",
    };

    private static EventKind GitHub(string type, string thing, string happens, EventVerb verb, string read, string list, IReadOnlyList<string> shown) => new()
    {
        Type = type,
        Integration = "github",
        Thing = thing,
        Happens = happens,
        Verb = verb,
        ReadTool = read,
        Shown = shown,
        Key = "number",
        Table = AccountTables.Of("github")! with { Rows = thing + "s", Tool = list },
        ReadBy = new Dictionary<string, string> { ["repository"] = "resource.in", ["number"] = "resource.number" },
    };

    private static EventKind Slack(string type, string happens, EventVerb verb) => new()
    {
        Type = type,
        Integration = "slack",
        Thing = "message",
        Happens = happens,
        Verb = verb,
        Title = "text",
        Shown = ["user"],
        Key = "ts",
        Table = new()
        {
            Integration = "slack",
            Kind = "channel",
            Noun = "channel",
            Rows = "messages",
            Tool = "slack_get_channel_history",
            Argument = "channel",
            MostRows = 15,
        },
    };
}

/// <summary>What happens to a thing, whatever word is used.</summary>
internal enum EventVerb
{
    Made,
    Changed,
    Merged,
    Mentioned,

    /// <summary>Something that nothing tells of.</summary>
    Other,
}

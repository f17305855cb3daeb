namespace OmniForge.Doubles.Notion;

/// <summary>The data of a small studio: projects for clients, and meetings. The same rows in every run on the same day.</summary>
public static class HarborStudio
{
    public const string Projects = "Client Projects";
    public const string Meetings = "Meetings";
    public const string Archive = "Archive";
    public const int ProjectCount = 250;

    private static readonly string[] Clients =
        ["Bluefin Logistics", "Cedar & Stone", "Northwind Bakery", "Lumen Health", "Tidewater Hotels", "Atlas Cycling", "Fable Books", "Orchard Bank"];

    private static readonly string[] Works =
        ["website relaunch", "photo library", "brand guide", "annual report", "newsletter", "trade fair stand", "mobile app", "video series", "packaging", "intranet"];

    private static readonly string[] States = ["Not started", "On track", "At risk", "Blocked", "Done"];

    private static readonly (string Name, string Email)[] People =
    [
        ("Mara Lindqvist", "mara@harbor.example"), ("Derek Osei", "derek@harbor.example"), ("Ines Carvalho", "ines@harbor.example"),
        ("Tom Becker", "tom@harbor.example"), ("Yuki Tanaka", "yuki@harbor.example"),
    ];

    internal static void Fill(NotionWorkspace workspace, DateTimeOffset now)
    {
        foreach (var (name, email) in People)
        {
            workspace.AddUser(name, email);
        }

        AddDatabaseOfProjects(workspace, Projects, ProjectCount, now);
        workspace.AddDatabase(
            Meetings,
            ("Topic", "title", []), ("When", "date", []), ("Client", "select", Clients), ("People", "people", []), ("Notes", "rich_text", []),
            ("Held", "checkbox", []));
        AddMeetings(workspace, now);
        workspace.AddPage("Team handbook", "# How we work\n\nWe write down what we decide.\n\n- Meetings are short.\n- Reports go out on Mondays.");
    }

    /// <summary>A database "Archive" with as many made-up projects; 10,000 take well under a second.</summary>
    public static NotionDatabase AddArchive(NotionWorkspace workspace, int rows, DateTimeOffset now)
        => AddDatabaseOfProjects(workspace, Archive, rows, now);

    /// <summary>Adds made-up projects to a database that has the columns of <see cref="Projects"/>.</summary>
    public static void AddProjects(NotionWorkspace workspace, string database, int count, DateTimeOffset now)
    {
        var random = new Random(20260311);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        for (var at = 0; at < count; at++)
        {
            var client = Clients[random.Next(Clients.Length)];
            workspace.AddRow(
                database,
                ("Name", $"{client} {Works[random.Next(Works.Length)]} {at + 1}"),
                ("Client", client),
                ("Status", States[random.Next(States.Length)]),
                // Every tenth has no deadline yet.
                ("Deadline", at % 10 == 9 ? null : today.AddDays(random.Next(-30, 120))),
                ("Owner", at % 17 == 16 ? null : People[random.Next(People.Length)].Name),
                ("Budget", at % 13 == 12 ? null : (decimal)random.Next(20, 900) * 100));
        }
    }

    private static NotionDatabase AddDatabaseOfProjects(NotionWorkspace workspace, string title, int rows, DateTimeOffset now)
    {
        var database = workspace.AddDatabase(
            title,
            ("Name", "title", []), ("Client", "select", Clients), ("Status", "status", States), ("Deadline", "date", []), ("Owner", "people", []),
            ("Budget", "number", []));
        AddProjects(workspace, title, rows, now);
        return database;
    }

    private static void AddMeetings(NotionWorkspace workspace, DateTimeOffset now)
    {
        var random = new Random(7);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        for (var at = 0; at < 30; at++)
        {
            var client = Clients[at % Clients.Length];
            var day = today.AddDays(at - 20);
            workspace.AddRow(
                Meetings,
                ("Topic", $"{Works[random.Next(Works.Length)]} with {client}"),
                ("When", day),
                ("Client", client),
                ("People", new[] { People[at % 5].Name, People[(at + 2) % 5].Name }),
                ("Notes", at % 3 == 0 ? $"Next step: send {client} the draft." : null),
                ("Held", day < today));
        }
    }
}

using System.Text.Json.Nodes;

namespace OmniForge.Agents.Building;

/// <summary>How rows are read from an account: which tool, and what of a report it can already do.</summary>
public sealed record AccountTables
{
    public required string Integration { get; init; }

    /// <summary>Kind of what is chosen, as the integration calls it.</summary>
    public required string Kind { get; init; }

    /// <summary>What people call one: database, team, repository.</summary>
    public required string Noun { get; init; }

    /// <summary>What its rows are: rows, issues.</summary>
    public required string Rows { get; init; }
    public required string Tool { get; init; }

    /// <summary>Tool that tells the columns with their options; empty = none.</summary>
    public string ColumnsTool { get; init; } = "";

    /// <summary>Argument that names the chosen thing.</summary>
    public required string Argument { get; init; }
    public required int MostRows { get; init; }
    public bool Filters { get; init; }
    public bool Sorts { get; init; }
    public bool Columns { get; init; }

    public static IReadOnlyList<AccountTables> All { get; } =
    [
        new()
        {
            Integration = "notion", Kind = "database", Noun = "database", Rows = "rows", Tool = "notion_query_database",
            ColumnsTool = "notion_get_database", Argument = "database", MostRows = 10_000, Filters = true, Sorts = true, Columns = true,
        },
        new()
        {
            Integration = "linear", Kind = "team", Noun = "team", Rows = "issues", Tool = "linear_list_issues", Argument = "team",
            MostRows = 1_000, Filters = true,
        },
        new()
        {
            Integration = "github", Kind = "repository", Noun = "repository", Rows = "issues", Tool = "github_list_issues",
            Argument = "repository", MostRows = 1_000,
        },
    ];

    /// <summary>Null when rows cannot be read from there.</summary>
    public static AccountTables? Of(string integration) => All.FirstOrDefault(known => known.Integration == integration);

    /// <summary>A call that shows the first rows.</summary>
    public JsonObject Sample(string place, int rows) => new() { [Argument] = place, ["limit"] = rows };
}

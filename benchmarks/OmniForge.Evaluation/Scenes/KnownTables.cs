using System.Text;
using System.Text.Json.Nodes;
using OmniForge.Agents.Tools.Tables;

namespace OmniForge.Evaluation.Scenes;

/// <summary>The tables that lie in the workspace: those of `samples`, or those a line brings along.</summary>
internal sealed class KnownTables(string folder)
{
    private const string Issues =
        """
        title,status,type,priority,assignee,labels,project,created,updated,due_date,estimate
        It does not start,Open,Bug,Urgent,Derek Osei,crash,Shop,2026-11-10,2026-11-20,2026-12-01,3
        Add a dark theme,In progress,Feature,Low,Maya Lindqvist,design,Site,2026-10-02,2026-11-18,2026-12-15,5
        Totals are wrong,Closed,Bug,High,Sandra Pohl,billing,Shop,2026-09-12,2026-11-02,2026-11-10,2
        """;

    private readonly Dictionary<string, TableProfile> _kept = new(StringComparer.Ordinal);

    /// <summary>
    /// Tables of a line: its own `files` (name to content, or to columns), else the one whose name its words say, else projects.csv.
    /// </summary>
    public async Task<IReadOnlyList<TableProfile>> ForAsync(EvaluationLine line, CancellationToken cancellationToken)
    {
        var brought = Json.First(line.Input, "files", "tables");
        if (brought is JsonObject named)
        {
            var own = new List<TableProfile>();
            foreach (var (name, content) in named)
            {
                own.Add(await ReadAsync(Named(name, content), Content(content), cancellationToken));
            }

            return own;
        }

        var words = line.Input.ToJsonString();
        var meant = Files().Where(name => words.Contains(name, StringComparison.OrdinalIgnoreCase)).ToList();
        var tables = new List<TableProfile>();
        foreach (var name in meant.Count > 0 ? meant : ["projects.csv"])
        {
            tables.Add(await KnownAsync(name, cancellationToken));
        }

        return tables;
    }

    /// <summary>The accounts of the services that a line names.</summary>
    public async Task<Desk> DeskAsync(EvaluationLine line, CancellationToken cancellationToken)
        => new(line.Input.ToJsonString(Json.Plain), await KnownAsync("projects.csv", cancellationToken), await ReadAsync("issues.csv", Issues, cancellationToken));

    private IEnumerable<string> Files() => Directory.EnumerateFiles(folder, "*.csv").Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);

    private async Task<TableProfile> KnownAsync(string name, CancellationToken cancellationToken)
    {
        if (!_kept.TryGetValue(name, out var table))
        {
            table = await ReadAsync(name, await File.ReadAllTextAsync(Path.Combine(folder, name), cancellationToken), cancellationToken);
            _kept[name] = table;
        }

        return table;
    }

    private static Task<TableProfile> ReadAsync(string name, string content, CancellationToken cancellationToken)
        => TableProfile.ReadAsync(new OneFile(name, Encoding.UTF8.GetBytes(content)), name, TimeZoneInfo.Utc, cancellationToken);

    /// <summary>A table without the ending of a file gets the one that fits.</summary>
    private static string Named(string name, JsonNode? content)
        => Path.HasExtension(name) ? name : content is JsonArray rows && rows.Count > 0 && rows[0] is JsonObject ? name + ".json" : name + ".csv";

    /// <summary>A text as it is, rows as they are, or a list of column names with a made-up row.</summary>
    private static string Content(JsonNode? node)
        => node is JsonArray list && list.Count > 0 && list[0] is not JsonObject
            ? string.Join(',', Json.Texts(list)) + "\n" + string.Join(',', Json.Texts(list).Select(ColumnGuess.Sample)) + "\n"
            : node is JsonArray rows ? rows.ToJsonString()
            : Json.Text(node) ?? "";
}

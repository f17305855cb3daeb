using System.Text;
using System.Text.Json.Nodes;
using OmniForge.Agents.Tools.Tables;

namespace OmniForge.Evaluation.Scenes;

/// <summary>The tables that lie in the workspace: those of `samples`, or those a line brings along.</summary>
internal sealed class KnownTables(string folder)
{
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
                own.Add(await ReadAsync(name, Content(content), cancellationToken));
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

    /// <summary>A text as it is, rows as they are, or a list of column names with a made-up row.</summary>
    private static string Content(JsonNode? node)
        => node is JsonArray list && list.Count > 0 && list[0] is not JsonObject
            ? string.Join(',', Json.Texts(list)) + "\n" + string.Join(',', Json.Texts(list).Select(ColumnGuess.Sample)) + "\n"
            : node is JsonArray rows ? rows.ToJsonString()
            : Json.Text(node) ?? "";
}

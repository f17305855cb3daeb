using System.Text;
using System.Text.Json;

namespace OmniForge.Cli.Fernet;

/// <summary>One credential of an export.</summary>
/// <param name="Line">Where it stands in the file, from 1.</param>
/// <param name="Problem">Why the line cannot be used; empty = it can.</param>
internal sealed record ExportedToken(int Line, string Id, string Tenant, string Integration, string Token, string Problem = "");

/// <summary>Reads an export of the earlier platform: JSON lines, or CSV with a header; fields id, tenant, integration and token. Pure.</summary>
internal static class FernetExport
{
    private static readonly string[] Fields = ["id", "tenant", "integration", "token"];

    public static IEnumerable<ExportedToken> Read(IEnumerable<string> lines)
    {
        string[]? columns = null;
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            var text = line.Trim().TrimStart('\uFEFF');
            if (text.Length == 0)
            {
                continue;
            }

            if (columns is null && text[0] != '{')
            {
                columns = [.. Cells(text).Select(cell => cell.Trim().ToLowerInvariant())];
                if (Fields.FirstOrDefault(field => !columns.Contains(field)) is not { } missing)
                {
                    continue;
                }

                yield return new(number, "", "", "", "", $"the first line names no column \"{missing}\"");
                yield break;
            }

            yield return Checked(columns is null ? OfJson(number, text) : OfCells(number, columns, Cells(text)));
        }
    }

    private static ExportedToken Checked(ExportedToken row)
        => row.Problem.Length > 0 || row is { Id.Length: > 0, Tenant.Length: > 0, Integration.Length: > 0, Token.Length: > 0 }
            ? row
            : row with { Problem = "id, tenant, integration or token is missing" };

    private static ExportedToken OfJson(int number, string text)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? Of(number, field => json.RootElement.TryGetProperty(field, out var value) ? value.ToString() : "")
                : new(number, "", "", "", "", "is no JSON object");
        }
        catch (JsonException)
        {
            return new(number, "", "", "", "", "is no JSON object");
        }
    }

    private static ExportedToken OfCells(int number, string[] columns, List<string> cells)
        => cells.Count == columns.Length
            ? Of(number, field => cells[Array.IndexOf(columns, field)])
            : new(number, "", "", "", "", $"has {cells.Count} cells instead of {columns.Length}");

    private static ExportedToken Of(int number, Func<string, string> value)
        => new(number, value("id").Trim(), value("tenant").Trim(), value("integration").Trim(), value("token").Trim());

    /// <summary>Cells of one line; quotes around a cell keep its commas, and two of them are one.</summary>
    private static List<string> Cells(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                cell.Append(line[i++]);
            }
            else if (line[i] == '"')
            {
                quoted = !quoted;
            }
            else if (line[i] == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(line[i]);
            }
        }

        cells.Add(cell.ToString());
        return cells;
    }
}

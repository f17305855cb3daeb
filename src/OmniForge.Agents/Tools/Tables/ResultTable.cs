using System.Text.Json;

namespace OmniForge.Agents.Tools.Tables;

/// <summary>What an earlier result says about its rows besides the rows: columns that no row fills, and that there are more.</summary>
internal static class ResultTable
{
    private const string Begun = "only the first ";

    public static bool TellsOfMore(string warning) => warning.StartsWith(Begun, StringComparison.Ordinal) && warning.EndsWith("there are more", StringComparison.Ordinal);

    /// <summary>Such warnings as sentences, a line each: what people read must not look complete when it is not.</summary>
    public static string More(IEnumerable<string> warnings)
        => string.Concat(warnings.Where(TellsOfMore).Select(warning => $"{char.ToUpperInvariant(warning[0])}{warning[1..]}.\n"));

    public static Table Complete(Table table, JsonElement result, TimeZoneInfo zone)
    {
        if (result.ValueKind != JsonValueKind.Object)
        {
            return table;
        }

        var columns = table.Columns.ToList();
        if (result.TryGetProperty("columns", out var named) && named.ValueKind == JsonValueKind.Array)
        {
            columns.AddRange(named.EnumerateArray().Select(Name).OfType<string>().Where(one => columns.TrueForAll(known => known.Name != one)).Distinct()
                .Take(Math.Max(0, TableLimits.Columns - columns.Count))
                .Select(one => ColumnTyping.Read(one, new string?[table.Rows], CommaUse.Thousands, zone)));
        }

        return result.TryGetProperty("truncated", out var more) && more.ValueKind == JsonValueKind.True
            ? table with { Columns = columns, Warnings = [.. table.Warnings, $"{Begun}{table.Rows:N0} rows were looked at; there are more"] }
            : table with { Columns = columns };
    }

    private static string? Name(JsonElement column)
        => column.ValueKind == JsonValueKind.Object && column.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String
            ? name.GetString()
            : null;
}

using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using OmniForge.Agents.Tools.Tables;

namespace OmniForge.Agents.Building.Branches;

/// <summary>Makes up rows of a known table, of which some meet conditions and others do not.</summary>
internal static class SampleRows
{
    private const int MostOthers = 2;

    /// <summary>Null when such rows cannot be made up with certainty.</summary>
    public static SampleFile? Of(TableProfile table, IReadOnlyList<Filter> filters, SampleWords wanted, DateTimeOffset now)
    {
        var others = wanted.Others && filters.Count > 0 ? MostOthers : 0;
        var rows = new List<Dictionary<string, string>>();
        for (var at = 0; at < wanted.Count + others; at++)
        {
            var row = table.Columns.ToDictionary(column => column.Name, column => Any(column, at, now));
            foreach (var filter in at < wanted.Count ? filters : filters.Take(1))
            {
                if (!Put(row, filter, table, at < wanted.Count, now))
                {
                    return null;
                }
            }

            rows.Add(row);
        }

        return Path.GetExtension(table.File).ToLowerInvariant() switch
        {
            ".csv" => new(table.File, Separated(table, rows, ',')),
            ".tsv" => new(table.File, Separated(table, rows, '\t')),
            ".json" when rows.Count > 0 => new(table.File, Objects(table, rows)),
            _ => null,
        };
    }

    private static string Any(ColumnProfile column, int at, DateTimeOffset now) => column.Type switch
    {
        ColumnType.Number => column.Max ?? "1",
        ColumnType.Date or ColumnType.DateTime => column.Max ?? Day(now, 0),
        ColumnType.Bool => "true",
        _ when column.Values.Count > 0 => column.Values[at % column.Values.Count],
        _ => string.Create(CultureInfo.InvariantCulture, $"Example {at + 1}"),
    };

    /// <summary>Sets what the condition is about so that it is met, or is not. False when that is not certain.</summary>
    private static bool Put(Dictionary<string, string> row, Filter filter, TableProfile table, bool met, DateTimeOffset now)
    {
        if (filter.Any.Count > 0)
        {
            return met ? Put(row, filter.Any[0], table, true, now) : filter.Any.All(one => Put(row, one, table, false, now));
        }

        if (table.Columns.FirstOrDefault(known => known.Name == filter.Column) is not { } column)
        {
            return false;
        }

        if (filter.OtherColumn is { } other)
        {
            row[other] = "100";
            return column.Type == ColumnType.Number && Compared(row, filter.Column, filter.Op, 100, met);
        }

        var value = filter.Values is [var first, ..] ? first : "";
        return filter.Op switch
        {
            FilterOp.IsEmpty or FilterOp.NotEmpty => Set(row, filter.Column, (filter.Op == FilterOp.IsEmpty) == met ? "" : Filled(row[filter.Column])),
            FilterOp.Contains or FilterOp.StartsWith => Set(row, filter.Column, met ? value : "-"),
            FilterOp.Eq or FilterOp.In when column.Type is ColumnType.Text => Set(row, filter.Column, met ? value : Another(column, filter.Values)),
            FilterOp.Ne when column.Type is ColumnType.Text => Set(row, filter.Column, met ? Another(column, filter.Values) : value),
            FilterOp.Eq or FilterOp.Ne when column.Type is ColumnType.Bool => Set(row, filter.Column, (filter.Op == FilterOp.Eq) == met ? value : value == "true" ? "false" : "true"),
            _ when column.Type == ColumnType.Number && decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
                => Compared(row, filter.Column, filter.Op, number, met),
            _ when column.Type is ColumnType.Date or ColumnType.DateTime => Dated(row, filter, value, met, now),
            _ => false,
        };
    }

    private static bool Compared(Dictionary<string, string> row, string column, FilterOp op, decimal number, bool met)
    {
        decimal? value = (op, met) switch
        {
            (FilterOp.Lt, true) or (FilterOp.Ge, false) or (FilterOp.Ne, true) or (FilterOp.Eq or FilterOp.In, false) => number - 1,
            (FilterOp.Gt, true) or (FilterOp.Le, false) => number + 1,
            (FilterOp.Lt or FilterOp.Gt, false) or (FilterOp.Le or FilterOp.Ge or FilterOp.Eq or FilterOp.In, true) or (FilterOp.Ne, false) => number,
            _ => null,
        };
        return value is { } sure && Set(row, column, sure.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>A day that is on the right side by a month, or within the named period.</summary>
    private static bool Dated(Dictionary<string, string> row, Filter filter, string value, bool met, DateTimeOffset now)
    {
        if (filter.Op == FilterOp.Within && RelativeDates.Range(value, now.DateTime) is { } range)
        {
            return Set(row, filter.Column, Day(new(met ? range.Start : range.Start.AddDays(-400), TimeSpan.Zero), 0));
        }

        DateTime? day = RelativeDates.Point(value, now.DateTime)?.Start
            ?? (DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.None, out var said) ? said : null);
        var ahead = (filter.Op is FilterOp.Gt or FilterOp.Ge) == met ? 30 : -30;
        return day is { } sure && filter.Op is FilterOp.Lt or FilterOp.Le or FilterOp.Gt or FilterOp.Ge
            && Set(row, filter.Column, Day(new(DateTime.SpecifyKind(sure, DateTimeKind.Utc)), ahead));
    }

    private static string Another(ColumnProfile column, IReadOnlyList<string> values)
        => column.Values.FirstOrDefault(known => !values.Contains(known, StringComparer.OrdinalIgnoreCase)) ?? "Something else";

    private static string Filled(string value) => value.Length > 0 ? value : "Example";

    private static string Day(DateTimeOffset from, int days) => from.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static bool Set(Dictionary<string, string> row, string column, string value)
    {
        row[column] = value;
        return true;
    }

    private static string Separated(TableProfile table, List<Dictionary<string, string>> rows, char mark)
    {
        var text = new StringBuilder().AppendJoin(mark, table.Columns.Select(column => Quoted(column.Name, mark))).Append('\n');
        rows.ForEach(row => text.AppendJoin(mark, table.Columns.Select(column => Quoted(row[column.Name], mark))).Append('\n'));
        return text.ToString();
    }

    private static string Quoted(string cell, char mark)
        => cell.AsSpan().ContainsAny("\"\r\n") || cell.Contains(mark, StringComparison.Ordinal) ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;

    private static string Objects(TableProfile table, List<Dictionary<string, string>> rows)
        => new JsonArray([.. rows.Select(row => (JsonNode)new JsonObject(table.Columns.Where(column => !column.Name.Contains('.', StringComparison.Ordinal))
            .Select(column => KeyValuePair.Create(column.Name, (JsonNode?)Cell(column, row[column.Name])))))]).ToJsonString();

    private static JsonValue? Cell(ColumnProfile column, string value) => value.Length == 0 ? null
        : column.Type == ColumnType.Number && decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number)
        : column.Type == ColumnType.Bool ? JsonValue.Create(value == "true")
        : JsonValue.Create(value);
}

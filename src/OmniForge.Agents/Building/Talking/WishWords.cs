using OmniForge.Agents.Tools.Tables;

namespace OmniForge.Agents.Building.Talking;

/// <summary>A wish in plain words: the points of the summary.</summary>
internal static class WishWords
{
    /// <summary>Requirement keys with their plain values, in the order of the summary; absent ones are left out.</summary>
    public static IReadOnlyList<(string Key, string Value)> Points(Wish wish, TableProfile? table, string name, DateTimeOffset now)
    {
        var points = new List<(string, string)>();
        if (wish.From is { } from)
        {
            points.Add(("source", PlaceWords.Source(from, table?.Rows)));
        }
        else if (wish.File is { } file)
        {
            points.Add(("source", Say.Quote(file) + (table is null ? "" : $" ({Say.Count(table.Rows, "row")})")));
        }

        if (wish.Filters.Count > 0)
        {
            points.Add(("filter", Say.And(wish.Filters.Select(filter => FilterWords.Of(filter, table)))));
        }

        if (wish.Grouping is { } grouping)
        {
            points.Add(("grouping", Grouped(grouping)));
        }

        if (wish.Sorts.Count > 0)
        {
            points.Add(("order", string.Join(", then ", wish.Sorts.Select(sort => Sorted(sort, table)))));
        }

        if (wish.Limit is { } limit)
        {
            points.Add(("limit", $"at most {Say.Count(limit, "row")}"));
        }

        if (wish.Grouping is null or { Aggregates.Count: 0 })
        {
            points.Add(("content", wish.Columns.Count == 0 ? "all columns" : Say.And(wish.Columns.Select(Say.Quote))));
        }

        points.Add(wish.To is { } to ? ("target", PlaceWords.Target(to)) : ("format", wish.Format == ReportFormat.Csv ? "a file for spreadsheets" : "a report with a table"));
        if (wish.When is { } when)
        {
            points.Add(("schedule", WhenWords.Sentence(when, now)));
        }

        points.Add(("name", Say.Quote(name)));
        return points;
    }

    public static string Label(string key) => key switch
    {
        "source" => "Reads",
        "filter" => "Keeps only rows where",
        "grouping" => "Puts together",
        "order" => "Order",
        "limit" => "Length",
        "content" => "Shows",
        "format" => "Writes",
        "target" => "Sends",
        "schedule" => "When",
        _ => "Name",
    };

    public static string Sorted(Sort sort, TableProfile? table)
    {
        if (sort.First.Count > 0)
        {
            return $"{Say.And(sort.First)} first ({Say.Quote(sort.Column)})";
        }

        var type = table?.Columns.FirstOrDefault(column => column.Name == sort.Column)?.Type;
        type ??= ColumnType.Number;
        var way = (type, sort.Way) switch
        {
            (ColumnType.Number, SortWay.Ascending) => "lowest first",
            (ColumnType.Number, _) => "highest first",
            (ColumnType.Date or ColumnType.DateTime, SortWay.Ascending) => "earliest first",
            (ColumnType.Date or ColumnType.DateTime, _) => "latest first",
            (_, SortWay.Ascending) => "from A to Z",
            _ => "from Z to A",
        };
        return $"by {Say.Quote(sort.Column)}, {way}";
    }

    private static string Grouped(Grouping grouping)
    {
        var by = grouping.By.Count == 0 ? "all rows" : "rows with the same " + Say.And(grouping.By.Select(Say.Quote));
        return grouping.Aggregates.Count == 0 ? by : $"{by}, with {Say.And(grouping.Aggregates.Select(Figure))}";
    }

    public static string Figure(Aggregate aggregate) => aggregate.Kind switch
    {
        AggregateKind.Count => "the number of rows",
        AggregateKind.CountDistinct => $"the number of different {Say.Quote(aggregate.Column!)}",
        AggregateKind.Sum => $"the total of {Say.Quote(aggregate.Column!)}",
        AggregateKind.Average => $"the average of {Say.Quote(aggregate.Column!)}",
        AggregateKind.Minimum => $"the lowest {Say.Quote(aggregate.Column!)}",
        AggregateKind.Maximum => $"the highest {Say.Quote(aggregate.Column!)}",
        _ => $"the median of {Say.Quote(aggregate.Column!)}",
    };
}

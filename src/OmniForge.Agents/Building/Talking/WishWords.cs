using OmniForge.Agents.Building.Drafting;
using OmniForge.Agents.Tools.Tables;

namespace OmniForge.Agents.Building.Talking;

/// <summary>A wish in plain words: the points of the summary.</summary>
internal static class WishWords
{
    /// <summary>Requirement keys with their plain values, in the order of the summary; absent ones are left out.</summary>
    public static IReadOnlyList<(string Key, string Value)> Points(Wish wish, BuilderWorld world, string name)
    {
        var points = new List<(string, string)>();
        if (wish.Sources.Count > 1)
        {
            points.AddRange(wish.Sources.Select((_, at) => (Numbered("source", at), Source(wish with { At = at }, SkillPlan.Table(wish, at, world)))));
        }
        else
        {
            One(points, wish, SkillPlan.Table(wish, wish.At, world));
        }

        if (wish.Deliveries.Count == 0)
        {
            points.Add(("format", Form(wish)));
        }

        points.AddRange(wish.Deliveries.Select((delivery, at) => (Numbered(delivery.To is null ? "format" : "target", at), Way(wish, delivery, world))));
        if (wish.When is { } when)
        {
            points.Add(("schedule", WhenWords.Sentence(when, world.Now)));
        }

        points.Add(("name", Say.Quote(name)));
        return points;
    }

    /// <summary>Where it goes, which rows, and when at all.</summary>
    private static string Way(Wish wish, Delivery delivery, BuilderWorld world)
        => (delivery.To is { } to ? PlaceWords.Target(delivery, to) : Form(wish))
            + (delivery.Only is { } test ? ", " + TestWords.Only(test, wish, at => SkillPlan.Table(wish, at, world)) : "");

    private static string Form(Wish wish) => wish.Format == ReportFormat.Csv ? "a file for spreadsheets" : "a report with a table";

    private static string Numbered(string key, int at) => at == 0 ? key : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{key}_{at + 1}");

    /// <summary>One of several sources in one line.</summary>
    private static string Source(Wish one, TableProfile? table)
    {
        var points = new List<(string Key, string Value)>();
        One(points, one, table);
        return string.Join("; ", points.Where(point => point is not ("content", "all columns")).Select(point => point.Key switch
        {
            "source" => point.Value,
            "filter" => $"only rows where {point.Value}",
            "grouping" => $"put together: {point.Value}",
            "order" => point.Value,
            "content" => $"shows {point.Value}",
            _ => point.Value,
        }));
    }

    private static void One(List<(string, string)> points, Wish wish, TableProfile? table)
    {
        if (wish.From is { } from)
        {
            points.Add(("source", wish.When?.Event?.Kind is { } kind ? Events.EventWords.Source(kind, from) : PlaceWords.Source(from, table)));
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
    }

    public static string Label(string key) => key.Split('_')[0] switch
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
        AggregateKind.Sum when aggregate.Column is "" => "the total",
        AggregateKind.Average when aggregate.Column is "" => "the average",
        _ when aggregate.Column is "" => "the middle value",
        AggregateKind.CountDistinct => $"the number of different {Say.Quote(aggregate.Column!)}",
        AggregateKind.Sum => $"the total of {Say.Quote(aggregate.Column!)}",
        AggregateKind.Average => $"the average of {Say.Quote(aggregate.Column!)}",
        AggregateKind.Minimum => $"the lowest {Say.Quote(aggregate.Column!)}",
        AggregateKind.Maximum => $"the highest {Say.Quote(aggregate.Column!)}",
        _ => $"the median of {Say.Quote(aggregate.Column!)}",
    };
}

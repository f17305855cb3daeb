using System.Globalization;
using System.Text.Json.Nodes;
using OmniForge.Agents.Tools.Tables;

namespace OmniForge.Agents.Building.Drafting;

/// <summary>The wish as the arguments of a table query.</summary>
internal static class QueryArguments
{
    /// <summary>Column of the report that counts rows; a sort may name it.</summary>
    public const string CountName = "rows";

    public static JsonObject Of(Wish wish, TableProfile table)
    {
        var arguments = new JsonObject { ["source"] = new JsonObject { ["file"] = wish.File } };
        if (wish.Filters.Count > 0)
        {
            arguments["where"] = new JsonArray([.. wish.Filters.Select(filter => (JsonNode)Where(filter, table))]);
        }

        var figures = wish.Grouping is { Aggregates.Count: > 0 } grouping ? grouping : null;
        if (figures is not null)
        {
            arguments["group"] = Group(figures);
        }

        if (Sorts(wish, figures, table) is { Count: > 0 } sorts)
        {
            arguments["sort"] = sorts;
        }

        if (wish.Limit is { } limit)
        {
            arguments["limit"] = limit;
        }

        if (figures is null && Select(wish) is { Count: > 0 } columns)
        {
            arguments["select"] = columns;
        }

        arguments["output"] = wish.Format == ReportFormat.Csv ? "csv" : "markdown";
        return arguments;
    }

    /// <summary>Name of a figure's column in the report.</summary>
    public static string Name(Aggregate aggregate) => aggregate.Kind switch
    {
        AggregateKind.Count => CountName,
        AggregateKind.CountDistinct => $"different {aggregate.Column}",
        AggregateKind.Sum => $"total {aggregate.Column}",
        AggregateKind.Average => $"average {aggregate.Column}",
        AggregateKind.Minimum => $"lowest {aggregate.Column}",
        AggregateKind.Maximum => $"highest {aggregate.Column}",
        _ => $"median {aggregate.Column}",
    };

    private static JsonObject Where(Filter filter, TableProfile table)
    {
        if (filter.Any.Count > 0)
        {
            return new() { ["any"] = new JsonArray([.. filter.Any.Select(one => (JsonNode)Where(one, table))]) };
        }

        var where = new JsonObject { ["column"] = filter.Column, ["op"] = Op(filter.Op) };
        if (filter.OtherColumn is { } other)
        {
            where["other_column"] = other;
        }
        else if (filter.Op == FilterOp.In)
        {
            where["value"] = new JsonArray([.. filter.Values.Select(value => (JsonNode)Value(value, filter.Column, table))]);
        }
        else if (filter.Values.Count > 0)
        {
            where["value"] = Value(filter.Values[0], filter.Column, table);
        }

        return where;
    }

    private static JsonValue Value(string value, string column, TableProfile table)
        => table.Columns.FirstOrDefault(known => known.Name == column)?.Type switch
        {
            ColumnType.Number when decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
                => JsonValue.Create(number),
            ColumnType.Bool when value is "true" or "false" => JsonValue.Create(value == "true"),
            _ => JsonValue.Create(value),
        };

    private static JsonObject Group(Grouping grouping)
    {
        var aggregates = new JsonArray();
        foreach (var aggregate in grouping.Aggregates)
        {
            var one = new JsonObject { ["op"] = Op(aggregate.Kind) };
            if (aggregate.Column is { } column)
            {
                one["column"] = column;
            }

            one["as"] = Name(aggregate);
            aggregates.Add((JsonNode)one);
        }

        var group = new JsonObject();
        if (grouping.By.Count > 0)
        {
            group["by"] = Texts(grouping.By);
        }

        group["aggregates"] = aggregates;
        return group;
    }

    private static JsonArray Sorts(Wish wish, Grouping? figures, TableProfile table)
    {
        var keys = new List<Sort>(wish.Sorts);
        if (figures is not null)
        {
            keys = [.. keys.Select(sort => Figured(sort, figures)).OfType<Sort>()];
            if (keys.Count == 0 && figures.By.Count > 0)
            {
                keys.Add(wish.Limit is null ? new(figures.By[0], SortWay.Ascending, []) : new(Name(figures.Aggregates[0]),
                    SortWay.Descending, []));
            }
        }
        else
        {
            keys.RemoveAll(sort => table.Columns.All(column => column.Name != sort.Column));
        }

        if (figures is null && wish.Grouping is { } together)
        {
            keys = [.. together.By.Where(by => keys.All(sort => sort.Column != by)).Select(by => new Sort(by, SortWay.Ascending, [])),
                .. keys];
        }

        return new JsonArray([.. keys.Select(sort => (JsonNode)One(sort))]);
    }

    /// <summary>A sort key of grouped rows must be a group column or a figure.</summary>
    private static Sort? Figured(Sort sort, Grouping figures)
    {
        if (figures.By.Contains(sort.Column))
        {
            return sort;
        }

        return figures.Aggregates.FirstOrDefault(aggregate => (aggregate.Column ?? CountName) == sort.Column) is { } figure
            ? sort with { Column = Name(figure) } : null;
    }

    private static JsonObject One(Sort sort)
    {
        var key = new JsonObject { ["column"] = sort.Column };
        if (sort.First.Count > 0)
        {
            key["first"] = Texts(sort.First);
        }

        if (sort.Way == SortWay.Descending)
        {
            key["desc"] = true;
        }

        return key;
    }

    private static JsonArray? Select(Wish wish)
    {
        if (wish.Columns.Count == 0)
        {
            return null;
        }

        return Texts(wish.Grouping is { } together ? [.. together.By, .. wish.Columns.Except(together.By)] : wish.Columns);
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)JsonValue.Create(text))]);

    private static string Op(FilterOp op) => op switch
    {
        FilterOp.Eq => "eq",
        FilterOp.Ne => "ne",
        FilterOp.Lt => "lt",
        FilterOp.Le => "le",
        FilterOp.Gt => "gt",
        FilterOp.Ge => "ge",
        FilterOp.In => "in",
        FilterOp.Contains => "contains",
        FilterOp.StartsWith => "starts_with",
        FilterOp.IsEmpty => "is_empty",
        FilterOp.NotEmpty => "not_empty",
        _ => "within",
    };

    private static string Op(AggregateKind kind) => kind switch
    {
        AggregateKind.Count => "count",
        AggregateKind.CountDistinct => "count_distinct",
        AggregateKind.Sum => "sum",
        AggregateKind.Average => "avg",
        AggregateKind.Minimum => "min",
        AggregateKind.Maximum => "max",
        _ => "median",
    };
}

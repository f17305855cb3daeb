using OmniForge.Agents.Tools.Tables;

namespace OmniForge.Agents.Building.Talking;

/// <summary>Conditions in plain words.</summary>
internal static class FilterWords
{
    public static string Of(Filter filter, TableProfile? table)
    {
        if (filter.Any.Count > 0)
        {
            return string.Join(" or ", filter.Any.Select(one => Of(one, table)));
        }

        var column = Say.Quote(filter.Column);
        var type = table?.Columns.FirstOrDefault(known => known.Name == filter.Column)?.Type;
        if (filter.OtherColumn is { } other)
        {
            return $"{column} is {Compared(filter.Op, type)} {Say.Quote(other)}";
        }

        var values = Say.Or(filter.Values.Select(Value));
        return filter.Op switch
        {
            FilterOp.Eq when type == ColumnType.Bool => $"{column} is {(filter.Values[0] == "true" ? "yes" : "no")}",
            FilterOp.Eq or FilterOp.In => $"{column} is {values}",
            FilterOp.Ne => $"{column} is not {values}",
            FilterOp.Contains => $"{column} contains {values}",
            FilterOp.StartsWith => $"{column} starts with {values}",
            FilterOp.IsEmpty => $"{column} is empty",
            FilterOp.NotEmpty => $"{column} is filled in",
            FilterOp.Within => $"{column} is {Period(filter.Values[0])}",
            _ => $"{column} is {Compared(filter.Op, type)} {values}",
        };
    }

    private static string Compared(FilterOp op, ColumnType? type) => (op, type is ColumnType.Date or ColumnType.DateTime) switch
    {
        (FilterOp.Lt, true) => "before",
        (FilterOp.Le, true) => "on or before",
        (FilterOp.Gt, true) => "after",
        (FilterOp.Ge, true) => "on or after",
        (FilterOp.Lt, _) => "less than",
        (FilterOp.Le, _) => "at most",
        (FilterOp.Gt, _) => "more than",
        (FilterOp.Ge, _) => "at least",
        (FilterOp.Ne, _) => "different from",
        _ => "equal to",
    };

    private static string Value(string value) => value switch
    {
        "today" or "yesterday" or "tomorrow" => value,
        ['-', >= '0' and <= '9', .. var span] when span.Length > 0 && char.IsLetter(span[^1]) => Span(value[1..]) + " ago",
        _ => value,
    };

    private static string Period(string value) => value switch
    {
        "today" or "yesterday" or "tomorrow" => value,
        ['+', .. var span] => $"within the next {Span(span)}",
        _ when value.Contains('_', StringComparison.Ordinal) => value.Replace('_', ' '),
        _ => $"within the last {Span(value)}",
    };

    private static string Span(string span)
    {
        var unit = span[^1] switch { 'd' => "day", 'w' => "week", 'm' => "month", _ => "year" };
        return int.TryParse(span[..^1], out var count) ? Say.Count(count, unit) : span;
    }
}

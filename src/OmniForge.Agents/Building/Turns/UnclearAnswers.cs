using OmniForge.Agents.Tools.Tables;

namespace OmniForge.Agents.Building.Turns;

/// <summary>What follows from the answer to an unclear word.</summary>
internal static class UnclearAnswers
{
    /// <param name="answer">The picked column or value.</param>
    /// <param name="next">A further question that the answer opens; null = none.</param>
    public static WishChange Change(Unclear open, string answer, TableProfile table, out Unclear? next)
    {
        next = null;
        switch (open.Kind)
        {
            case UnclearKind.FilterColumn:
                return new() { AddFilters = [(open.Filter ?? new()) with { Column = answer }] };
            case UnclearKind.CompareColumn:
                return new() { AddFilters = [open.Filter! with { OtherColumn = answer }] };
            case UnclearKind.SortColumn:
                return new() { Sorts = [(open.Sort ?? new("", SortWay.Ascending, [])) with { Column = answer }] };
            case UnclearKind.GroupColumn:
                return new() { Grouping = new() { By = [answer] } };
            case UnclearKind.FigureColumn:
                return new() { Grouping = new() { Aggregates = [open.Aggregate! with { Column = answer }] } };
            case UnclearKind.Value:
                return new() { AddFilters = [open.Filter! with { Values = [answer] }] };
            case UnclearKind.Purpose:
                return new() { Columns = [answer] };
            case UnclearKind.ShownColumn:
                return open.Words[0] switch
                {
                    '-' => new() { DropColumns = [answer] },
                    '+' => new() { AddColumns = [answer] },
                    _ => new() { Columns = [answer] },
                };
            case UnclearKind.Meaning when table.Columns.FirstOrDefault(column => column.Name == answer) is { Values.Count: > 0 } column:
                next = open with
                {
                    Kind = UnclearKind.Value,
                    Candidates = [answer],
                    Values = [.. column.Values.Take(8)],
                    Filter = (open.Filter ?? new()) with { Column = answer }
                };
                return new();
            default:
                return new() { AddFilters = [new Filter { Column = answer, Op = FilterOp.Contains, Values = [open.Words] }] };
        }
    }
}

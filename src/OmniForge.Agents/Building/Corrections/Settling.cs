using System.Text.RegularExpressions;

namespace OmniForge.Agents.Building.Corrections;

/// <summary>What is better or enough, where the bar lies, and where it should go.</summary>
internal static class Settling
{
    private static readonly Regex Besides = new("\\b(?:as well|too|also|in addition|besides)\\b", RegexOptions.CultureInvariant);

    private static readonly string[] Days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    public static bool Try(Corrected taken, Utterance said)
        => Length(taken, said) || Time(taken, said) || Better(taken, said) || Corrects(taken, said) || Keys(taken, said) || Whole(taken, said) || Place(taken, said);

    private static bool Length(Corrected taken, Utterance said)
    {
        if (Frames.Enough().Match(said.Line) is { Success: true } enough && (enough.Groups["unit"].Success || taken.Wish.Limit is not null))
        {
            return taken.Write(said, $"limit to {said.Said(enough.Groups["n"])} rows");
        }

        return Frames.Threshold().Match(said.Line) is { Success: true } bar && taken.Named(said, bar.Groups["y"]) is { Kind: NamedKind.Number } amount
            && taken.Apply(said, DraftExchange.OfThreshold(taken.Wish, amount.Said));
    }

    private static bool Time(Corrected taken, Utterance said)
    {
        if (taken.Wish.When is not { OnDemand: false, Rules: [var rule, ..] })
        {
            return false;
        }

        var fields = rule.Cron.Split(' ');
        if (fields is [_, _, var month, _, var week] && (month != "*" || week.Contains('#', StringComparison.Ordinal) || week.Contains('L', StringComparison.Ordinal))
            && Frames.Dated().Match(said.Line) is { Success: true } dated)
        {
            return taken.Write(said, $"on the {said.Said(dated.Groups["d"])} of every month");
        }

        if (Frames.Week().IsMatch(said.Line))
        {
            return taken.Write(said, "weekdays only");
        }

        if (Frames.DayShift().Match(said.Line) is { Success: true } shift && PresentDays.Of(taken.Wish) is { Count: 1 } present)
        {
            var way = shift.Groups["way"].Value is "earlier" or "sooner" or "before" ? 6 : 1;
            return taken.Write(said, $"on {Days[(present.First() + way) % 7]} instead of {Days[present.First()]}");
        }

        return Frames.DaysAlone().Match(said.Line) is { Success: true } alone && taken.Named(said, alone.Groups["x"]) is { Kind: NamedKind.Days } days
            && taken.Write(said, $"only on {days.Said}");
    }

    private static bool Better(Corrected taken, Utterance said)
    {
        if (Frames.Better().Match(said.Line) is not { Success: true } better || taken.Named(said, better.Groups["x"]) is not { } wished)
        {
            return false;
        }

        var per = better.Groups["x"].Value.StartsWith("by ", StringComparison.Ordinal) || better.Groups["x"].Value.StartsWith("per ", StringComparison.Ordinal);
        return wished.Kind switch
        {
            NamedKind.Format => taken.Write(said, $"as a {wished.Said}"),
            NamedKind.Days when taken.Wish.When is not null => taken.Write(said, $"make it {wished.Said}"),
            NamedKind.Time when taken.Wish.When is not null => taken.Write(said, $"at {wished.Said}"),
            NamedKind.Often when taken.Wish.When is not null => taken.Write(said, wished.Said),
            NamedKind.Columns when per && wished.Columns.Count == 1 => taken.Write(said, $"by {wished.Columns[0]} instead"),
            _ => false,
        };
    }

    private static bool Whole(Corrected taken, Utterance said) => taken.Wish.Columns.Count > 0 && Frames.AllShown().IsMatch(said.Line) && taken.Write(said, "all columns");

    /// <summary>"it should have been Priya and Derek, both".</summary>
    private static bool Corrects(Corrected taken, Utterance said)
        => (Frames.Corrects().Match(said.Line) is { Success: true } corrected ? corrected : Frames.Chosen().Match(said.Line)) is { Success: true } match
            && taken.Named(said, match.Groups["x"]) is { } right && right.Kind switch
            {
                NamedKind.Values => taken.Apply(said, Besides.IsMatch(said.Line) ? DraftExchange.Besides(taken.Wish, right) : DraftExchange.Right(taken.Wish, right)),
                NamedKind.Days when taken.Wish.When is not null => taken.Write(said, Besides.IsMatch(said.Line) ? $"also on {right.Said}" : $"make it {right.Said}"),
                NamedKind.Time when taken.Wish.When is not null => taken.Write(said, $"at {right.Said}"),
                NamedKind.Format => taken.Write(said, $"as a {right.Said}"),
                _ => false,
            };

    /// <summary>"by owner and within each owner by due date".</summary>
    private static bool Keys(Corrected taken, Utterance said)
    {
        var ordered = taken.Wish.Sorts.Count > 0 || said.Line.Contains("sort", StringComparison.Ordinal) || said.Line.Contains("order", StringComparison.Ordinal);
        return ordered && Frames.Keys().Match(said.Line) is { Success: true } keys && taken.Named(said, keys.Groups["x"]) is { Kind: NamedKind.Columns, Columns: [var first] }
            && taken.Named(said, keys.Groups["y"]) is { Kind: NamedKind.Columns, Columns: [var second] } && first != second
            && taken.Apply(said, new() { Sorts = [Key(taken.Wish, first), Key(taken.Wish, second)] });
    }

    private static Sort Key(Wish wish, string column) => new(column, wish.Sorts.FirstOrDefault(sort => sort.Column == column)?.Way ?? SortWay.Ascending, []);

    private static bool Place(Corrected taken, Utterance said)
        => Frames.Channel().Match(said.Line) is { Success: true } channel && taken.Write(said, $"post it to {said.Said(channel.Groups["c"])}");
}

namespace OmniForge.Agents.Scheduling.Phrases;

/// <summary>"from 8am to noon", "between 9 and 5", "during business hours", "starting at 7".</summary>
internal static class Windows
{
    public static Item? Match(TokenList tokens, int at)
        => Named(tokens, at) ?? Pair(tokens, at) ?? OpenEnd(tokens, at);

    private static WindowItem? Named(TokenList tokens, int at)
    {
        var start = tokens.AfterAny(
            at, "during", "in", "within", "throughout", "only during", "during the", "in the", "within the", "during normal",
                "during our", "in our",
            "during my", "in my", "during regular", "at", "on");
        var end = tokens.AfterAny(
            start, "business hours", "office hours", "working hours", "work hours", "opening hours", "the working day",
                "the business day", "the workday",
            "the work day");
        if (end > start)
        {
            return new(new(9 * 60), new(17 * 60)) { Start = at, End = end, Business = true };
        }

        if (tokens.AfterAny(start, "day") is var day && day > start && tokens[at].Is("during"))
        {
            return null;
        }

        end = tokens.AfterAny(at, "around the clock", "round the clock", "day and night", "24 / 7", "24 x 7", "24 hours a day",
            "all day long",
            "all day", "all the time", "at all hours", "24 hours");
        return end > at && !(tokens[at].IsNumber && tokens[at - 1].IsAny("every", "each", "last", "past"))
            ? new(null, null) { Start = at, End = end, Always = true }
            : null;
    }

    private static Item? Pair(TokenList tokens, int at)
    {
        var start = tokens.AfterAny(at, "between", "from", "as of", "as from", "during", "starting at", "starting from", "between the hours of",
            "anytime between");
        var led = start > at;
        if (End(tokens, start, led || tokens[at - 1].IsAny("at", "from", ",") || start == at) is not { } first)
        {
            return null;
        }

        var between = tokens[at].Is("between");
        var to = between
            ? tokens.AfterAny(first.End, "and", "&", "to", "-")
            : tokens.AfterAny(first.End, "to", "until", "through", "-", "up to", "up until", "and until", "ending at");
        // "at ten to nine" and "at 10 to 9" are times.
        var behindAt = tokens[at - 1].IsAny("at", "@") || tokens[start].Is("at");
        var clock = behindAt && tokens[first.End].Is("to") && Clocks.LeadsMinutes(tokens[first.End - 1]);
        if (to == first.End || clock || End(tokens, to, true) is not { } last)
        {
            return null;
        }

        if (!led && first.Time is { Bare: true } && tokens[start].Spelled && tokens[start].Value is 5 or 10 or 20 or 25)
        {
            return null;
        }

        if (first.Problem is not null || last.Problem is not null)
        {
            var words = (first.Problem ?? last.Problem)!.Words;
            return new ProblemItem(ScheduleReasons.Impossible, Slot.When, words) { Start = at, End = last.End };
        }

        return new WindowItem(first.Time, last.Time) { Start = at, End = last.End, FromPart = first.Part, ToPart = last.Part };
    }

    private static WindowItem? OpenEnd(TokenList tokens, int at)
    {
        var from = tokens.AfterAny(at, "starting at", "starting from", "beginning at", "beginning from", "starting", "beginning", "from", "as of", "as from",
            "start at");
        if (from > at && End(tokens, from, true) is { Problem: null } first)
        {
            return new(first.Time, null) { Start = at, End = tokens.AfterAny(first.End, "on", "onwards", "onward"), FromPart = first.Part };
        }

        var until = tokens.AfterAny(at, "until", "up to", "up until");
        return until > at && End(tokens, until, true) is { Problem: null } last
            ? new(null, last.Time) { Start = at, End = last.End, ToPart = last.Part }
            : null;
    }

    /// <summary>One end of a window: a time with its part of the day, or a part alone ("from morning until evening" is none).</summary>
    private static (TimeItem? Time, ProblemItem? Problem, DayPart? Part, int End)? End(TokenList tokens, int at, bool expected)
    {
        var start = tokens.AfterAny(at, "at", "the hours of");
        // "10 to 9" would be read as ten before nine; a window's end stands alone.
        var item = tokens[start].IsNumber && !tokens[start].Spelled && tokens[start + 1].IsAny("to", "before")
            ? Clocks.Match(tokens, start, false) ?? Lone(tokens, start)
            : Clocks.Match(tokens, start, expected);
        if (item is null)
        {
            return null;
        }

        var part = item is TimeItem { Bare: true } ? DayParts.Match(tokens, item.End) as PartItem : null;
        return part is { Vague: null, Repeats: false }
            ? (item as TimeItem, item as ProblemItem, part.Part, part.End)
            : (item as TimeItem, item as ProblemItem, null, item.End);
    }

    private static TimeItem? Lone(TokenList tokens, int at)
    {
        var hour = tokens[at];
        return hour is { IsNumber: true, Ordinal: false, Value: >= 0 and <= 23 } && hour.Text.Length <= 2
            ? new(hour.Value * 60) { Start = at, End = at + 1, Bare = hour.Value is >= 1 and <= 12 && hour.Text[0] != '0' }
            : null;
    }
}

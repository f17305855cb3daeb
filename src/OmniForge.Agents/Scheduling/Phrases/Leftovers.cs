namespace OmniForge.Agents.Scheduling.Phrases;

/// <summary>
/// Words about time that no grammar took: the phrase says more than was understood, and what was understood alone may be wrong.
/// </summary>
internal static class Leftovers
{
    /// <summary>Before a number they say that it counts something else.</summary>
    private const string Counting = " top first last next below above under over than least most # $ € £ version v room floor team group q week step page no number nr chapter level phase tier building gate line ";

    /// <summary>The items of a phrase, with what was left over as something to ask about.</summary>
    public static IReadOnlyList<Item> With(TokenList tokens, IReadOnlyList<Item> items)
    {
        if (!items.Any(item => item.Slot is Slot.When or Slot.Day) || items.Any(item => item is WishItem or ProblemItem))
        {
            return items;
        }

        for (var at = 0; at < tokens.Count; at++)
        {
            if (!items.Any(item => item.Start <= at && at < item.End) && Reason(tokens, at) is { } reason)
            {
                return [.. items, new ProblemItem(reason, Slot.None, tokens.Words(at, at + 1)) { Start = at, End = at + 1 }];
            }
        }

        return !items.Any(item => item.Slot == Slot.When) && Moment(tokens, items) is { } moment ? [.. items, moment] : items;
    }

    /// <summary>"Mondays at standup", "Fridays after the demo": a moment that only they know.</summary>
    private static ProblemItem? Moment(TokenList tokens, IReadOnlyList<Item> items)
    {
        for (var at = 0; at < tokens.Count && tokens.Count <= 10; at++)
        {
            var noun = tokens.AfterAny(at + 1, "the", "our", "my", "their", "each", "every");
            if (tokens[at].IsAny("at", "after", "before", "past", "until", "when", "while") && tokens[noun].IsWord && !Elsewhere.Contains($" {tokens[noun].Text} ", StringComparison.Ordinal)
                && !items.Any(item => item.Start < noun + 1 && at < item.End))
            {
                return new(ScheduleReasons.VagueTime, Slot.None, tokens.Words(at, noun + 1)) { Start = at, End = noun + 1 };
            }
        }

        return null;
    }

    /// <summary>Behind "at" they are no moment.</summary>
    private const string Elsewhere = " office home work possible needed necessary appropriate headquarters hq school risk least most once all first last it that this company desk end time times same ";

    private static string? Reason(TokenList tokens, int at)
    {
        if (tokens[at].IsNumber && !tokens[at].Ordinal)
        {
            var counts = Counting.Contains($" {tokens[at - 1].Text} ", StringComparison.Ordinal) || (tokens[at].Spelled && tokens[at].Value == 1);
            var ends = tokens[at + 1].Ends || Signs.IsFunctionWord(tokens, at + 1) || tokens[at + 1].Is("ish");
            return !counts && ends && tokens[at].Value <= 2400 ? ScheduleReasons.VagueTime : null;
        }

        if (tokens[at].IsAny("past", "oclock") || (tokens[at].IsAny("half", "quarter") && tokens[at + 1].IsAny("past", "to", "after", "before"))
            || (tokens[at].IsWord && tokens[at].Text.Length > 5 && tokens[at].Text.EndsWith("time", StringComparison.Ordinal) && !tokens[at].IsAny("sometime", "overtime", "realtime", "downtime", "uptime", "daytime", "anytime", "runtime", "onetime", "fulltime", "parttime", "meantime", "longtime", "lifetime", "halftime")))
        {
            return ScheduleReasons.VagueTime;
        }

        return Words.Day(tokens[at]) is not null && tokens[at].Text.Length > 3 ? ScheduleReasons.WhichDay
            : tokens[at].IsAny("noon", "midnight", "midday", "oclock", "ish", "mornings", "evenings", "afternoons", "nights") ? ScheduleReasons.VagueTime : null;
    }
}

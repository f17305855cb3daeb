namespace OmniForge.Agents.Scheduling.Phrases;

/// <summary>Finds the parts of a sentence that speak about when to run, and tells wishes from adjectives and habits.</summary>
internal sealed class Spans(TokenList tokens)
{
    private const string Gap = " at on the of in sharp exactly precisely , always o : @ please every say enough plenty is are ";

    private const string HabitVerbs =
        " lose losing spend spending waste wasting hate hating dread struggle forget forgetting meet meets takes costs currently "
            + "usually copying already ";

    public static IReadOnlyList<ScheduleSpan> Find(string sentence) => new Spans(Tokenizer.Split(sentence)).Run();

    private List<ScheduleSpan> Run()
    {
        var spans = new List<ScheduleSpan>();
        foreach (var group in Groups())
        {
            var from = group.Min(item => item.Start);
            var to = group.Max(item => item.End);
            from = tokens[from - 1].IsAny("on", "at", "from", "every", "each") ? from - 1 : from;
            var leftOut = LeftOut(group);
            if (!leftOut && !group.Exists(item => Anchors(item, group)))
            {
                continue;
            }

            var kind = leftOut ? ScheduleSpanKind.LeftOut : IsAdjective(group, to) ? ScheduleSpanKind.HowOften : IsHabit(from) ? ScheduleSpanKind.Habit : ScheduleSpanKind.When;
            var start = tokens[from].Start;
            spans.Add(new(start, tokens[to - 1].End - start, tokens.Words(from, to), kind));
        }

        return spans;
    }

    /// <summary>Items that follow one another with nothing but small words between them.</summary>
    private List<List<Item>> Groups()
    {
        var groups = new List<List<Item>>();
        var open = false;
        foreach (var item in Scanner.Scan(tokens, ZoneReach.Told))
        {
            if (item is SignItem { Sign: Sign.Filter })
            {
                open = false;
                continue;
            }

            var limits = groups.Count > 0 && item is ProblemItem && groups[^1][^1] is SignItem { Sign: Sign.Only } only && tokens[only.Start - 1].Is(",");
            var joined = open && groups.Count > 0 && !limits && !Apart(groups[^1], item) && Quiet(groups[^1].Max(other => other.End), item.Start);
            if (joined)
            {
                groups[^1].Add(item);
            }
            else
            {
                groups.Add([item]);
            }

            open = true;
        }

        foreach (var group in groups)
        {
            Trim(group);
        }

        return [.. groups.Where(group => group.Count > 0)];
    }

    /// <summary>Whoever starts it by hand names no time with it: a number beside it counts something else.</summary>
    private static bool Apart(List<Item> group, Item item)
        => item is not SignItem && group.Exists(other => other is not SignItem && Asked(other) != Asked(item));

    private static bool Asked(Item item) => item is WishItem { Wish: TriggerWish.OnDemand };

    private bool Quiet(int from, int to)
    {
        for (var at = from; at < to; at++)
        {
            if (!Gap.Contains($" {tokens[at].Text} ", StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Joining words at either end belong to the rest of the sentence; words that limit or add stay.</summary>
    private void Trim(List<Item> group)
    {
        while (group.Count > 0 && group[0] is SignItem { Sign: not (Sign.Except or Sign.Only or Sign.Also) } or ProblemItem
            {
                Reason: ScheduleReasons.Holidays,
            })
        {
            group.RemoveAt(0);
        }

        // "Mondays at 9, only on hold": behind a comma it limits what comes next.
        while (group.Count > 0 && group[^1] is SignItem sign && (sign.Sign is not (Sign.Only or Sign.Also) || (group.Count > 1 && tokens[sign.Start - 1].Is(",") && tokens[sign.End].IsWord)))
        {
            group.RemoveAt(group.Count - 1);
        }
    }

    /// <summary>Whether an item speaks about running at all; the others only complete one that does.</summary>
    private bool Anchors(Item item, List<Item> group) => item switch
    {
        WeekdaysItem or StepItem or FrequencyItem or CountItem or WishItem or ShiftItem => true,
        NthItem => true,
        MonthDaysItem days => days.Repeats || tokens[days.Start].Is("on") || tokens[days.Start - 1].Is("on") || group.Exists(other
            => other is TimeItem),
        PartItem part => part.Repeats || tokens.Count <= 6,
        TimeItem => true,
        WindowItem window => window.Business || window.From is { Bare: false } || window.To is { Bare: false },
        ZoneItem => tokens.Words(item.Start, item.End).EndsWith("time", StringComparison.OrdinalIgnoreCase),
        ProblemItem problem => problem.Reason is ScheduleReasons.UnevenInterval or ScheduleReasons.TooFrequent or ScheduleReasons.WhichStart
            or ScheduleReasons.OnceOrRepeating or ScheduleReasons.Impossible && !problem.Words.Contains("today",
                StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    /// <summary>"skip August", "except the 1st": the sentence begins with what is left out.</summary>
    private static bool LeftOut(List<Item> group)
        => group[0] is SignItem { Sign: Sign.Except, Start: 0 } && group.Count > 1 && group.Skip(1).All(item => item is MonthDaysItem or MonthsItem or SignItem);

    /// <summary>"weekly" before a noun: how often, but not when.</summary>
    private bool IsAdjective(List<Item> group, int to)
    {
        var told = group.Where(item => item is not SignItem).ToList();
        var word = tokens[to - 1];
        return told.Count == 1
            && word.IsAny("daily", "weekly", "monthly", "quarterly", "yearly", "hourly", "nightly", "biweekly", "fortnightly", "everyday")
            && tokens[to].IsWord && !Signs.IsFunctionWord(tokens, to);
    }

    /// <summary>"I lose every Monday copying lists" tells of a habit.</summary>
    private bool IsHabit(int from)
    {
        for (var at = from - 1; at >= 0 && from - at <= 8 && !tokens[at].IsAny(".", ";", "!", "?", ",", "so"); at--)
        {
            if (HabitVerbs.Contains($" {tokens[at].Text} ", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}

namespace OmniForge.Agents.Scheduling.Phrases;

/// <summary>
/// Walks over a phrase and turns it into items, one small grammar after the other. Words no grammar knows are passed over.
/// </summary>
internal sealed class Scanner(TokenList tokens, ZoneReach reach)
{
    private const string Quiet =
        " at on the of in o please sharp exactly precisely around run runs running it and , . always only just to be be's is a for - "
            + ": @ day days local ";

    private readonly List<Item> _items = [];

    /// <summary>The items of a phrase in order.</summary>
    public static IReadOnlyList<Item> Scan(TokenList tokens, ZoneReach reach) => new Scanner(tokens, reach).Run();

    private List<Item> Run()
    {
        var at = 0;
        while (at < tokens.Count)
        {
            var found = Match(at);
            if (found.Count == 0)
            {
                at++;
                continue;
            }

            _items.AddRange(found);
            at = Math.Max(at + 1, found.Max(item => item.End));
        }

        return _items;
    }

    private IReadOnlyList<Item> Match(int at)
    {
        if (Nth(at) is { } days)
        {
            return days;
        }

        var item = DataFilters.Match(tokens, at) ?? (Item?)Wishes.Match(tokens, at) ?? Shifts.Match(tokens, at) ?? About(at)
            ?? Counts.Match(tokens, at)
            ?? Windows.Match(tokens, at) ?? Pick(at);
        return item is null ? [] : [item];
    }

    /// <summary>Days of the month come first: "last Friday of the month" is no filter, "first Monday" no number.</summary>
    private IReadOnlyList<Item>? Nth(int at)
    {
        var days = DaysOfMonth.Match(tokens, at);
        if (days is not [NthItem { Repeats: false } nth])
        {
            return days;
        }

        // "last Friday" without a month looks back.
        return tokens[at].Is("last") ? [new SignItem(Sign.Filter) { Start = at, End = nth.End }] : days;
    }

    private Item? Pick(int at)
        => Weeknight(at) ?? Loose.Match(tokens, at) ?? Intervals.Match(tokens, at) ?? DaysOfWeek.Match(tokens, at) ?? Part(at)
            ?? (Item?)Months.Match(tokens, at) ?? Clock(at) ?? Zones.Match(tokens, at, Reach(at)) ?? (Item?)Signs.Match(tokens, at);

    /// <summary>"weeknights": days and part in one word; the days are put in here, the part follows from the same word.</summary>
    private WeekdaysItem? Weeknight(int at)
    {
        var start = Words.AfterEvery(tokens, at);
        if (!tokens[start].IsAny("weeknight", "weeknights"))
        {
            return null;
        }

        _items.Add(new PartItem(DayPart.Night) { Start = start, End = start + 1 });
        return new(WeekdaysItem.MondayToFriday) { Start = at, End = start + 1, Repeats = true };
    }

    private Item? Part(int at)
        => tokens[at].IsAny("am", "pm") && (tokens[at - 1].IsAny("i", "who", "you") || _items.Count == 0 && tokens.Count > 4)
            ? null
            : DayParts.Match(tokens, at) is PartItem part && tokens.AfterAny(part.End, "ish", "- ish") is var end && end > part.End
                ? part with { End = end, Vague = tokens.Words(part.Start, end) }
                : DayParts.Match(tokens, at);

    private Item? Clock(int at)
    {
        var item = Clocks.Match(tokens, at, Expected(at));
        if (item is TimeItem time && Loose.AfterIsh(tokens, time.End) is var end && end > time.End)
        {
            return time with { End = end, Vague = tokens.Words(time.Start, end) };
        }

        return item;
    }

    /// <summary>"around 5pm", "late afternoon": the time behind the words, made vague by them.</summary>
    private Item? About(int at)
    {
        var start = Loose.AfterAbout(tokens, at);
        if (start == at)
        {
            return null;
        }

        var item = Clocks.Match(tokens, start, true) ?? DayParts.Match(tokens, start);
        return item switch
        {
            TimeItem time => time with { Start = at, Vague = tokens.Words(at, time.End) },
            PartItem { Repeats: false } part => part with { Start = at, Vague = tokens.Words(at, part.End) },
            ProblemItem problem => problem with { Start = at },
            _ => null,
        };
    }

    /// <summary>
    /// Whether a lone number here would be a time: after "at", after a day, in a list of times, or when little else is said.
    /// </summary>
    private bool Expected(int at)
    {
        if (tokens[at - 1].IsAny("at", "@", "say", "until", "from", "starting", "around", "oclock", "to"))
        {
            return tokens[at - 1].Is("to") ? _items.Count > 0 && _items[^1] is SignItem : true;
        }

        var last = _items.Count > 0 ? _items[^1] : null;
        if (last is null)
        {
            return at == 0 && tokens.Count <= 8
                && (tokens[at + 1].Ends || tokens[at + 1].Is("ish") || Signs.IsFunctionWord(tokens, at + 1));
        }

        var joined = Enumerable.Range(last.End, Math.Max(0, at - last.End)).All(gap => Quiet.Contains($" {tokens[gap].Text} ",
            StringComparison.Ordinal));
        var followed = tokens[at + 1].IsWord && !Signs.IsFunctionWord(tokens, at + 1) && ZonePlaces.Find(tokens[at + 1].Raw) is null
            && !tokens[at + 1].IsAny("ish", "new", "los", "san", "or", "hours", "hrs");
        return joined && !followed && last is not SignItem { Sign: Sign.Filter } && (last.Slot != Slot.None
            || last is SignItem or CountItem);
    }

    private ZoneReach Reach(int at)
    {
        if (reach == ZoneReach.Alone)
        {
            return reach;
        }

        // A place right after a time or a day is where that time is meant; after anything else it needs the word "time".
        var last = _items.LastOrDefault(item => item is not SignItem { Sign: Sign.Comma });
        var joined = last is not null && last.End >= at - 1 && last.Slot is Slot.When or Slot.Day or Slot.Zone;
        return joined || at == 0 ? ZoneReach.Told : ZoneReach.Named;
    }
}

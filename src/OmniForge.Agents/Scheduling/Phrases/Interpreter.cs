namespace OmniForge.Agents.Scheduling.Phrases;

/// <summary>Turns items into rules, a wish or a doubt.</summary>
internal sealed class Interpreter
{
    private readonly IReadOnlyList<Item> _items;
    private readonly Exclusions _out;
    private readonly DayResolver _days;
    private readonly TimeResolver _times;
    private readonly List<Clause> _clauses;

    private Interpreter(IReadOnlyList<Item> all, string? profileZone)
    {
        (_items, _out) = Rewrites.Apply(all);
        _days = new(_out);
        _times = new(_out, profileZone is not null && TimeZones.TryFind(profileZone, out _) ? profileZone : null);
        _clauses = Clauses.Build(_items);
    }

    public static Outcome Read(IReadOnlyList<Item> items, string? profileZone) => new Interpreter(items, profileZone).Run();

    private Outcome Run()
    {
        var wish = _items.OfType<WishItem>().FirstOrDefault();
        if (wish is not null && !_clauses.Exists(clause => clause.Items.Any(item => item is not TimeItem
            && item is not ProblemItem { Reason: ScheduleReasons.OnceOrRepeating or ScheduleReasons.WhichTimes })))
        {
            return new() { Kind = wish.Wish };
        }

        if (_clauses.Count == 0 && _out.Weekdays != 0)
        {
            _clauses.Add(new([], []));
        }

        if (_clauses.Count == 0 && !_items.Any(item => item is CountItem or ProblemItem))
        {
            return new() { Doubt = _items.OfType<ZoneItem>().Any() ? DoubtTexts.WhichDay([]) with { About = [] } : DoubtTexts.Nothing() };
        }

        if (_items.Any(item => item is CountItem { Per: Unit.Day }))
        {
            _clauses.FindAll(clause => clause.Days.Count == 0).ForEach(clause
                => clause.Days.Add(new WeekdaysItem(WeekdaysItem.All) { Repeats = true }));
        }

        var firings = new List<Firing>();
        var words = new List<string>();
        var doubts = new List<Doubt>(Loose());
        foreach (var clause in _clauses)
        {
            Resolve(clause, firings, doubts, words);
        }

        if (doubts.Count == 0 && Counted(firings) is { } counted)
        {
            doubts.Add(counted);
        }

        if (Single() is { } single && doubts.TrueForAll(doubt => doubt.Reason != ScheduleReasons.OnceOrRepeating))
        {
            doubts.Add(single);
        }

        if (firings.Count == 0 && doubts.Count == 0)
        {
            doubts.Add(DoubtTexts.NothingLeft([.. _clauses.SelectMany(clause => clause.Days)]));
        }

        return Finish(firings, doubts, words);
    }

    private Outcome Finish(List<Firing> firings, List<Doubt> doubts, List<string> words)
    {
        var zones = _items.OfType<ZoneItem>().ToList();
        if (zones.Find(zone => zone.Id is null) is { } open)
        {
            doubts.Add(DoubtTexts.Zone(open));
        }
        else if (zones.Count == 0 && firings.Exists(firing => firing.Zone.Length == 0))
        {
            doubts.Add(DoubtTexts.Zone(null));
        }

        var rules = doubts.Count == 0 ? RuleWriter.Write(firings) : [];
        if (rules is null)
        {
            doubts.Add(DoubtTexts.WhichDay([]));
        }

        if (doubts.Count > 0)
        {
            // "Monday" that may be meant once is not understood yet.
            words.RemoveAll(word => doubts[0].Reason == ScheduleReasons.OnceOrRepeating && !word.StartsWith("at ",
                StringComparison.Ordinal));
            words.AddRange(zones.Where(zone => zone.Id is not null).Select(zone => ZoneWords.Say(zone.Id!)).Distinct());
            return new()
            {
                Kind = TriggerWish.Scheduled,
                Doubt = doubts[0],
                Understood = string.Join(", ", words.Distinct()),
            };
        }

        return new() { Kind = TriggerWish.Scheduled, Rules = rules!, Assumed = Assumed() };
    }

    private void Resolve(Clause clause, List<Firing> firings, List<Doubt> doubts, List<string> words)
    {
        var (days, dayDoubt) = _days.Resolve(clause);
        var named = days.Count > 0 && days.Any(day => day != DayKey.EveryDay) || (days.Count == 0 && clause.Days.Count > 0);
        var zone = _items.OfType<ZoneItem>().FirstOrDefault();
        var counted = _items.OfType<CountItem>().Any(count => count.Per == Unit.Day) && clause.Whens.Count == 0;
        var (minutes, timeDoubt) = _times.Resolve(clause, named, zone);
        if (dayDoubt is null)
        {
            words.AddRange(days.Where(_ => clause.Days.Count > 0).Select(DayWords.Say));
        }

        if (timeDoubt is null && clause.Whens.Count > 0 && !counted)
        {
            words.AddRange(minutes.Values.Select(TimeWords.Say));
        }

        doubts.AddRange(new[] { timeDoubt, dayDoubt }.OfType<Doubt>());
        foreach (var day in days)
        {
            firings.AddRange(minutes.Select(pair => new Firing(day, pair.Key, [.. pair.Value])));
        }
    }

    /// <summary>Doubts of items that belong to no clause: holidays, one of two, a count of nothing.</summary>
    private IEnumerable<Doubt> Loose()
    {
        foreach (var problem in _items.OfType<ProblemItem>().Where(item => item.Of == Slot.None))
        {
            yield return DoubtTexts.OfProblem(problem);
        }

        for (var at = 1; at + 1 < _items.Count; at++)
        {
            if (_items[at] is SignItem { Sign: Sign.Or } && _items[at - 1].Slot == _items[at + 1].Slot
                && _items[at + 1].Slot is Slot.Day or Slot.When or Slot.Zone)
            {
                yield return DoubtTexts.OneOf(_items[at - 1], _items[at + 1]);
            }
        }
    }

    /// <summary>"twice a day" needs as many times or days to be told.</summary>
    private Doubt? Counted(List<Firing> firings)
    {
        foreach (var count in _items.OfType<CountItem>())
        {
            var told = count.Per switch
            {
                Unit.Day => _clauses.Count == 0 ? 0 : firings.Where(firing => firing.Zone == firings[0].Zone
                    && firing.Days == firings[0].Days)
                    .Sum(firing => _clauses.Exists(clause => clause.Whens.Count > 0) ? firing.Minutes.Count : 0),
                Unit.Week => firings.Select(firing => firing.Days).Where(day => day != DayKey.EveryDay).Distinct()
                    .Sum(day => Words.CountDays(day.Weekdays)),
                Unit.Hour or Unit.Minute or Unit.Second => -1,
                _ => firings.Select(firing => firing.Days).Distinct().Sum(day => (day.Nth.Length > 0 ? 1 : day.MonthDays == "*" ? 0
                    : day.MonthDays.Split(',').Length) * (count.Per == Unit.Year && day.Months != "*" ? day.Months.Split(',').Length : 1)),
            };
            if (told < 1 || (count.Times > 0 && told != count.Times))
            {
                return DoubtTexts.Counted(count);
            }
        }

        return null;
    }

    /// <summary>One day without "every", "each" or a plural may be meant once.</summary>
    private Doubt? Single()
    {
        var days = _clauses.SelectMany(clause => clause.Days).ToList();
        var repeats = _items.Any(item => item is CountItem or FrequencyItem) || _out.Weekdays != 0 || days.Exists(
            item => item is WeekdaysItem { Repeats: true } or MonthDaysItem { Repeats: true } or NthItem { Repeats: true }
                or MonthsItem { Repeats: true });
        if (repeats || days.Count == 0)
        {
            return null;
        }

        var count = days.OfType<WeekdaysItem>().Sum(item => Words.CountDays(item.Days))
            + days.OfType<MonthDaysItem>().Sum(item => item.Days.Count) + days.OfType<NthItem>().Sum(item => item.Which.Count);
        if (count != 1)
        {
            return null;
        }

        var about = days.Where(item => item is not ProblemItem).ToList();
        return DoubtTexts.Once(about, string.Join(" ", about.Select(DayWords.Name).Where(name => name.Length > 0)));
    }

    private List<string> Assumed()
    {
        var all = new HashSet<string>(_times.Assumed);
        if (_days.Assumed)
        {
            all.Add(ScheduleAssumptions.Day);
        }

        return [.. all];
    }
}

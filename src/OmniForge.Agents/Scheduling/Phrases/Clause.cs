namespace OmniForge.Agents.Scheduling.Phrases;

/// <summary>A time, step or window with the part of the day and the zone that belong to it.</summary>
internal sealed record When(Item Item, DayPart? Part, ZoneItem? Zone)
{
    /// <summary>The part stood before its time and goes on for the times that follow: "every evening at 6 and 8".</summary>
    public bool PartLeads { get; init; }
}

/// <summary>Days and the times that go with each of them.</summary>
internal sealed record Clause(List<Item> Days, List<When> Whens)
{
    public IEnumerable<Item> Items => Days.Concat(Whens.Select(when => when.Item));
}

/// <summary>Groups items into clauses: "Mondays at 9am and Wednesdays at 2pm" are two, never a cross product.</summary>
internal static class Clauses
{
    public static List<Clause> Build(IReadOnlyList<Item> items)
    {
        var atoms = Atoms(items);
        var clauses = new List<Clause>();
        var days = new List<Item>();
        var whens = new List<When>();
        var takesDays = false;
        var takesWhens = false;
        foreach (var atom in atoms)
        {
            var (hasDays, hasWhens) = (atom.Days.Count > 0, atom.Whens.Count > 0);
            if (hasDays && !hasWhens && atom.Only && clauses.Count + days.Count > 0)
            {
                Limit(clauses, days, atom);
            }
            else if (hasDays && hasWhens)
            {
                clauses.AddRange(Full(atom, days, whens));
                (takesDays, takesWhens) = (!atom.DaysFirst, atom.DaysFirst);
            }
            else if (hasDays && clauses.Count > 0 && atom.Days.All(item => item is MonthsItem or FrequencyItem))
            {
                clauses[^1].Days.AddRange(atom.Days);
            }
            else if (hasDays && !hasWhens && clauses.Count > 0 && IsEveryDayByPart(clauses[^1]))
            {
                // "in the mornings, Monday through Thursday": the part said that it repeats, and the days are told behind it.
                clauses[^1].Days.AddRange(atom.Days);
            }
            else if (hasDays && (whens.Count > 0 || takesDays))
            {
                AddTo(clauses, takesDays, new(atom.Days, [.. whens]));
                whens.Clear();
                (takesDays, takesWhens) = (true, false);
            }
            else if (hasDays)
            {
                days.AddRange(atom.Days);
            }
            else if (hasWhens && (days.Count > 0 || takesWhens))
            {
                AddTo(clauses, takesWhens && days.Count == 0, new([.. days], Continue(clauses, days.Count == 0, atom.Whens)));
                days.Clear();
                (takesDays, takesWhens) = (false, true);
            }
            else
            {
                whens.AddRange(atom.Whens);
            }
        }

        Rest(clauses, days, whens);
        return clauses;
    }

    /// <summary>Nobody named the days: the part of the day only said that it repeats.</summary>
    private static bool IsEveryDayByPart(Clause clause)
        => clause.Days is [WeekdaysItem { End: 0, Days: WeekdaysItem.All }] && clause.Whens.Exists(when => when.Item is PartItem);

    private static IEnumerable<Clause> Full(Atom atom, List<Item> days, List<When> whens)
    {
        var clause = new Clause([.. days, .. atom.Days], [.. whens, .. atom.Whens]);
        var apart = (days.Count > 0 && !atom.DaysFirst) || (whens.Count > 0 && atom.DaysFirst);
        if (apart)
        {
            yield return new([.. days], [.. whens]);
            clause = new(atom.Days, atom.Whens);
        }

        days.Clear();
        whens.Clear();
        yield return clause;
    }

    /// <summary>Joins what continues the last clause, or opens a new one.</summary>
    private static void AddTo(List<Clause> clauses, bool continues, Clause clause)
    {
        if (continues && clauses.Count > 0 && (clause.Days.Count == 0 || clause.Whens.Count == 0))
        {
            clauses[^1].Days.AddRange(clause.Days);
            clauses[^1].Whens.AddRange(clause.Whens);
        }
        else
        {
            clauses.Add(clause);
        }
    }

    /// <summary>"weekdays only" behind the rest narrows it.</summary>
    private static void Limit(List<Clause> clauses, List<Item> days, Atom atom)
    {
        foreach (var list in clauses.Select(clause => clause.Days).Append(days).Where(list => list.Count > 0 || list != days))
        {
            list.Clear();
            list.AddRange(atom.Days);
        }
    }

    private static void Rest(List<Clause> clauses, List<Item> days, List<When> whens)
    {
        if (days.Count > 0)
        {
            clauses.Add(new(days, clauses.Count > 0 ? [.. clauses[^1].Whens] : [.. whens]));
        }
        else if (whens.Count > 0 && clauses.Count > 0)
        {
            clauses[^1].Whens.AddRange(whens);
        }
        else if (whens.Count > 0)
        {
            clauses.Add(new([], whens));
        }
    }

    /// <summary>A bare time that continues "every evening at 6 and 8" keeps its part as long as the times go up.</summary>
    private static List<When> Continue(List<Clause> clauses, bool continues, List<When> whens)
    {
        if (!continues || clauses.Count == 0 || clauses[^1].Whens.LastOrDefault() is not { PartLeads: true, Part: { } part } last)
        {
            return whens;
        }

        return [.. whens.Select(when => when is { Part: null, Item: TimeItem { Bare: true } time }
            && last.Item is TimeItem before && DayParts.Fit(time.Minute, true, part) > DayParts.Fit(before.Minute, before.Bare, part)
                ? when with { Part = part, PartLeads = true }
                : when)];
    }

    private static List<Atom> Atoms(IReadOnlyList<Item> items)
    {
        var atoms = new List<Atom>();
        var from = 0;
        for (var at = 0; at <= items.Count; at++)
        {
            if (at == items.Count || items[at] is SignItem { Sign: Sign.And or Sign.Or or Sign.Comma })
            {
                atoms.Add(Atom.Of(items, from, at));
                from = at + 1;
            }
        }

        return atoms;
    }
}

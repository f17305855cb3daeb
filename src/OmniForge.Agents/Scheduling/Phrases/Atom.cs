namespace OmniForge.Agents.Scheduling.Phrases;

/// <summary>Items that no "and" or comma parts.</summary>
internal sealed record Atom(List<Item> Days, List<When> Whens, bool DaysFirst, bool Only)
{
    public static Atom Of(IReadOnlyList<Item> items, int from, int to)
    {
        var days = new List<Item>();
        var whens = new List<When>();
        var daysFirst = false;
        var only = false;
        var parts = Parts(items, from, to);
        for (var at = from; at < to; at++)
        {
            var item = items[at];
            only |= item is SignItem { Sign: Sign.Only };
            if (item.Slot == Slot.Day)
            {
                daysFirst |= whens.Count == 0;
                days.Add(item);
            }
            else if (item.Slot == Slot.When && !(item is PartItem && parts.Count > 0))
            {
                var part = parts.TryGetValue(at, out var place) ? (PartItem)items[place] : null;
                var told = part is { Vague: not null } ? part : item;
                whens.AddRange(ZonesOf(items, at).Select(zone => new When(told, part?.Part, zone)
                {
                    PartLeads = part is not null
                    && place < at
                }));
            }
        }

        // "every evening at 6" tells its days with the part; "Monday mornings" makes Monday repeat.
        if (items.Skip(from).Take(to - from).Any(item => item is PartItem { Repeats: true }))
        {
            daysFirst |= days.Count == 0;
            days.Add(new WeekdaysItem(days.OfType<WeekdaysItem>().LastOrDefault()?.Days ?? WeekdaysItem.All) { Repeats = true });
        }

        return new(days, whens, daysFirst, only);
    }

    /// <summary>For each time the part of the day that belongs to it: the one right behind it, else one before it.</summary>
    private static Dictionary<int, int> Parts(IReadOnlyList<Item> items, int from, int to)
    {
        var found = new Dictionary<int, int>();
        for (var at = from; at < to; at++)
        {
            if (items[at] is not TimeItem)
            {
                continue;
            }

            var behind = Enumerable.Range(at + 1, to - at - 1).TakeWhile(place => items[place] is not TimeItem)
                .Where(place => items[place] is PartItem).Select(place => (int?)place).FirstOrDefault();
            var before = Enumerable.Range(from, at - from).Where(place => items[place] is PartItem).Select(place
                => (int?)place).LastOrDefault();
            if ((behind ?? before) is { } part)
            {
                found[at] = part;
            }
        }

        return found;
    }

    /// <summary>The first zones told behind a time, else the last before it: "9am Tokyo, London and New York time" are three.</summary>
    private static List<ZoneItem?> ZonesOf(IReadOnlyList<Item> items, int at)
    {
        var first = Enumerable.Range(at, items.Count - at).FirstOrDefault(place => items[place] is ZoneItem, -1);
        if (first < 0)
        {
            return [items.Take(at).OfType<ZoneItem>().LastOrDefault()];
        }

        var zones = new List<ZoneItem?> { (ZoneItem)items[first] };
        for (var next = first + 2; next < items.Count && items[next - 1] is SignItem { Sign: not Sign.Or } && items[next] is ZoneItem zone; next += 2)
        {
            zones.Add(zone);
        }

        return zones;
    }
}

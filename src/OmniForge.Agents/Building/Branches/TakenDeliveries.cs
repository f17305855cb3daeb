using OmniForge.Agents.Building.Drafting;

namespace OmniForge.Agents.Building.Branches;

/// <summary>Takes the ways that a message says into the list of the wish.</summary>
internal static class TakenDeliveries
{
    public static Wish Apply(Wish wish, IReadOnlyList<SaidDelivery> said)
    {
        var conditional = wish.Deliveries.Any(delivery => delivery.Only is not null);
        var list = wish.Deliveries.ToList();
        if (!conditional && said.All(one => one is { Adds: false, Always: false, Condition: null }))
        {
            list.Clear();
        }

        var used = new List<int>();
        foreach (var one in said)
        {
            var at = Find(list, one, used);
            if (at < 0)
            {
                list.Add(New(one));
                at = list.Count - 1;
            }
            else
            {
                list[at] = Changed(list[at], one);
            }

            used.Add(at);
        }

        var saved = Saved(wish, list, said);
        return wish with { Deliveries = saved, ToAt = Math.Max(0, Math.Min(used[^1], saved.Count - 1)) };
    }

    /// <summary>The conditions of all ways share one source until the rows are known; a wish without ways saves its report.</summary>
    private static List<Delivery> Saved(Wish wish, List<Delivery> list, IReadOnlyList<SaidDelivery> said)
        => wish.Deliveries.Count == 0 && wish.When is not null && said.All(one => one.Adds) && list.TrueForAll(delivery => delivery.To is not null)
            ? [new(), .. list] : list;

    private static int Find(List<Delivery> list, SaidDelivery one, List<int> used)
    {
        if (one.Integration.Length == 0)
        {
            return list.Count == 0 ? -1 : list.FindLastIndex(delivery => delivery.To is not null) is >= 0 and var last ? last : list.Count - 1;
        }

        var integration = one.Integration == SkillLayout.Files ? null : one.Integration;
        var same = list.Index().Where(pair => pair.Item.To?.Integration == integration && !used.Contains(pair.Index)).ToList();
        var named = same.Where(pair => one.Channel is null || pair.Item.To is { Name.Length: > 0 } to && Named(to, one.Channel)).Select(pair => pair.Index).ToList();
        return named is [var at, ..] ? at : same is [(var other, _), ..] && !one.Adds ? other : -1;
    }

    private static bool Named(AccountPlace place, string channel) => string.Equals(place.Name.TrimStart('#'), channel, StringComparison.OrdinalIgnoreCase);

    private static Delivery New(SaidDelivery one) => new()
    {
        To = one.Integration is "" or SkillLayout.Files ? null : new() { Integration = one.Integration, Name = one.Channel ?? "" },
        Only = Test(one),
    };

    private static Delivery Changed(Delivery present, SaidDelivery one) => present with
    {
        To = present.To is { } to && one.Channel is { } channel && !Named(to, channel) ? to with { Id = "", Name = channel } : present.To,
        Only = one.Always ? null : Test(one) ?? present.Only,
    };

    private static RowTest? Test(SaidDelivery one)
        => one.Condition is not { } words ? null : new() { Words = words, Unread = true, Count = 0, Op = one.Turned ? FilterOp.Le : FilterOp.Gt };
}

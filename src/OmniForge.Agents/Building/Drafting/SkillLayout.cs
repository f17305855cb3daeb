namespace OmniForge.Agents.Building.Drafting;

/// <summary>
/// Which skills a wish needs and how they follow one another: one for each place that is read, side by side, then one for each way the
/// report goes. A source whose report is simply saved does that itself.
/// </summary>
internal static class SkillLayout
{
    public const string Files = "files";

    private const int LongestName = 64;

    public static IReadOnlyList<LaidSkill> Of(Wish wish)
    {
        var laid = new List<LaidSkill>();
        foreach (var at in Sources(wish))
        {
            laid.Add(new(Key(laid, Integration(wish, at)), Integration(wish, at), 1, []) { Source = at });
        }

        if (laid.Count == 0 && (wish.Goal.Length > 0 || wish.Deliveries.Count > 0))
        {
            laid.Add(new(Files, Files, 1, []) { Source = 0 });
        }

        List<string> before = [.. laid.Select(skill => skill.Key)];
        foreach (var (at, delivery) in wish.Deliveries.Index())
        {
            if (before.Count > 0 && !BySource(delivery))
            {
                var integration = delivery.To?.Integration ?? Files;
                laid.Add(new(Key(laid, integration), integration, 2, before) { Delivery = at });
            }
        }

        return Linked(wish, laid);
    }

    /// <summary>A message that points to a page comes after the page.</summary>
    private static List<LaidSkill> Linked(Wish wish, List<LaidSkill> laid)
    {
        if (Saves(wish) || laid.Find(skill => skill.Delivery is { } at && wish.Deliveries[at] is { Only: null, To.Integration: "notion" }) is not { } page)
        {
            return laid;
        }

        return [.. laid.Select(skill => skill.Delivery is { } at && wish.Deliveries[at].Form == DeliveryForm.ShortWithLink
            ? skill with { Order = 3, DependsOn = [.. skill.DependsOn, page.Key], Page = page.Key } : skill)];
    }

    /// <summary>True when one skill does all: it reads and saves.</summary>
    public static bool IsSingle(Wish wish) => Of(wish).Count <= 1;

    /// <summary>Whether each source saves its own report.</summary>
    public static bool Saves(Wish wish) => wish.Deliveries.Count == 0 || wish.Deliveries.Any(BySource);

    /// <summary>Places of the sources that are known at least by their service.</summary>
    public static IReadOnlyList<int> Sources(Wish wish)
        => [.. wish.Sources.Index().Where(pair => pair.Item.File is not null || pair.Item.From is not null).Select(pair => pair.Index)];

    /// <summary>The skill's name within the agent: a single source keeps the plain one.</summary>
    public static string NameOf(LaidSkill skill, IReadOnlyList<LaidSkill> all, string skillName)
        => skill.Source is not null && all.Count(other => other.Source is not null) == 1 ? skillName
            : $"{skillName[..Math.Min(skillName.Length, LongestName - skill.Key.Length - 1)].TrimEnd('-')}-{skill.Key}";

    public static IReadOnlyList<string> Names(Wish wish, string skillName)
    {
        var all = Of(wish);
        return [.. all.Select(skill => NameOf(skill, all, skillName))];
    }

    private static bool BySource(Delivery delivery) => delivery is { To: null, Only: null };

    private static string Integration(Wish wish, int at) => wish.Sources[at].From?.Integration ?? Files;

    private static string Key(List<LaidSkill> laid, string integration)
    {
        var same = laid.Count(skill => skill.Integration == integration);
        return same == 0 ? integration : $"{integration}-{same + 1}";
    }
}

/// <param name="Key">Names it within the agent: the integration, with a number when there are several.</param>
/// <param name="Order">From 1; equal ones run side by side.</param>
internal sealed record LaidSkill(string Key, string Integration, int Order, IReadOnlyList<string> DependsOn)
{
    /// <summary>Place in <see cref="Wish.Sources"/> that it reads.</summary>
    public int? Source { get; init; }

    /// <summary>Place in <see cref="Wish.Deliveries"/> that it carries out.</summary>
    public int? Delivery { get; init; }

    /// <summary>Key of the skill that makes the page which this one's message points to; null = none.</summary>
    public string? Page { get; init; }
}

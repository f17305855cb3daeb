using OmniForge.Agents.Building.Drafting;

namespace OmniForge.Agents.Building.Talking;

/// <summary>The steps of an agent of several skills in one sentence.</summary>
internal static class PlanWords
{
    private static readonly string[] Numbers = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    public static string Of(Wish wish, BuilderWorld world)
    {
        var laid = SkillLayout.Of(wish);
        var reads = laid.Where(skill => skill.Source is not null).Select(skill => "read " + Source(wish, skill)).ToList();
        var ways = laid.Where(skill => skill.Delivery is not null).Select(skill => Way(wish, skill.Delivery!.Value, world)).ToList();
        var count = laid.Count < Numbers.Length ? Numbers[laid.Count] : $"{laid.Count}";
        return $"That makes {count} steps: {Together(reads)}{(ways.Count > 0 ? ", then " + Together(ways) : "")}.";
    }

    private static string Together(List<string> parts) => parts.Count == 1 ? parts[0] : $"side by side {Say.And(parts)}";

    private static string Source(Wish wish, LaidSkill skill)
        => wish.Sources.ElementAtOrDefault(skill.Source!.Value) is not { } source ? "the table"
            : source.From is { } place ? PlaceWords.Source(place with { Account = "" }, null) : Say.Quote(source.File ?? "");

    private static string Way(Wish wish, int at, BuilderWorld world)
    {
        var way = wish.Deliveries[at];
        var what = way.To is { } to ? PlaceWords.Target(way, to with { Account = "" }) : "the report as a file";
        return way.Only is { } test ? $"{what} {TestWords.Only(test, wish, source => SkillPlan.Table(wish, source, world))}" : what;
    }
}

using System.Text.Json;
using OmniForge.Agents.Building.Drafting;
using OmniForge.Agents.Building.Talking;

namespace OmniForge.Agents.Building.Editing;

/// <summary>What becomes of each step when an agent gets more of them, or fewer.</summary>
internal static class StepChanges
{
    /// <summary>Nothing when the agent keeps its steps.</summary>
    public static IEnumerable<string> Of(Wish before, Wish after)
    {
        var old = SkillLayout.Of(before);
        var now = SkillLayout.Of(after);
        if (old.Select(skill => skill.Key).SequenceEqual(now.Select(skill => skill.Key)))
        {
            yield break;
        }

        foreach (var (number, skill) in now.Index())
        {
            var known = old.Any(other => other.Key == skill.Key);
            yield return $"Step {number + 1}{(known ? "" : ", new")}: {What(after, skill)}{(Stays(before, after, skill) ? " (unchanged)" : "")}{After(now, skill)}";
        }

        foreach (var gone in old.Where(skill => now.All(other => other.Key != skill.Key)))
        {
            yield return $"Taken out: {What(before, gone)}";
        }
    }

    /// <summary>Whether all that the agent did before stays, and something comes besides.</summary>
    public static bool OnlyAdd(Wish before, Wish after)
    {
        var now = SkillLayout.Of(after);
        var old = SkillLayout.Of(before);
        return now.Count > old.Count && old.All(known => now.FirstOrDefault(skill => skill.Key == known.Key) is { } same && Stays(before, after, same));
    }

    /// <summary>Whether a step reads, saves or sends just what it did before.</summary>
    public static bool Stays(Wish before, Wish after, LaidSkill skill)
    {
        if (SkillLayout.Of(before).FirstOrDefault(other => other.Key == skill.Key) is not { } old)
        {
            return false;
        }

        return skill.Source is { } at && old.Source is { } was
            ? Text(new() { Sources = [after.Sources[at]] }) == Text(new() { Sources = [before.Sources[was]] }) && SkillLayout.Saves(before) == SkillLayout.Saves(after)
                && (before.Format, before.OutputFile) == (after.Format, after.OutputFile)
            : skill.Delivery is { } way && old.Delivery is { } earlier && WishDeliveries.Same([after.Deliveries[way]], [before.Deliveries[earlier]]);
    }

    private static string Text(Wish wish) => JsonSerializer.Serialize(wish, BuilderJson.Default.Wish);

    private static string What(Wish wish, LaidSkill skill)
    {
        if (skill.Delivery is { } at)
        {
            return wish.Deliveries[at].To is { } to ? PlaceWords.Target(wish.Deliveries[at], to with { Account = "" }) : "the report as a file";
        }

        var source = wish.Sources.ElementAtOrDefault(skill.Source ?? 0);
        var read = source?.From is { } place ? PlaceWords.Source(place with { Account = "" }, null) : Say.Quote(source?.File ?? "the table");
        return $"read {read}{(SkillLayout.Saves(wish) ? " and save the report" : "")}";
    }

    private static string After(IReadOnlyList<LaidSkill> all, LaidSkill skill)
        => skill.DependsOn.Count == 0 ? "" : $", after {Say.And(all.Index().Where(pair => skill.DependsOn.Contains(pair.Item.Key)).Select(pair => $"step {pair.Index + 1}"))}";
}

using OmniForge.Agents.Building.Content;
using OmniForge.Agents.Tools.Tables;
using OmniForge.Skills.Writing;

namespace OmniForge.Agents.Building.Drafting;

/// <summary>All skills of a wish as they will be stored.</summary>
internal sealed record SkillPlan(IReadOnlyList<DraftedSkill> Skills)
{
    /// <summary>Null when a table is no longer known.</summary>
    public static SkillPlan? Of(Wish wish, BuilderWorld world, string name, string skillName)
    {
        var laid = SkillLayout.Of(wish);
        if (laid.Any(skill => skill.Source is { } at && Table(wish, at, world) is null))
        {
            return null;
        }

        if (laid is [{ Source: { } only } one])
        {
            var single = wish with { At = only };
            var text = SkillComposer.Compose(single, Table(wish, only, world)!, name, skillName);
            return new([new(new(skillName, one.Key, 1, ""), text, SkillComposer.Tools(single))]);
        }

        return new([.. laid.Select(skill => Drafted(wish, skill, laid, world, name, SkillLayout.NameOf(skill, laid, skillName)))]);
    }

    public IReadOnlyList<string> Tools => [.. Skills.SelectMany(skill => skill.Tools).Distinct()];

    public static TableProfile? Table(Wish wish, int source, BuilderWorld world)
        => TableView.ProfileOf(world, wish.Sources.ElementAtOrDefault(source)?.File);

    private static DraftedSkill Drafted(Wish wish, LaidSkill skill, IReadOnlyList<LaidSkill> laid, BuilderWorld world, string name, string skillName)
    {
        List<LaidSkill> sources = [.. laid.Where(other => other.Source is not null)];
        var file = SkillComposer.OutputPath(wish, skillName);
        if (skill.Source is { } at)
        {
            var source = new SourceSkill(wish, at, Table(wish, at, world)!, name, file);
            return new(new(skillName, skill.Key, skill.Order, ""), Text(skillName, source.Description(), source.Tools(), source.Body()), source.Tools());
        }

        var delivery = new DeliverySkill(wish, skill, sources, name, file) { Pointed = laid.Any(other => other.Page == skill.Key) };
        var use = new SkillUse(skillName, skill.Key, skill.Order, RowTests.Expression(wish, skill.Delivery!.Value, sources)) { Inputs = delivery.Inputs() };
        return new(use, Text(skillName, delivery.Description(), delivery.Tools(), delivery.Body()), delivery.Tools());
    }

    private static string Text(string skillName, string description, IReadOnlyList<string> tools, string body) => SkillWriter.Write(new SkillDraft
    {
        Name = skillName,
        Description = description,
        AllowedTools = tools,
        Tags = ["report"],
        Body = body,
    });
}

/// <summary>One skill of an agent as it will be stored.</summary>
/// <param name="Text">The whole SKILL.md.</param>
internal sealed record DraftedSkill(SkillUse Use, string Text, IReadOnlyList<string> Tools);

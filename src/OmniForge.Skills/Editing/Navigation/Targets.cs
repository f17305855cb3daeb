namespace OmniForge.Skills.Editing.Navigation;

/// <summary>Turns names and link targets into places that are known to exist.</summary>
internal static class Targets
{
    /// <summary>The names of all skills of the workspace.</summary>
    public static IReadOnlySet<string> Names(EditingContext context)
        => context.Skills.Select(skill => skill.Name).ToHashSet(StringComparer.Ordinal);

    public static SkillLocation Skill(EditingContext context, string name)
        => new(SkillLocationKind.Workspace, context.Skills.First(skill => skill.Name == name).Path, default);

    /// <summary>Null when the target is an address, or is known to be missing.</summary>
    public static SkillLocation? Of(LinkTarget target, EditingContext context) => target.Kind switch
    {
        LinkKind.Bundle when context.Check.Bundle is null || context.Check.Bundle.Any(file => file.Path == target.Path)
            => new(SkillLocationKind.Bundle, target.Path, default),
        LinkKind.Workspace => new(SkillLocationKind.Workspace, target.Path, default),
        _ => null,
    };
}

using OmniForge.Skills.Rules;

namespace OmniForge.Skills.Linting;

/// <summary>One skill among others.</summary>
/// <param name="Path">Of the file, with '/' between its parts, as in <c>tenants/acme/skills/report/SKILL.md</c>.</param>
/// <param name="Layer">Where it ranks; see <see cref="SkillLayer.Of"/>.</param>
/// <param name="Document">The file as read.</param>
/// <param name="Bundle">Everything below its folder; null = not known.</param>
public sealed record SkillInSet(string Path, SkillLayer Layer, SkillDocument Document, IReadOnlyList<BundleFile>? Bundle = null)
{
    /// <summary>Whose rules apply. Default: those of this platform.</summary>
    public SkillProfile Profile { get; init; } = SkillProfile.OmniForge;

    /// <summary>Severities that a project has set for itself.</summary>
    public RuleSettings Rules { get; init; } = RuleSettings.Default;

    /// <summary>
    /// The same skill with no more of its text than the rules across files look at, so that those of ten thousand files can be kept.
    /// </summary>
    public SkillInSet Slim()
    {
        var context = new RuleContext(Document, new SkillCheck(Profile) { Rules = Rules });
        return SkillCalls.In(context, _ => true).Any() ? this : this with { Document = Document.Head() };
    }

    /// <summary>The name by which it is found: its own, else that of its folder.</summary>
    internal string Name { get; } = string.IsNullOrWhiteSpace(Document.Name) ? SkillLayer.Folder(Path) : Document.Name;
}

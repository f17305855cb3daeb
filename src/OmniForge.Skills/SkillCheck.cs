using OmniForge.Skills.Permissions;

namespace OmniForge.Skills;

/// <summary>Whose rules apply to a file and what is known of the place it lies in. What is not known is not judged.</summary>
/// <param name="Profile">Whose rules apply.</param>
public sealed record SkillCheck(SkillProfile Profile)
{
    /// <summary>The folder the file lies in; null = not known, so the name is not compared with it.</summary>
    public string? FolderName { get; init; }

    /// <summary>The name of the file itself; null = not known.</summary>
    public string? FileName { get; init; }

    /// <summary>Everything below the skill's folder, SKILL.md included; null = not known, so links are not followed.</summary>
    public IReadOnlyList<BundleFile>? Bundle { get; init; }

    /// <summary>The text of a bundled file by its path; null when it is missing, no text, or larger than 1 MiB.</summary>
    public Func<string, string?> ReadBundled { get; init; } = _ => null;

    /// <summary>What the agent is granted; null = no agent is known.</summary>
    public ToolList? Grant { get; init; }

    /// <summary>Names beyond the built-in tables.</summary>
    public KnownNames Known { get; init; } = KnownNames.None;

    /// <summary>
    /// The day of the check; null = not known. Tables that are stale on that day only advise about what they call unknown.
    /// </summary>
    public DateOnly? Today { get; init; }

    /// <summary>Severities and limits that a project has set for itself.</summary>
    public RuleSettings Rules { get; init; } = RuleSettings.Default;
}

/// <summary>One file below a skill's folder.</summary>
/// <param name="Path">Relative to the skill's folder, with '/' between its parts.</param>
/// <param name="Size">In bytes; 0 for folders and links.</param>
/// <param name="Kind">What it is on disk.</param>
public sealed record BundleFile(string Path, long Size, BundleFileKind Kind = BundleFileKind.File);

/// <summary>What an entry of a skill's folder is.</summary>
public enum BundleFileKind
{
    File,
    Folder,
    Link,

    /// <summary>A device, pipe or socket.</summary>
    Other,
}

/// <summary>Names that a project or a live server knows beyond the built-in tables. They add; no rule disappears.</summary>
/// <param name="Tools">Tool names and families such as <c>mcp__internal__*</c>.</param>
/// <param name="Fields">Keys of the frontmatter with a meaning in this project; profiles agent-skills and claude-code only.</param>
/// <param name="Models">Model ids that may be used; null = only the built-in table is known.</param>
public sealed record KnownNames(IReadOnlySet<string> Tools, IReadOnlySet<string> Fields, IReadOnlySet<string>? Models)
{
    public static KnownNames None { get; } = new(new HashSet<string>(), new HashSet<string>(), null);

    /// <summary>Whether a tool is known by its name or by its family.</summary>
    internal bool HasTool(string name)
    {
        if (Tools.Count == 0 || Tools.Contains(name))
        {
            return Tools.Count > 0;
        }

        foreach (var tool in Tools)
        {
            if (tool.EndsWith('*') && Wildcard.Matches(tool, name))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>What a project has set for itself; shapes the view of its findings only.</summary>
/// <param name="Severities">By rule id; null = the rule is off. Rules that are not listed keep the severity of the profile.</param>
/// <param name="MaxLines">Advised length of the instructions in lines. Default 500 (OF6001).</param>
public sealed record RuleSettings(IReadOnlyDictionary<string, SkillSeverity?> Severities, int MaxLines)
{
    public static RuleSettings Default { get; } = new(new Dictionary<string, SkillSeverity?>(), 500);
}

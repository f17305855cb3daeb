namespace OmniForge.Skills.Permissions;

/// <summary>One active skill on the stack and its list. A null list adds no limit, an empty one permits nothing.</summary>
public sealed record SkillFrame(string Skill, ToolList? Allowed)
{
    /// <summary>Where the skill lies; null = not known, so its own scripts cannot be started.</summary>
    public SkillPlace? Place { get; init; }
}

/// <summary>
/// One call. The subject is the path (Read, Write, Edit, Glob, Grep), the host (WebFetch) or the command (Bash), else null.
/// </summary>
public readonly record struct ToolUse(string Tool, string? Subject);

/// <summary>The answer; <paramref name="Rule"/> is the entry that decided, or a plain sentence why not.</summary>
public sealed record Verdict(bool Allowed, string Rule);

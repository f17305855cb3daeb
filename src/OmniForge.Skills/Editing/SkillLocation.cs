namespace OmniForge.Skills.Editing;

/// <summary>A place in this file, in a bundled file, or in another file of the workspace.</summary>
/// <param name="Kind">Where the path counts from.</param>
/// <param name="Path">With '/' between its parts; empty for this file.</param>
/// <param name="Span">The stretch in that file; its start when only the file is known.</param>
public sealed record SkillLocation(SkillLocationKind Kind, string Path, TextSpan Span)
{
    internal static SkillLocation Here(TextSpan span) => new(SkillLocationKind.ThisFile, "", span);
}

/// <summary>Where the path of a location counts from.</summary>
public enum SkillLocationKind
{
    ThisFile,

    /// <summary>The folder of this skill.</summary>
    Bundle,

    /// <summary>The root of the workspace.</summary>
    Workspace,
}

/// <summary>Another file of the workspace as it is now.</summary>
/// <param name="Path">From the root of the workspace, with '/' between its parts.</param>
/// <param name="Document">Its text.</param>
public sealed record SkillSource(string Path, SkillDocument Document);

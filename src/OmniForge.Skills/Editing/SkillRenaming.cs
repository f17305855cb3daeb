namespace OmniForge.Skills.Editing;

/// <summary>What a new name changes, in every file it touches.</summary>
public sealed record SkillRenaming
{
    /// <summary>Why the name cannot be taken, as a sentence; null = it can, and the rest says how.</summary>
    public string? Refusal { get; init; }

    /// <summary>Edits by the path of their file; this file has the path of its context, or "SKILL.md" when that is not known.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<SkillEdit>> Edits { get; init; } = new Dictionary<string, IReadOnlyList<SkillEdit>>();

    /// <summary>The folder that gets another name, with the paths of the workspace; null = none, or it is not known.</summary>
    public FolderRenaming? Folder { get; init; }

    internal static SkillRenaming No(string why) => new() { Refusal = why };
}

/// <summary>A folder and its new path.</summary>
public sealed record FolderRenaming(string From, string To);

namespace OmniForge.Skills.Writing;

/// <summary>A skill to be written. Null leaves a field out; an empty tool list is written and allows nothing.</summary>
public sealed record SkillDraft
{
    public required string Name { get; init; }
    public required string Description { get; init; }

    /// <summary>Null = no further limit; empty = no tool at all.</summary>
    public IReadOnlyList<string>? AllowedTools { get; init; }
    public string? Model { get; init; }

    /// <summary>Whether the skill runs in a context of its own. Default false.</summary>
    public bool Fork { get; init; }
    public bool? UserInvocable { get; init; }
    public int? Priority { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The instructions, Markdown. Line breaks become LF, one final line break is ensured.</summary>
    public required string Body { get; init; }
}

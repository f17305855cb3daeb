namespace OmniForge.Skills.Rules;

/// <summary>One known field.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Kind">The shape of its value.</param>
/// <param name="Accepted">Per profile: whether the field has its meaning there.</param>
/// <param name="OfAgent">Whether it belongs to the agent instead of the skill.</param>
internal sealed record FieldSpec(string Name, FieldKind Kind, IReadOnlyList<bool> Accepted, bool OfAgent)
{
    /// <summary>
    /// Whether the shape of its value matters. What has no effect is reported as that, whatever its value; but readers of the open specification know
    /// fields beyond it.
    /// </summary>
    public bool IsReadIn(SkillProfile profile) => Accepted[(int)profile] || profile == SkillProfile.AgentSkills;

    /// <summary>What it is for, in one or two sentences.</summary>
    public string Doc { get; init; } = "";

    /// <summary>What its value looks like, as the end of a sentence.</summary>
    public string Shape { get; init; } = "";

    /// <summary>What counts without it; null = nothing in particular.</summary>
    public string? Default { get; init; }

    /// <summary>The only values it may have; empty = it is not limited to a few words.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>Smallest number.</summary>
    public int? Min { get; init; }

    /// <summary>Largest number, or most characters of a text or of one label.</summary>
    public int? Max { get; init; }

    /// <summary>Most characters that lists show whole.</summary>
    public int? Advised { get; init; }

    /// <summary>Most items of a list.</summary>
    public int? Items { get; init; }

    /// <summary>The version of Claude Code that it starts with; null = any.</summary>
    public string? Since { get; init; }

    /// <summary>Id of the document that says so.</summary>
    public string Source { get; init; } = "";
}

internal enum FieldKind
{
    Text,
    Tools,
    Boolean,
    Number,
    Labels,
    Metadata,

    /// <summary>A text or a list of texts.</summary>
    Texts,
    Map,
    Any,
}

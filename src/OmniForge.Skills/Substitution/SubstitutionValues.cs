namespace OmniForge.Skills.Substitution;

/// <summary>What the placeholders of a skill body stand for in one execution.</summary>
public sealed record SubstitutionValues
{
    /// <summary>The argument text as given; null = the skill was started without any.</summary>
    public string? Arguments { get; init; }

    /// <summary>Step settings: <c>$name</c> becomes the value of that name.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    public string SkillDir { get; init; } = "";
    public string Workspace { get; init; } = "";
    public string ExecutionId { get; init; } = "";

    /// <summary>Fixed when the execution starts, in the agent's time zone.</summary>
    public string Date { get; init; } = "";

    /// <summary>What takes the place of each embedded command, in order; none = each becomes a line that says it was not run.</summary>
    public IReadOnlyList<string> Commands { get; init; } = [];
}

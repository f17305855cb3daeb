namespace OmniForge.Agents.Scheduling.Phrases;

/// <summary>Why the items cannot become rules yet, and which of them an answer replaces.</summary>
internal sealed record Doubt(string Reason, string Text, IReadOnlyList<Item> About);

/// <summary>What a list of items comes to: rules, a wish, or a doubt.</summary>
internal sealed record Outcome
{
    public TriggerWish? Kind { get; init; }

    public IReadOnlyList<ScheduleRule> Rules { get; init; } = [];

    public Doubt? Doubt { get; init; }

    public IReadOnlyList<string> Assumed { get; init; } = [];

    /// <summary>The clear parts in plain words.</summary>
    public string Understood { get; init; } = "";
}

namespace OmniForge.Agents.Building.Branches;

/// <summary>A way the report should go, as one message says it.</summary>
/// <param name="Integration">Where to; `files` = it is saved; empty = the way that was spoken of before.</param>
/// <param name="Channel">A channel that was named, without its sign.</param>
/// <param name="Condition">The words of its condition, with the word that begins it; null = none was said.</param>
internal sealed record SaidDelivery(string Integration, string? Channel, string? Condition)
{
    /// <summary>It is done when the condition does not hold.</summary>
    public bool Turned { get; init; }

    /// <summary>"either way": done whatever a condition says.</summary>
    public bool Always { get; init; }

    /// <summary>Besides what was wished before, not instead of it.</summary>
    public bool Adds { get; init; }
}

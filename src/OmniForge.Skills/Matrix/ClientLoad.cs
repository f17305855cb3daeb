namespace OmniForge.Skills;

/// <summary>Whether one client loads a skill.</summary>
/// <param name="Client">Stable id, as in "claude-code".</param>
/// <param name="Title">What people call it.</param>
/// <param name="Answer">Whether it loads.</param>
/// <param name="Reasons">Plain sentences that explain the answer; empty when everything loads.</param>
/// <param name="Confidence">How sure the answer is.</param>
/// <param name="VerifiedOn">When the client's behaviour was last verified.</param>
public sealed record ClientLoad(
    string Client,
    string Title,
    LoadAnswer Answer,
    IReadOnlyList<string> Reasons,
    ClientConfidence Confidence,
    DateOnly VerifiedOn);

/// <summary>Whether a client loads a skill.</summary>
public enum LoadAnswer
{
    Loads,

    /// <summary>It loads, but something that is written has no effect there.</summary>
    LoadsInPart,
    DoesNotLoad,
}

/// <summary>How sure it is what a client does.</summary>
public enum ClientConfidence
{
    /// <summary>Read in its source or checked against it.</summary>
    High,

    /// <summary>Taken from its documentation; newer builds may differ.</summary>
    Medium,

    /// <summary>Nobody has confirmed it.</summary>
    Low,
}

namespace OmniForge.Agents.Running.Waits;

/// <summary>
/// Lets a run leave where it would have to wait, and come back later as a new run that goes on from what was written down.
/// A run without it cannot ask anybody and waits in place.
/// </summary>
public sealed record WaitOptions
{
    /// <summary>Which calls wait for a person's approval.</summary>
    public ApprovalRule Approvals { get; init; } = ApprovalRule.Never;

    /// <summary>Ids of those who may answer; empty = everybody with the permission.</summary>
    public IReadOnlyList<string> Assignees { get; init; } = [];

    /// <summary>How long a question stays open when it does not say so itself. Default 24 hours.</summary>
    public TimeSpan Expiry { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Pauses between attempts up to this long are waited for in place. Default 1 second.</summary>
    public TimeSpan LongestPauseInPlace { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>True once somebody asked for a pause; it takes hold before the next step or model turn. Steps side by side may ask at once.</summary>
    public Func<bool> PauseAsked { get; init; } = () => false;

    /// <summary>Steps that had begun and not ended when the run before left, by path.</summary>
    public IReadOnlyDictionary<string, OpenStep> OpenSteps { get; init; } = new Dictionary<string, OpenStep>();

    /// <summary>Messages for a step that arrived since the last turn, oldest first; they are taken, not looked at.</summary>
    public Func<string, IReadOnlyList<SentMessage>> TakeMessages { get; init; } = _ => [];
}

/// <summary>Which calls wait for a person.</summary>
public enum ApprovalRule
{
    Never,

    /// <summary>Calls that reach people or systems outside and cannot be taken back.</summary>
    External,

    /// <summary>Every call that changes something.</summary>
    Writes,
}

/// <summary>A message of a person or program to a running skill.</summary>
public sealed record SentMessage(string Id, string Text);

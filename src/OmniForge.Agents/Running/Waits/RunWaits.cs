namespace OmniForge.Agents.Running.Waits;

/// <summary>Why a run left before its end.</summary>
public enum WaitCause
{
    Input,
    Auth,
    Retry,
    Paused,
}

/// <summary>One thing the run waits for.</summary>
/// <param name="Until">When to come back at the latest; null = only when something happens.</param>
public sealed record RunWait(WaitCause Cause, DateTimeOffset? Until)
{
    /// <summary>Whom it waits for, for instance `Notion`; empty = nobody by name.</summary>
    public string For { get; init; } = "";
}

/// <summary>What the steps of one run wait for; steps side by side may add at once.</summary>
internal sealed class RunWaits(WaitOptions? options)
{
    private readonly Lock _pen = new();
    private readonly List<RunWait> _waits = [];

    /// <summary>Null when this run cannot leave.</summary>
    public WaitOptions? Options { get; } = options;

    /// <summary>True once somebody asked for a pause and the run can leave.</summary>
    public bool PauseAsked => Options?.PauseAsked() == true;

    public IReadOnlyList<RunWait> All
    {
        get
        {
            lock (_pen)
            {
                return [.. _waits];
            }
        }
    }

    public void Add(WaitCause cause, DateTimeOffset? until) => Add(new RunWait(cause, until));

    public void Add(RunWait wait)
    {
        lock (_pen)
        {
            _waits.Add(wait);
        }
    }

    /// <summary>Ends the attempt when somebody asked for a pause.</summary>
    public void LeaveIfPaused()
    {
        if (PauseAsked)
        {
            throw Leave(WaitCause.Paused, null);
        }
    }

    public StepLeftException Leave(WaitCause cause, DateTimeOffset? until) => Leave(new RunWait(cause, until));

    public StepLeftException Leave(RunWait wait)
    {
        Add(wait);
        return new StepLeftException();
    }
}

/// <summary>The step waits and gives its place back; only the step runner catches it.</summary>
internal sealed class StepLeftException() : Exception("The step waits.");

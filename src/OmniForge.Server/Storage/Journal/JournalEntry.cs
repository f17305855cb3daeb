using OmniForge.Server.Executions;

namespace OmniForge.Server.Storage.Journal;

/// <summary>Facts of one execution that become durable together, and what to tell watchers then.</summary>
internal sealed class JournalEntry(string tenantId, string executionId, long epoch, Action published)
{
    private readonly TaskCompletionSource _committed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string TenantId { get; } = tenantId;
    public string ExecutionId { get; } = executionId;

    /// <summary>The owner's epoch. The execution must have it once the entry is written, or nothing of the entry is.</summary>
    public long Epoch { get; } = epoch;

    /// <summary>A new execution with its first event; null otherwise.</summary>
    public ExecutionBirth? Birth { get; init; }

    /// <summary>The row as it is now to be; null leaves it alone.</summary>
    public ExecutionChange? Change { get; init; }

    public IReadOnlyList<ExecutionEventRow> Events { get; init; } = [];
    public IReadOnlyList<StepRow> Steps { get; init; } = [];
    public AgentTotal? Total { get; init; }

    /// <summary>The end of the entry before; when that was not written, this one must not be either. Null = it follows nothing that is under way.</summary>
    public Task? Follows { get; init; }

    /// <summary>Every entry has at least one event, a birth its first.</summary>
    public ExecutionEventRow FirstFact => Birth?.Accepted ?? Events[0];

    /// <summary>Why the entry before was not written; null when it was, or still may be.</summary>
    public Exception? Broken => Follows is { IsFaulted: true, Exception: { } why } ? why.InnerException ?? why : null;

    /// <summary>Ends when the entry is durable and published, or faults when it never will be.</summary>
    public Task Committed => _committed.Task;

    public void Complete()
    {
        try
        {
            published();
        }
        finally
        {
            _committed.TrySetResult();
        }
    }

    public void Fail(Exception why)
    {
        _committed.TrySetException(why);

        // Nobody may wait for an entry that is followed by another; its fault shows there.
        _ = _committed.Task.Exception;
    }
}

/// <summary>A new row, written only while its agent is still what the start was checked against.</summary>
/// <param name="AgentRevision">The agent's revision that was checked.</param>
internal sealed record ExecutionBirth(ExecutionRow Row, ExecutionEventRow Accepted, long AgentRevision);

/// <summary>
/// New values of a row's changing columns, in the order of <see cref="ExecutionRow.Changing"/>. Its last sequence is that of the
/// entry's last event.
/// </summary>
/// <param name="EpochBefore">The epoch the row must have for the change to be made.</param>
internal sealed record ExecutionChange(object?[] Values, long EpochBefore);

/// <summary>One more finished live execution of an agent.</summary>
internal sealed record AgentTotal(string AgentId, bool Succeeded, DateTimeOffset At);

/// <summary>Somebody else owns the execution now; nothing this owner says counts any more.</summary>
internal sealed class FencedException() : Exception("The execution has another owner.");

/// <summary>The new execution was not written: its id is taken, or its agent has changed since the start was checked.</summary>
internal sealed class BirthRefusedException() : Exception("The execution was not accepted.");

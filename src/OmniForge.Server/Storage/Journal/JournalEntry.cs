namespace OmniForge.Server.Storage.Journal;

/// <summary>Facts that become durable together, and what to tell watchers then.</summary>
internal sealed class JournalEntry(IReadOnlyList<SqlStatement> statements, Action published)
{
    private readonly TaskCompletionSource _committed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<SqlStatement> Statements { get; } = statements;

    /// <summary>Ends when the entry is durable and published, or faults when it never will be.</summary>
    public Task Committed => _committed.Task;

    public void Complete()
    {
        published();
        _committed.TrySetResult();
    }

    public void Fail(Exception why)
    {
        _committed.TrySetException(why);

        // Nobody may wait for an entry that is followed by another; its fault shows there.
        _ = _committed.Task.Exception;
    }
}

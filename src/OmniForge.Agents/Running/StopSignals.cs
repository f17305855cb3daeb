namespace OmniForge.Agents.Running;

/// <summary>What can end a run from outside: the caller, and the deadline of the execution.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenSource _either;

    /// <param name="remaining">Time left until the deadline; nothing left ends the run at once.</param>
    public StopSignals(TimeProvider time, TimeSpan remaining, CancellationToken caller)
    {
        _caller = caller;
        _deadline = remaining > TimeSpan.Zero ? new CancellationTokenSource(remaining, time) : new CancellationTokenSource();
        if (remaining <= TimeSpan.Zero)
        {
            _deadline.Cancel();
        }

        _either = CancellationTokenSource.CreateLinkedTokenSource(caller, _deadline.Token);
    }

    public CancellationToken Token => _either.Token;

    /// <summary>The caller goes first when both have happened.</summary>
    public StopCause Cause => _caller.IsCancellationRequested ? StopCause.Caller
        : _deadline.IsCancellationRequested ? StopCause.Deadline
        : StopCause.None;

    public void Dispose()
    {
        _either.Dispose();
        _deadline.Dispose();
    }
}

internal enum StopCause
{
    None,
    Caller,
    Deadline,
}

using OmniForge.Agents.Running;
using OmniForge.V1;
using Run = OmniForge.Agents.Running;

namespace OmniForge.Server.Executions;

/// <summary>An execution at work on this node, and how to stop it.</summary>
internal sealed class RunningExecution(TimeProvider clock) : IDisposable
{
    /// <summary>How long a graceful cancel lets the running tool call go on.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    /// <summary>How long a node that stops lets the running tool call go on.</summary>
    private static readonly TimeSpan LeaveGrace = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stop = new(Timeout.InfiniteTimeSpan, clock);
    private readonly CancellationTokenSource _leave = new(Timeout.InfiniteTimeSpan, clock);
    private readonly Lock _state = new();
    private int _callsInFlight;
    private bool _gentlyStopping;
    private bool _leaving;
    private bool _over;
    private bool _leftForGood;

    /// <summary>The row as it was accepted, when nobody can have changed it since; null = it has to be read.</summary>
    public ExecutionRow? Fresh { get; init; }

    /// <summary>Ends when nobody works on it any more; ended while it waits for a slot.</summary>
    public Task Work { get; set; } = Task.CompletedTask;

    public CancellationToken Stop => _stop.Token;

    /// <summary>A person or program asked for the end, as opposed to the node stopping.</summary>
    public CancelMode CancelMode { get; private set; }

    /// <summary>Tells watchers that the end was asked for; set once the execution has its pen.</summary>
    public Action? Announce { get; set; }

    /// <summary>HARD: now. GRACEFUL: when the running tool call has ended, at most 30 s later. Asking again changes nothing.</summary>
    public void Cancel(CancelMode mode)
    {
        if (mode == CancelMode)
        {
            return;
        }

        CancelMode = mode;
        Announce?.Invoke();
        lock (_state)
        {
            if (_over)
            {
                return;
            }

            if (mode == CancelMode.Hard || _callsInFlight == 0)
            {
                _stop.CancelAfter(TimeSpan.Zero);
                return;
            }

            _gentlyStopping = true;
            _stop.CancelAfter(Grace);
        }
    }

    /// <summary>Puts the pen down before the work is stopped, so that stopping leaves no trace in the journal.</summary>
    public Action? PutDownPen { get; set; }

    /// <summary>Ends when everything the pen wrote is durable or never will be; set once the execution has its pen.</summary>
    public Func<Task>? Settled { get; set; }

    public Task SettleAsync() => Settled is { } settled ? SuppressedAsync(settled()) : Task.CompletedTask;

    /// <summary>The node stops: the work goes on elsewhere or after the restart. A running tool call may end first, within 5 s.</summary>
    public void Leave()
    {
        lock (_state)
        {
            if (_over)
            {
                return;
            }

            _leaving = true;
            if (_callsInFlight > 0)
            {
                _leave.Token.Register(Go);
                _leave.CancelAfter(LeaveGrace);
                return;
            }
        }

        Go();
    }

    /// <summary>Looks at what was sent; set once the execution is at work.</summary>
    public Action? Hear { get; set; }

    /// <summary>Something was sent since the work began.</summary>
    public bool Knocked { get; private set; }

    /// <summary>Something was sent. False when the work is over and somebody has to take the execution up anew.</summary>
    public bool TryKnock()
    {
        lock (_state)
        {
            if (_leftForGood)
            {
                return false;
            }

            Knocked = true;
        }

        Hear?.Invoke();
        return true;
    }

    /// <summary>The work is over; true when something was sent that nobody may have seen.</summary>
    public bool Leaves()
    {
        lock (_state)
        {
            _leftForGood = true;
            return Knocked;
        }
    }

    public void Notice(RunEvent happened)
    {
        if (Count(happened))
        {
            Go();
        }
    }

    /// <summary>True when the last running call has ended and the node was only waiting for it.</summary>
    private bool Count(RunEvent happened)
    {
        lock (_state)
        {
            _callsInFlight += happened switch
            {
                Run.ToolRequested => 1,
                Run.ToolFinished => -1,
                _ => 0,
            };
            if (_gentlyStopping && _callsInFlight <= 0)
            {
                _stop.CancelAfter(TimeSpan.Zero);
            }

            return _leaving && _callsInFlight <= 0;
        }
    }

    private void Go()
    {
        PutDownPen?.Invoke();
        lock (_state)
        {
            if (!_over)
            {
                _stop.CancelAfter(TimeSpan.Zero);
            }
        }
    }

    private static async Task SuppressedAsync(Task settling)
        => await settling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

    public void Dispose()
    {
        lock (_state)
        {
            _over = true;
            _stop.Dispose();
            _leave.Dispose();
        }
    }
}

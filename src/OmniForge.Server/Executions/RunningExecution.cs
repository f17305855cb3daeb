using OmniForge.Agents.Running;
using OmniForge.V1;
using Run = OmniForge.Agents.Running;

namespace OmniForge.Server.Executions;

/// <summary>An execution at work on this node, and how to stop it.</summary>
internal sealed class RunningExecution : IDisposable
{
    /// <summary>How long a graceful cancel lets the running tool call go on.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _state = new();
    private int _callsInFlight;
    private bool _gentlyStopping;
    private bool _over;

    public CancellationToken Stop => _stop.Token;

    /// <summary>A person or program asked for the end, as opposed to the node stopping.</summary>
    public CancelMode CancelMode { get; private set; }

    /// <summary>Tells watchers that the end was asked for; set once the execution has its pen.</summary>
    public Action? Announce { get; set; }

    /// <summary>HARD: now. GRACEFUL: when the running tool call has ended, at most 30 s later.</summary>
    public void Cancel(CancelMode mode)
    {
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

    /// <summary>The node stops: the work goes on elsewhere or after the restart.</summary>
    public void Leave()
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

    public void Notice(RunEvent happened)
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
        }
    }

    public void Dispose()
    {
        lock (_state)
        {
            _over = true;
            _stop.Dispose();
        }
    }
}

using System.Runtime.CompilerServices;
using Google.Protobuf.WellKnownTypes;
using OmniForge.Server.Streams;
using OmniForge.V1;

namespace OmniForge.Server.Executions;

/// <summary>One watcher of one execution: which events it wants, and how many it was spared.</summary>
internal sealed class ExecutionSession
{
    private readonly Func<CancellationToken, IAsyncEnumerable<Seen<ExecutionEvent>>> _watch;
    private readonly Func<CancellationToken, Task<ExecutionRow>> _look;
    private volatile int _view;
    private uint _skipped;

    /// <param name="after">The last sequence the watcher knows; -1 = only what happens from now on.</param>
    public ExecutionSession(ExecutionDirectory executions, string tenantId, string executionId, long after, EventView view)
        => (ExecutionId, _view, _watch, _look) = (
            executionId,
            (int)view,
            ct => executions.WatchAsync(tenantId, executionId, after, ct),
            ct => executions.GetAsync(tenantId, executionId, ct));

    /// <summary>Follows what was started by the same call.</summary>
    public ExecutionSession(ExecutionDirectory executions, StartedExecution started, EventView view)
        => (ExecutionId, _view, _watch, _look) = (
            started.Row.Id,
            (int)view,
            ct => executions.WatchAsync(started, ct),
            ct => executions.GetAsync(started.Row.TenantId, started.Row.Id, ct));

    public string ExecutionId { get; }

    public void Show(EventView wanted) => _view = (int)wanted;

    /// <summary>Frames of the watch; the bidirectional call and its server-stream twin map them to their own messages.</summary>
    public async IAsyncEnumerable<ExecutionFrame> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var seen in _watch(cancellationToken))
        {
            switch (seen.Kind)
            {
                case SeenKind.ReplayComplete:
                    yield return new(null, null, new ReplayComplete { ThroughSequence = (ulong)seen.Head });
                    break;
                case SeenKind.Heartbeat:
                    var beat = new Heartbeat { HeadSequence = (ulong)seen.Head, CoveredSequence = (ulong)seen.Head };
                    yield return new(null, beat, null);
                    break;
                case SeenKind.Reset:
                    _skipped = 0;
                    var snapshot = (await _look(cancellationToken)).ToProto();
                    yield return new(null, null, null) { Reset = new() { OldestSequence = (ulong)seen.Head, Execution = snapshot } };
                    break;
                default:
                    if (Shown(seen.Happened) is { } shown)
                    {
                        yield return new(shown, null, null);
                    }

                    break;
            }
        }
    }

    /// <summary>The event, with how many durable ones before it were hidden; null when it is hidden itself.</summary>
    private ExecutionEvent? Shown(Happened<ExecutionEvent> happened)
    {
        if ((int)ExecutionStates.ViewOf(happened.Event) > _view)
        {
            _skipped += happened.Sequence > 0 ? 1u : 0u;
            return null;
        }

        if (happened.Sequence == 0)
        {
            return happened.Event;
        }

        var shown = _skipped == 0 ? happened.Event : happened.Event.Clone();
        shown.Skipped = _skipped;
        _skipped = 0;
        return shown;
    }
}

/// <summary>One server frame of a watch: exactly one of the four is set.</summary>
internal readonly record struct ExecutionFrame(ExecutionEvent? Event, Heartbeat? Heartbeat, ReplayComplete? ReplayComplete)
{
    /// <summary>Events before this point are not kept any more.</summary>
    public StreamReset? Reset { get; init; }

    public static Timestamp Stamp(TimeProvider clock) => Timestamp.FromDateTimeOffset(clock.GetUtcNow());
}

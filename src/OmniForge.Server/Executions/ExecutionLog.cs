using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using OmniForge.Agents.Running;
using OmniForge.Agents.Tools;
using OmniForge.Server.Storage.Journal;
using OmniForge.Server.Streams;
using OmniForge.Server.Telemetry;
using OmniForge.V1;
using Run = OmniForge.Agents.Running;

namespace OmniForge.Server.Executions;

/// <summary>
/// The pen of one running execution. Facts are queued in order and become durable in order, so a later one never survives
/// without the earlier; the runner waits only where something outside is about to happen.
/// </summary>
internal sealed class ExecutionLog(
    ExecutionRow row, GroupCommit journal, ExecutionColumns columns, EventHub<ExecutionEvent> hub, TimeProvider clock) : IRunLog
{
    private readonly Lock _pen = new();
    private readonly string _key = KeyOf(row.TenantId, row.Id);
    private Task _last = Task.CompletedTask;
    private long _deltaAnchor = row.LastSequence;
    private bool _closed;

    /// <summary>Called after each fact about a tool: how a graceful cancel learns that the running call has ended.</summary>
    public Action<RunEvent>? Noticed { get; set; }

    public static string KeyOf(string tenantId, string executionId) => $"{tenantId}/{executionId}";

    public static string TenantOf(string key) => key[..key.LastIndexOf('/')];

    public async ValueTask AppendAsync(RunEvent happened, CancellationToken cancellationToken)
    {
        StepRecord? step = happened switch
        {
            Run.StepFinished finished => finished.Step,
            Run.StepSkipped skipped => skipped.Step,
            Run.StepRetryScheduled scheduled => scheduled.Step,
            _ => null,
        };
        if (happened is Run.UsageRecorded usage)
        {
            row.Usage = usage.Total.ToProto().ToByteArray();
        }

        Demand(TryAppend([happened.ToProto()], step is null ? [] : [RowOf(step)], null, null));
        Noticed?.Invoke(happened);

        // Before an outside effect everything up to here must be durable. Reads may be repeated, so they need not wait.
        if (happened is Run.ToolRequested { Class: not (ToolClass.Pure or ToolClass.Read) } or Run.StepRetryScheduled || journal.Behind)
        {
            await _last.WaitAsync(cancellationToken);
        }
    }

    public void Publish(Run.MessageDelta delta) => hub.Publish(_key, new(0, new ExecutionEvent
    {
        ExecutionId = row.Id,
        AnchorSequence = (ulong)Interlocked.Read(ref _deltaAnchor),
        OccurredAt = Timestamp.FromDateTimeOffset(clock.GetUtcNow()),
        StepPath = delta.StepPath,
        MessageDelta = new() { MessageId = delta.MessageId, Offset = (ulong)delta.Offset, Text = delta.Text },
    }));

    /// <summary>Queues facts together with the row as it now is. Returns once queued; <see cref="DurableAsync"/> waits for the disk.</summary>
    /// <param name="epochBefore">The epoch the stored row has, when this change raises it.</param>
    /// <param name="total">Counts a finished live execution of the agent.</param>
    public void Write(IReadOnlyList<ExecutionEvent> events, long? epochBefore = null, AgentTotal? total = null)
        => Demand(TryWrite(events, epochBefore, total));

    /// <summary>The same with steps that are over before it begins.</summary>
    public void Write(IReadOnlyList<ExecutionEvent> events, IReadOnlyList<StepRecord> steps, long epochBefore)
        => Demand(TryAppend(
            [.. events, .. steps.Select(step => Told(step).ToProto())],
            [.. steps.Select(RowOf)], epochBefore, null));

    /// <summary>False when the last fact is written or the pen was put down.</summary>
    public bool TryWrite(IReadOnlyList<ExecutionEvent> events, long? epochBefore = null, AgentTotal? total = null)
        => TryAppend(events, [], epochBefore ?? row.Epoch, total);

    /// <summary>Looks at the row and writes what follows, while nobody else does: a cancel and the end may come at one moment.</summary>
    public void Hold(Action work)
    {
        lock (_pen)
        {
            work();
        }
    }

    private static RunEvent Told(StepRecord step) => step.SkipReason is { } reason
        ? new Run.StepSkipped(step, reason) { StepPath = step.Path }
        : new Run.StepFinished(step) { StepPath = step.Path };

    public Task DurableAsync() => _last;

    /// <summary>Nothing more is written: the node stops and the next one goes on from the rows.</summary>
    public void Close()
    {
        lock (_pen)
        {
            _closed = true;
        }
    }

    private static void Demand(bool written)
    {
        if (!written)
        {
            throw new OperationCanceledException("This node has handed the execution over.");
        }
    }

    /// <param name="rowFrom">The row's epoch before; null = only events, the row stays as it is.</param>
    private bool TryAppend(IReadOnlyList<ExecutionEvent> events, IReadOnlyList<StepRow> steps, long? rowFrom, AgentTotal? total)
    {
        lock (_pen)
        {
            if (_closed)
            {
                return false;
            }

            if (_last.IsFaulted)
            {
                _last.GetAwaiter().GetResult();
            }

            var now = Timestamp.FromDateTimeOffset(clock.GetUtcNow());
            var rows = new ExecutionEventRow[events.Count];
            for (var i = 0; i < rows.Length; i++)
            {
                rows[i] = Stamp(events[i], now);
            }

            var entry = new JournalEntry(row.TenantId, row.Id, row.Epoch, () => Announce(events))
            {
                Change = rowFrom is { } before ? new(columns.Changing(row), before) : null,
                Events = rows,
                Steps = steps,
                Total = total,
                Follows = _last,
            };
            _last = entry.Committed;
            journal.Append(entry);
            _closed = events[^1].HappenedCase == ExecutionEvent.HappenedOneofCase.ExecutionFinished;
            return true;
        }
    }

    private ExecutionEventRow Stamp(ExecutionEvent happened, Timestamp now)
    {
        happened.ExecutionId = row.Id;
        happened.Sequence = (ulong)++row.LastSequence;
        happened.OccurredAt = now;
        happened.Epoch = row.Epoch;
        EventTrace.Mark(happened);
        return new ExecutionEventRow
        {
            TenantId = row.TenantId,
            ExecutionId = row.Id,
            Sequence = row.LastSequence,
            Payload = happened.ToByteArray(),
        };
    }

    private StepRow RowOf(StepRecord step) => new()
    {
        TenantId = row.TenantId,
        ExecutionId = row.Id,
        Path = step.Path,
        Attempt = step.Attempt,
        Record = JsonSerializer.Serialize(step, StoredJson.Default.StepRecord),
        Payload = step.ToProto().ToByteArray(),
    };

    private void Announce(IReadOnlyList<ExecutionEvent> events)
    {
        foreach (var happened in events)
        {
            ExecutionNumbers.Count(happened);
            Interlocked.Exchange(ref _deltaAnchor, (long)happened.Sequence);
            var terminal = happened.HappenedCase == ExecutionEvent.HappenedOneofCase.ExecutionFinished;
            hub.Publish(_key, new((long)happened.Sequence, happened, terminal));
        }
    }
}

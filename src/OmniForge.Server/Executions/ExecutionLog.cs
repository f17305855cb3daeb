using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using OmniForge.Agents.Running;
using OmniForge.Agents.Tools;
using OmniForge.Server.Storage.Journal;
using OmniForge.Server.Streams;
using OmniForge.V1;
using Run = OmniForge.Agents.Running;

namespace OmniForge.Server.Executions;

/// <summary>
/// The pen of one running execution. Facts are queued in order and become durable in order, so a later one never survives
/// without the earlier; the runner waits only where something outside is about to happen.
/// </summary>
internal sealed class ExecutionLog(
    ExecutionRow row, GroupCommit journal, ExecutionSql sql, EventHub<ExecutionEvent> hub, TimeProvider clock) : IRunLog
{
    private readonly Lock _pen = new();
    private Task _last = Task.CompletedTask;
    private long _deltaAnchor = row.LastSequence;
    private bool _closed;

    /// <summary>Called after each fact about a tool: how a graceful cancel learns that the running call has ended.</summary>
    public Action<RunEvent>? Noticed { get; set; }

    public static string KeyOf(string tenantId, string executionId) => $"{tenantId}/{executionId}";

    public async ValueTask AppendAsync(RunEvent happened, CancellationToken cancellationToken)
    {
        var steps = happened switch
        {
            Run.StepFinished finished => [finished.Step],
            Run.StepSkipped skipped => [skipped.Step],
            Run.StepRetryScheduled { Step: { } attempt } => [attempt],
            _ => Array.Empty<StepRecord>(),
        };
        if (happened is Run.UsageRecorded usage)
        {
            row.Usage = usage.Total.ToProto().ToByteArray();
        }

        Write([happened.ToProto()], steps, [], null);
        Noticed?.Invoke(happened);

        // Before an outside effect everything up to here must be durable. Reads may be repeated, so they need not wait.
        if (happened is Run.ToolRequested { Class: not (ToolClass.Pure or ToolClass.Read) } or Run.StepRetryScheduled)
        {
            await _last.WaitAsync(cancellationToken);
        }
    }

    public void Publish(Run.MessageDelta delta) => hub.Publish(KeyOf(row.TenantId, row.Id), new(0, new ExecutionEvent
    {
        ExecutionId = row.Id,
        AnchorSequence = (ulong)Interlocked.Read(ref _deltaAnchor),
        OccurredAt = Timestamp.FromDateTimeOffset(clock.GetUtcNow()),
        StepPath = delta.StepPath,
        MessageDelta = new() { MessageId = delta.MessageId, Offset = (ulong)delta.Offset, Text = delta.Text },
    }));

    /// <summary>Queues facts together with the row as it now is. Returns once queued; <see cref="DurableAsync"/> waits for the disk.</summary>
    public void Write(
        IReadOnlyList<ExecutionEvent> events, IReadOnlyList<StepRecord> steps, IReadOnlyList<SqlStatement> also, long? epochBefore)
    {
        if (!TryWrite(events, steps, also, epochBefore))
        {
            throw new OperationCanceledException("This node has handed the execution over.");
        }
    }

    /// <summary>False when the last fact is written or the pen was put down.</summary>
    public bool TryWrite(
        IReadOnlyList<ExecutionEvent> events, IReadOnlyList<StepRecord> steps, IReadOnlyList<SqlStatement> also, long? epochBefore)
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

            var statements = new List<SqlStatement>();
            var now = Timestamp.FromDateTimeOffset(clock.GetUtcNow());
            foreach (var happened in events)
            {
                happened.ExecutionId = row.Id;
                happened.Sequence = (ulong)++row.LastSequence;
                happened.OccurredAt = now;
                happened.Epoch = row.Epoch;
                statements.Add(sql.Insert(new ExecutionEventRow
                {
                    TenantId = row.TenantId,
                    ExecutionId = row.Id,
                    Sequence = row.LastSequence,
                    Payload = happened.ToByteArray(),
                }));
            }

            statements.Insert(0, ExecutionSql.Change(row, epochBefore ?? row.Epoch));
            statements.AddRange(steps.SelectMany(step => sql.Replace(RowOf(step))));
            statements.AddRange(also);
            var entry = new JournalEntry(statements, () => Announce(events));
            _last = entry.Committed;
            journal.Append(entry);
            _closed = events.Any(happened => happened.HappenedCase == ExecutionEvent.HappenedOneofCase.ExecutionFinished);
            return true;
        }
    }

    public Task DurableAsync() => _last;

    /// <summary>Nothing more is written: the node stops and the next one goes on from the rows.</summary>
    public void Close()
    {
        lock (_pen)
        {
            _closed = true;
        }
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
            Interlocked.Exchange(ref _deltaAnchor, (long)happened.Sequence);
            var terminal = happened.HappenedCase == ExecutionEvent.HappenedOneofCase.ExecutionFinished;
            hub.Publish(KeyOf(row.TenantId, row.Id), new((long)happened.Sequence, happened, terminal));
        }
    }
}

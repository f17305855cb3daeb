using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Cluster;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Storage.Journal;
using OmniForge.Server.Streams;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Executions;

/// <summary>The way into executions for every other slice: start, show, list, watch, cancel.</summary>
internal sealed class ExecutionDirectory(
    ForgeStore store,
    ExecutionStart starts,
    ExecutionRecords records,
    ExecutionHost host,
    GroupCommit journal,
    ExecutionSql sql,
    EventHub<ExecutionEvent> hub,
    Owners owners,
    Paging paging,
    TimeProvider clock)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    /// <summary>Accepts an execution: durable before it returns. A repeated request id finds the first one.</summary>
    public async Task<ExecutionRow> StartAsync(Caller caller, StartExecutionRequest request, StartOrigin origin, CancellationToken cancellationToken)
    {
        var id = request.RequestId.Length > 0 ? Ids.From(caller.TenantId, caller.Id, "StartExecution", request.RequestId) : Ids.New();
        if (request.RequestId.Length > 0 && await records.FindAsync(caller.TenantId, id, cancellationToken) is { } first)
        {
            return first;
        }

        var row = await starts.PrepareAsync(caller, request, origin, id, host.Owned, cancellationToken);
        if (request.ValidateOnly)
        {
            return row;
        }

        var accepted = ExecutionStart.Accepted(row);
        var entry = new JournalEntry(
            [sql.Insert(row), sql.Insert(accepted.Row)],
            () => hub.Publish(ExecutionLog.KeyOf(row.TenantId, row.Id), new(1, accepted.Event)));
        journal.Append(entry);
        await entry.Committed;
        host.Remember(row);
        await EnsureAsync(row.TenantId, row.Id);
        return row;
    }

    /// <summary>
    /// Adds an accepted execution to a transaction of another slice, so that both happen or neither. Call
    /// <see cref="EnsureAsync"/> after the commit; a crash before it is made good by recovery.
    /// </summary>
    public async Task AddToAsync(
        ForgeDb db, Caller caller, StartExecutionRequest request, StartOrigin origin, string id, CancellationToken cancellationToken)
    {
        var row = await starts.PrepareAsync(caller, request, origin, id, host.Owned, cancellationToken);
        db.Executions.Add(row);
        db.ExecutionEvents.Add(ExecutionStart.Accepted(row).Row);
    }

    /// <summary>True while an execution of this schedule has not ended.</summary>
    public static Task<bool> AnyUnfinishedAsync(ForgeDb db, string scheduleId, CancellationToken cancellationToken)
        => db.Executions.AnyAsync(row => row.ScheduleId == scheduleId && !ExecutionStates.Final.Contains(row.Status), cancellationToken);

    /// <summary>Hands an accepted execution to its owner.</summary>
    public Task EnsureAsync(string tenantId, string id) => owners.EnsureExecutionAsync(tenantId, id);

    public async Task<ExecutionRow> GetAsync(string tenantId, string id, CancellationToken cancellationToken)
        => await records.LoadAsync(tenantId, id, cancellationToken);

    /// <summary>Waits for the end, at most <paramref name="patience"/> (capped at 60 s), and gives the row as it then is.</summary>
    public async Task<ExecutionRow> WaitAsync(string tenantId, string id, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        enough.CancelAfter(patience < LongestWait ? patience : LongestWait);
        try
        {
            await foreach (var _ in WatchAsync(tenantId, id, 0, enough.Token))
            {
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The wait is over, not the execution.
        }

        return await records.LoadAsync(tenantId, id, cancellationToken);
    }

    public async IAsyncEnumerable<Seen<ExecutionEvent>> WatchAsync(
        string tenantId, string id, long after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var row = await records.LoadAsync(tenantId, id, cancellationToken);
        var from = after < 0 ? row.LastSequence : after;
        await foreach (var seen in EventStream.WatchAsync(
            hub, ExecutionLog.KeyOf(tenantId, id), records.Events(tenantId, id), from, row.LastSequence, clock, cancellationToken))
        {
            yield return seen;
        }
    }

    /// <summary>Acknowledged once stored; the owner acts on it at once. Repeating it, or cancelling what has ended, changes nothing.</summary>
    public async Task<ExecutionRow> CancelAsync(Caller caller, string id, CancelMode mode, CancellationToken cancellationToken)
    {
        var wanted = mode == CancelMode.Unspecified ? CancelMode.Graceful : mode;
        var row = await records.LoadAsync(caller.TenantId, id, cancellationToken);
        if (row.Status.Finished())
        {
            return row.Status == ExecutionStatus.Cancelled
                ? row
                : throw DomainException.Status("EXECUTION_FINISHED", "This execution has already ended; there is nothing to cancel.").With("id", id);
        }

        await store.TransactAsync(caller.TenantId, async (db, ct) =>
            await db.Executions.Where(execution => execution.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(execution => execution.CancelRequested, wanted), ct), cancellationToken);
        await owners.CancelExecutionAsync(caller.TenantId, id, wanted);
        return await records.LoadAsync(caller.TenantId, id, cancellationToken);
    }

    public async Task<ListExecutionsResponse> ListAsync(Caller caller, ListExecutionsRequest request, CancellationToken cancellationToken)
    {
        var size = Paging.Size(request.PageSize);
        var copy = request.Clone();
        copy.PageToken = "";
        copy.PageSize = 0;
        var binding = $"{caller.TenantId}|ListExecutions|{copy.ToByteString().ToBase64()}";
        await using var db = store.Open(caller.TenantId);
        var rows = await ExecutionQueries.Matching(db, request).After(paging.After(request.PageToken, binding))
            .OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).Take(size + 1).ToListAsync(cancellationToken);
        var response = new ListExecutionsResponse();
        response.Executions.AddRange(rows.Take(size).Select(row => row.ToProto()));
        if (rows.Count > size)
        {
            response.NextPageToken = paging.Next(ExecutionQueries.KeyOf(rows[size - 1]), binding);
        }

        return response;
    }
}

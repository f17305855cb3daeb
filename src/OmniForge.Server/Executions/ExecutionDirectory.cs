using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Agents;
using OmniForge.Server.Cluster;
using OmniForge.Server.Executions.Control;
using OmniForge.Server.Executions.Turns;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Streams;
using OmniForge.Server.Telemetry;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Executions;

/// <summary>The way into executions for every other slice: start, show, list, watch, cancel.</summary>
internal sealed class ExecutionDirectory(
    ForgeStore store,
    ExecutionStart starts,
    ExecutionRecords records,
    ExecutionBirths births,
    TurnBirths turns,
    ExecutionPlans plans,
    Leashes.Leashes leashes,
    ExecutionHost host,
    ExecutionMail mail,
    AgentMemory agents,
    EventHub<ExecutionEvent> hub,
    Owners owners,
    Paging paging,
    TimeProvider clock)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    /// <summary>Accepts an execution: durable before it returns. A repeated request id finds the first one.</summary>
    public async Task<StartedExecution> StartAsync(
        Caller caller, StartExecutionRequest request, StartOrigin origin, Watching watching, CancellationToken cancellationToken)
    {
        ExecutionStart.Admit(caller, request);
        var id = request.RequestId.Length > 0 ? Ids.From(caller.TenantId, caller.Id, "StartExecution", request.RequestId) : Ids.New();
        try
        {
            return await AcceptAsync(caller, request, origin, id, watching, cancellationToken)
                ?? await FirstAsync(caller, request, id, cancellationToken)
                ?? throw new InvalidOperationException("The execution was neither accepted nor found.");
        }
        catch (DomainException refused)
        {
            // What cannot start now may have been started by the same request before.
            if (request.RequestId.Length > 0 && await FirstAsync(caller, request, id, cancellationToken) is { } first)
            {
                return first;
            }

            ExecutionNumbers.Refused(refused.Reason);
            throw;
        }
    }

    private async Task<StartedExecution?> FirstAsync(Caller caller, StartExecutionRequest request, string id, CancellationToken cancellationToken)
    {
        if (await records.FindAsync(caller.TenantId, id, cancellationToken) is not { } first)
        {
            return null;
        }

        return ExecutionStart.HashOf(request) == first.RequestHash
            ? new(first, null, true)
            : throw new DomainException(Refusal.AlreadyExists, "REQUEST_ID_REUSED", "This request_id was used for another request. Choose a new one for a new wish.");
    }

    /// <summary>Null when the id is taken.</summary>
    private async Task<StartedExecution?> AcceptAsync(
        Caller caller, StartExecutionRequest request, StartOrigin origin, string id, Watching watching, CancellationToken cancellationToken)
    {
        // What is remembered of the agent may be old. A refusal on such grounds is given a second look; an acceptance is
        // checked by the database as it writes.
        if (agents.Recall(caller.TenantId, request.AgentId) is { } remembered
            && await TryAcceptAsync(caller, request, origin, remembered, id, watching, cancellationToken) is { } started)
        {
            return started;
        }

        while (true)
        {
            var agent = await agents.ReadAsync(caller.TenantId, request.AgentId, cancellationToken);
            var start = await starts.PrepareAsync(caller, request, origin, agent, id, host.CountOf(caller.TenantId), cancellationToken);
            if (request.ValidateOnly)
            {
                await turns.CheckAsync(start.Row, start.Busy, cancellationToken);
                return new(start.Row, null, false);
            }

            if (await births.WriteAsync(start, agent.Revision, watching, cancellationToken) is { } accepted)
            {
                return accepted;
            }

            if (await records.FindAsync(caller.TenantId, id, cancellationToken) is not null)
            {
                return null;
            }
        }
    }

    private async Task<StartedExecution?> TryAcceptAsync(
        Caller caller, StartExecutionRequest request, StartOrigin origin, AgentRow remembered, string id, Watching watching, CancellationToken cancellationToken)
    {
        PreparedStart start;
        try
        {
            start = await starts.PrepareAsync(caller, request, origin, remembered, id, host.CountOf(caller.TenantId), cancellationToken);
        }
        catch (DomainException)
        {
            return null;
        }

        return request.ValidateOnly ? null : await births.WriteAsync(start, remembered.Revision, watching, cancellationToken);
    }

    /// <summary>
    /// Adds an accepted execution to a transaction of another slice, so that both happen or neither. Call
    /// <see cref="Begin"/> with the row after the commit; a crash before it is made good by recovery. The agent was read in the same
    /// transaction, so that many starts need one look.
    /// </summary>
    public async Task<ExecutionRow> AddToAsync(
        ForgeDb db, AgentRow agent, Caller caller, StartExecutionRequest request, StartOrigin origin, string id, CancellationToken cancellationToken)
    {
        ExecutionStart.Admit(caller, request);
        var row = (await starts.PrepareAsync(caller, request, origin, agent, id, host.CountOf(caller.TenantId), cancellationToken)).Row;
        db.Executions.Add(row);
        db.ExecutionEvents.Add(ExecutionStart.Accepted(row).Row);
        return row;
    }

    /// <summary>Works on an execution that a transaction of this node has just added; nobody asks the database for it again.</summary>
    public void Begin(ExecutionRow row) => host.Begin(row);

    /// <summary>Hands an accepted execution to its owner.</summary>
    public Task EnsureAsync(string tenantId, string id) => owners.WakeExecutionAsync(tenantId, id);

    public async Task<ExecutionRow> GetAsync(string tenantId, string id, CancellationToken cancellationToken)
        => await records.LoadAsync(tenantId, id, cancellationToken);

    /// <summary>With its steps; of each the last attempt.</summary>
    public async Task<Execution> ShowAsync(string tenantId, string id, CancellationToken cancellationToken)
    {
        var execution = (await records.LoadAsync(tenantId, id, cancellationToken)).ToProto();
        var steps = await records.StepsAsync(tenantId, id, cancellationToken);
        execution.Steps.AddRange(steps.GroupBy(step => step.Path).Select(attempts => attempts.Last().ToProto()));
        return execution;
    }

    /// <summary>Waits for the end, at most <paramref name="patience"/> (capped at 60 s), and gives the row as it then is.</summary>
    public async Task<ExecutionRow> WaitAsync(StartedExecution started, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        enough.CancelAfter(patience < LongestWait ? patience : LongestWait);
        try
        {
            await foreach (var _ in WatchAsync(started, enough.Token))
            {
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The wait is over, not the execution.
        }

        return await records.LoadAsync(started.Row.TenantId, started.Row.Id, cancellationToken);
    }

    /// <summary>Follows an execution that was just accepted here, from its first event, without reading what it cannot have missed.</summary>
    public IAsyncEnumerable<Seen<ExecutionEvent>> WatchAsync(StartedExecution started, CancellationToken cancellationToken)
        => started.Watching is { } watching && !plans.Read(started.Row.Plan).Leashed
            ? EventStream.FollowAsync(watching, records.Events(started.Row.TenantId, started.Row.Id), clock, cancellationToken)
            : WatchAsync(started, 0, cancellationToken);

    /// <summary>Reads from the rows; a window that was opened at the birth is not needed.</summary>
    private IAsyncEnumerable<Seen<ExecutionEvent>> WatchAsync(StartedExecution started, long after, CancellationToken cancellationToken)
    {
        started.Watching?.Dispose();
        return WatchAsync(started.Row.TenantId, started.Row.Id, after, cancellationToken);
    }

    public async IAsyncEnumerable<Seen<ExecutionEvent>> WatchAsync(
        string tenantId, string id, long after, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var row = await records.LoadAsync(tenantId, id, cancellationToken);
        await using var leash = row.Status.Finished() || !plans.Read(row.Plan).Leashed ? null : await leashes.HoldAsync(tenantId, id, cancellationToken);
        var from = after < 0 ? row.LastSequence : after;
        if (row.Status.Finished() && from == row.LastSequence)
        {
            // The watcher has all there is, and nothing more will come.
            yield return new(SeenKind.ReplayComplete, default, from);
            yield break;
        }

        await foreach (var seen in EventStream.WatchAsync(
            hub, ExecutionLog.KeyOf(tenantId, id), records.Events(tenantId, id), from, row.LastSequence, clock, cancellationToken))
        {
            yield return seen;
        }
    }

    /// <inheritdoc cref="CancelAsync(Caller, string, CancelMode, StopReason, CancellationToken)"/>
    public Task<ExecutionRow> CancelAsync(Caller caller, string id, CancelMode mode, CancellationToken cancellationToken)
        => CancelAsync(caller, id, mode, StopReason.User, cancellationToken);

    /// <summary>Acknowledged once stored; the owner acts on it at once. Repeating it, or cancelling what has ended, changes nothing.</summary>
    public async Task<ExecutionRow> CancelAsync(Caller caller, string id, CancelMode mode, StopReason reason, CancellationToken cancellationToken)
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
        {
            await mail.CancelAsync(db, id, reason, ct);
            return await db.Executions.Where(execution => execution.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(execution => execution.CancelRequested, wanted), ct);
        }, cancellationToken);
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

/// <summary>An accepted execution.</summary>
/// <param name="Watching">A window that was opened before its first event; null when it was accepted by an earlier call.</param>
/// <param name="Replayed">An earlier call with the same request id has started it.</param>
internal sealed record StartedExecution(ExecutionRow Row, EventHub<ExecutionEvent>.Subscription? Watching, bool Replayed);

/// <summary>Whether the one who starts an execution follows it from its first event.</summary>
internal enum Watching
{
    None,
    FromBirth,
}

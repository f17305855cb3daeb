using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Cluster;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Executions.Control;

/// <summary>Steers executions: pause, go on, messages for their skills, results of their client's tools. Stored first, then told.</summary>
internal sealed class ExecutionControls(ForgeStore store, ExecutionRecords records, ExecutionMail mail, Owners owners, TimeProvider clock)
{
    private const int LargestOutput = 1024 * 1024;
    private const int LongestReason = 2_000;

    /// <param name="reason">Why, in the caller's words; stored with the wish and told to watchers.</param>
    public Task<ExecutionRow> PauseAsync(Caller caller, string id, string reason, CancellationToken cancellationToken)
        => reason.Length <= LongestReason
            ? WishAsync(caller, id, PauseWish.Pause, reason, cancellationToken)
            : throw DomainException.Field("reason", $"must be at most {LongestReason} characters");

    public Task<ExecutionRow> ResumeAsync(Caller caller, string id, CancellationToken cancellationToken)
        => WishAsync(caller, id, PauseWish.GoOn, "", cancellationToken);

    /// <summary>The message is stored when this returns; a skill reads it before its next model turn.</summary>
    public async Task<ExecutionRow> SendAsync(Caller caller, SendExecutionInputRequest request, CancellationToken cancellationToken)
    {
        if (request.Message.Length is 0 or > Limits.TurnCharacters)
        {
            throw DomainException.Field("message", $"must be 1 to {Limits.TurnCharacters} characters");
        }

        AdmitInput(caller, await UnfinishedAsync(caller, request.ExecutionId, cancellationToken));
        var id = request.RequestId.Length > 0 ? Ids.From(caller.TenantId, caller.Id, "SendExecutionInput", request.ExecutionId + request.RequestId) : Ids.New();
        await StoreAsync(caller, request.ExecutionId, id, SignalKind.Message, request, cancellationToken);
        return await records.LoadAsync(caller.TenantId, request.ExecutionId, cancellationToken);
    }

    /// <summary>The first result of a call counts; the same one again changes nothing.</summary>
    public async Task<ExecutionRow> SubmitAsync(Caller caller, SubmitToolResultRequest request, CancellationToken cancellationToken)
    {
        if (request.CalculateSize() > LargestOutput)
        {
            throw DomainException.Field("output", "must be at most 1 MiB; write large results to a file and give its name");
        }

        AdmitInput(caller, await UnfinishedAsync(caller, request.ExecutionId, cancellationToken));
        await KnownCallAsync(caller.TenantId, request, cancellationToken);
        await StoreAsync(caller, request.ExecutionId, request.CallId, SignalKind.ToolResult, request, cancellationToken);
        return await records.LoadAsync(caller.TenantId, request.ExecutionId, cancellationToken);
    }

    private async Task<ExecutionRow> WishAsync(Caller caller, string id, PauseWish wish, string reason, CancellationToken cancellationToken)
    {
        await UnfinishedAsync(caller, id, cancellationToken);
        await store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            await mail.WishAsync(db, id, wish, reason, ct);
            return 0;
        }, cancellationToken);
        await owners.WakeExecutionAsync(caller.TenantId, id);
        return await records.LoadAsync(caller.TenantId, id, cancellationToken);
    }

    /// <summary>Who may only try an agent out may only talk to trials.</summary>
    private static void AdmitInput(Caller caller, ExecutionRow row)
        => CallerInterceptor.Demand(caller, row.Mode == ExecutionMode.DryRun ? "executions.dry_run" : "executions.start");

    private async Task<ExecutionRow> UnfinishedAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        var row = await records.LoadAsync(caller.TenantId, id, cancellationToken);
        return !row.Status.Finished()
            ? row
            : throw DomainException.Status("EXECUTION_FINISHED", "This execution has already ended; nothing can reach it any more.").With("id", id);
    }

    private async Task StoreAsync(
        Caller caller, string executionId, string id, SignalKind kind, IMessage payload, CancellationToken cancellationToken)
    {
        if (await StoredAsync(caller.TenantId, executionId, id, kind, payload, cancellationToken))
        {
            await owners.WakeExecutionAsync(caller.TenantId, executionId);
        }
    }

    /// <summary>False when it was stored before.</summary>
    private async Task<bool> StoredAsync(
        string tenantId, string executionId, string id, SignalKind kind, IMessage payload, CancellationToken cancellationToken)
    {
        try
        {
            return await StoreNewAsync(tenantId, executionId, id, kind, payload, cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Somebody sent the same at the same moment; now it is there.
            return await StoreNewAsync(tenantId, executionId, id, kind, payload, cancellationToken);
        }
    }

    private Task<bool> StoreNewAsync(
        string tenantId, string executionId, string id, SignalKind kind, IMessage payload, CancellationToken cancellationToken)
        => store.TransactAsync(tenantId, async (db, ct) =>
        {
            if (await db.Signals.AnyAsync(row => row.ExecutionId == executionId && row.Id == id, ct))
            {
                return false;
            }

            db.Signals.Add(new SignalRow
            {
                ExecutionId = executionId,
                Id = id,
                Kind = kind,
                Payload = payload.ToByteArray(),
                CreatedAt = clock.GetUtcNow(),
            });
            await mail.KnockAsync(db, executionId, ct);
            return true;
        }, cancellationToken);

    /// <summary>Looks for the request of the call in the log: only what a client was asked for can be answered.</summary>
    private async Task KnownCallAsync(string tenantId, SubmitToolResultRequest request, CancellationToken cancellationToken)
    {
        var read = records.Events(tenantId, request.ExecutionId);
        long after = 0;
        while (await read(after, cancellationToken) is { Count: > 0 } page)
        {
            if (page.Any(happened => happened.Event.ToolRequested is { ClientHosted: true } asked && asked.CallId == request.CallId))
            {
                return;
            }

            after = page[^1].Sequence;
        }

        throw DomainException.Status(
            "TOOL_CALL_UNKNOWN", "This execution has not asked for a call with this id. Take the call_id from a tool_requested event that says client_hosted.")
            .With("id", request.CallId);
    }
}

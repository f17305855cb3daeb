using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Agents;
using OmniForge.Server.Connections;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;
using OmniForge.Server.Triggers.Hooks;
using OmniForge.V1;

namespace OmniForge.Server.Triggers;

/// <summary>The way into triggers for every other slice: create, show, list, delete.</summary>
internal sealed class TriggerDirectory(
    ForgeStore store, AgentDirectory agents, TriggerChecks checks, TriggerSecrets secrets, TriggerViews views, Paging paging, TimeProvider clock)
{
    private const int MostPerAgent = 20;
    private const int MostBackfill = 100;

    /// <summary>A repeated request id finds the trigger of the first one, and shows its secret again: it is never kept in the clear.</summary>
    public async Task<Trigger> CreateAsync(Caller caller, CreateTriggerRequest request, CancellationToken cancellationToken)
    {
        var wish = request.Trigger ?? throw DomainException.Field("trigger", "is required");
        await DemandAgentAsync(caller, request.AgentId, cancellationToken);
        var id = request.TriggerId.Length == 0 && request.RequestId.Length > 0
            ? Ids.From(caller.TenantId, caller.Id, "CreateTrigger", request.RequestId)
            : Ids.ChosenOrNew(request.TriggerId, "trigger_id");
        var hash = TriggerRequests.HashOf(caller, request, request.RequestId);
        if (await FirstAsync(caller, id, cancellationToken) is { } first)
        {
            return first.RequestHash == hash && hash.Length > 0 ? await views.ShowAsync(first, cancellationToken, await views.SecretAsync(first, cancellationToken))
                : request.TriggerId.Length == 0 ? throw TriggerRequests.Reused()
                : throw Taken(id);
        }

        var (row, secret) = await NewAsync(caller, request, wish, id, hash, cancellationToken);
        var stored = await store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            await DemandRoomAsync(db, row, ct);
            return request.ValidateOnly ? row : db.Triggers.Add(row).Entity;
        }, cancellationToken);
        return await views.ShowAsync(stored, cancellationToken, secret);
    }

    public async Task<Trigger> GetAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        var row = await FirstAsync(caller, id, cancellationToken) ?? throw DomainException.NotFound("trigger", id);
        return await views.ShowAsync(row, cancellationToken, caller.May("triggers.write") ? await views.TokenAsync(row, cancellationToken) : "");
    }

    public async Task<ListTriggersResponse> ListAsync(Caller caller, ListTriggersRequest request, CancellationToken cancellationToken)
    {
        var size = Paging.Size(request.PageSize);
        var binding = $"{caller.TenantId}|ListTriggers|{request.AgentId}";
        await using var db = store.Open(caller.TenantId);
        var rows = db.Triggers.AsNoTracking();
        rows = request.AgentId.Length > 0 ? rows.Where(row => row.AgentId == request.AgentId) : rows;
        if (paging.After(request.PageToken, binding)?.Split('|', 2) is [var time, var id])
        {
            var created = UtcMicroseconds.Read(long.Parse(time));
            rows = rows.Where(row => row.CreatedAt > created || (row.CreatedAt == created && string.Compare(row.Id, id) > 0));
        }

        var page = await rows.OrderBy(row => row.CreatedAt).ThenBy(row => row.Id).Take(size + 1).ToListAsync(cancellationToken);
        var response = new ListTriggersResponse();
        foreach (var row in page.Take(size))
        {
            response.Triggers.Add(await views.ShowAsync(row, cancellationToken));
        }

        response.NextPageToken = page.Count > size ? paging.Next($"{UtcMicroseconds.Write(page[size - 1].CreatedAt)}|{page[size - 1].Id}", binding) : "";
        return response;
    }

    /// <summary>The ledger goes with its trigger's name; what still waits starts nothing.</summary>
    public async Task<Trigger> DeleteAsync(Caller caller, DeleteTriggerRequest request, CancellationToken cancellationToken)
    {
        var gone = await store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            var row = await db.FindTriggerAsync(request.TriggerId, request.Etag, ct);
            db.Triggers.Remove(row);
            return row;
        }, cancellationToken);
        return await views.ShowAsync(gone, cancellationToken);
    }

    private async Task<TriggerRow?> FirstAsync(Caller caller, string id, CancellationToken cancellationToken)
    {
        await using var db = store.Open(caller.TenantId);
        return await db.Triggers.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
    }

    private async Task DemandAgentAsync(Caller caller, string agentId, CancellationToken cancellationToken)
    {
        var agent = await agents.GetAsync(caller.TenantId, agentId, cancellationToken);
        if (agent.DeletedAt is not null)
        {
            throw DomainException.NotFound("agent", agentId);
        }

        if (agent.Status == AgentStatus.Archived)
        {
            throw DomainException.Status("AGENT_ARCHIVED", $"{agent.Name} is archived. Unarchive it first.").With("id", agentId);
        }
    }

    private async Task<(TriggerRow Row, string Secret)> NewAsync(
        Caller caller, CreateTriggerRequest request, Trigger wish, string id, string hash, CancellationToken cancellationToken)
    {
        var (now, kind, key) = (clock.GetUtcNow(), TriggerRules.KindOf(wish), OneTimeText.New());
        var row = new TriggerRow
        {
            Id = id,
            TenantId = caller.TenantId,
            AgentId = request.AgentId,
            Kind = kind,
            Integration = wish.Integration,
            Scheme = TriggerRules.SchemeOf(wish),
            Backfill = wish.Backfill is >= 0 and <= MostBackfill && (wish.Backfill == 0 || kind == TriggerKind.Poll)
                ? wish.Backfill
                : throw DomainException.Field("trigger.backfill", "is 0 to 100, and for POLL only"),
            HookHash = kind == TriggerKind.Webhook ? OneTimeText.Hash(key) : null,
            RequestHash = hash,
            CreatedBy = caller.ToActor().ToByteArray(),
            CreatedAt = now,
            UpdatedAt = now,
            Revision = 1,
        };
        TriggerFields.Apply(wish, TriggerFields.Writable, row);
        await using (var db = store.Open(caller.TenantId))
        {
            await checks.CompleteAsync(db, row, cancellationToken);
        }

        var secret = kind == TriggerKind.Poll ? "" : TriggerRequests.SecretFor(row.Scheme, wish.Secret, "trigger.secret");
        if (kind == TriggerKind.Webhook && !request.ValidateOnly)
        {
            row.HookKey = await secrets.SealAsync(TriggerSecrets.KeyOf(row.TenantId, row.Id), key, cancellationToken);
            row.HandshakeUntil = row.Scheme == SignatureScheme.Notion && secret.Length == 0 ? now + HookHandshake.Window : null;
        }

        if (secret.Length > 0 && !request.ValidateOnly)
        {
            row.Generation = 1;
            row.Secret = await secrets.SealAsync(TriggerSecrets.SecretOf(row.TenantId, row.Id, 1), secret, cancellationToken);
        }

        return (row, request.ValidateOnly ? "" : secret);
    }

    private static async Task DemandRoomAsync(ForgeDb db, TriggerRow row, CancellationToken cancellationToken)
    {
        // A deleted trigger leaves its ledger; its id would find it again.
        if (await db.Triggers.AnyAsync(known => known.Id == row.Id, cancellationToken) || await db.Deliveries.AnyAsync(known => known.TriggerId == row.Id, cancellationToken))
        {
            throw Taken(row.Id);
        }

        if (await db.Triggers.CountAsync(known => known.AgentId == row.AgentId, cancellationToken) >= MostPerAgent)
        {
            throw new DomainException(Refusal.Exhausted, "QUOTA_EXCEEDED", "An agent has at most 20 triggers. Delete one first.").With("scope", "triggers per agent");
        }
    }

    private static DomainException Taken(string id)
        => new DomainException(Refusal.AlreadyExists, "ID_TAKEN", "There is already a trigger with this id, or was one. Choose another.").With("resource", "trigger").With("id", id);
}

using System.Text.Json;
using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Agents;

/// <summary>The agents of a tenant: create, read, list, change. The one door of this slice for the others.</summary>
internal sealed class AgentDirectory(
    ForgeStore store, AgentContents contents, AgentPublishing publishing, AgentLife life, AgentLists lists, TimeProvider clock)
{
    private const int MostAgents = 10_000;

    /// <summary>The row; deleted agents still answer.</summary>
    public async Task<AgentRow> GetAsync(string tenantId, string agentId, CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenantId);
        return await db.FindAgentAsync(agentId, cancellationToken);
    }

    public async Task<Agent> ShowAsync(Caller caller, string agentId, CancellationToken cancellationToken)
    {
        await using var db = store.Open(caller.TenantId);
        return (await db.ShowAsync([await db.FindAgentAsync(agentId, cancellationToken)], cancellationToken))[0];
    }

    public Task<ListAgentsResponse> ListAsync(Caller caller, ListAgentsRequest request, CancellationToken cancellationToken)
        => lists.ListAsync(caller, request, cancellationToken);

    /// <summary>A new agent. Versioned fields and files become its draft, or with `publish` its first version.</summary>
    public async Task<Agent> CreateAsync(Caller caller, CreateAgentRequest request, CancellationToken cancellationToken)
    {
        var wish = request.Agent?.Clone() ?? throw DomainException.Field("agent", "is missing");
        AgentRules.CheckMetadata(wish, Given(wish));
        var content = VersionedFields.Of(wish);
        AgentRules.CheckContent(content);
        var files = await contents.KeepAsync(caller.TenantId, request.Files, cancellationToken);
        var row = NewRow(caller, wish, Ids.ChosenOrNew(request.AgentId, "agent_id"));
        await store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            await DemandRoomAsync(db, row.Id, ct);
            await db.TakeStopTurnAsync(ct);
            row.StopNote = await db.Tenants.Where(tenant => tenant.Id == caller.TenantId).Select(tenant => tenant.StopNote).FirstOrDefaultAsync(ct) ?? [];
            row.Stops = row.StopNote.Length > 0 ? AgentStops.All : AgentStops.None;
            db.Agents.Add(row);
            if (request.Publish)
            {
                await publishing.PublishAsync(db, row, new(content, files, VersionOrigin.Api), caller, ct);
            }
            else if (files.Count > 0 || !content.Equals(new Agent()))
            {
                OpenDraft(db, row, content, files, caller);
            }

            Forget(db, request.ValidateOnly);
            return row;
        }, cancellationToken);
        if (request.ValidateOnly)
        {
            row.Version = row.LatestVersion = 0;
            var checkedOnly = row.ToProto(new(content, false, null, false));
            checkedOnly.Id = checkedOnly.Etag = "";
            return checkedOnly;
        }

        if (request.Publish)
        {
            await publishing.MaterialiseAsync(caller.TenantId, row.Id, cancellationToken);
        }

        return await ShowAsync(caller, row.Id, cancellationToken);
    }

    /// <summary>Metadata changes at once; versioned fields make and publish a version, refused while a draft is open.</summary>
    public async Task<Agent> UpdateAsync(Caller caller, UpdateAgentRequest request, CancellationToken cancellationToken)
    {
        var wish = request.Agent ?? throw DomainException.Field("agent", "is missing");
        var paths = FieldMasks.Resolve(request.UpdateMask, wish, VersionedFields.Writable);
        if (paths.Contains("owner_id") && wish.OwnerId.Length == 0 && request.UpdateMask?.Paths.Contains("*") == true)
        {
            paths = paths.Where(path => path != "owner_id").ToHashSet();
        }

        AgentRules.CheckMetadata(wish, paths);
        var published = await store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            var agent = await db.ChangeableAgentAsync(wish.Id, ct);
            agent.DemandEtag(request.Etag.Length > 0 ? request.Etag : wish.Etag);
            var version = await PublishChangesAsync(db, agent, wish, paths, caller, ct);
            if (SetMetadata(agent, wish, paths, caller) || version)
            {
                agent.Touch(clock.GetUtcNow());
            }

            Forget(db, request.ValidateOnly);
            return version && !request.ValidateOnly;
        }, cancellationToken);
        if (published)
        {
            await publishing.MaterialiseAsync(caller.TenantId, wish.Id, cancellationToken);
        }

        return await ShowAsync(caller, wish.Id, cancellationToken);
    }

    public Task<Agent> ActivateAsync(Caller caller, string agentId, bool overrideTest, string etag, CancellationToken cancellationToken)
        => life.ActivateAsync(caller, new() { AgentId = agentId, OverrideTest = overrideTest, Etag = etag }, cancellationToken);

    public Task<Agent> PauseAsync(Caller caller, string agentId, bool cancelRunning, string etag, CancellationToken cancellationToken)
        => life.PauseAsync(caller, new() { AgentId = agentId, CancelRunning = cancelRunning, Etag = etag }, cancellationToken);

    private AgentRow NewRow(Caller caller, Agent wish, string id) => new()
    {
        Id = id,
        Name = wish.Name,
        Description = wish.Description,
        Status = AgentStatus.Draft,
        OwnerId = wish.OwnerId.Length > 0 ? wish.OwnerId : caller.Id,
        Labels = JsonSerializer.Serialize(wish.Labels),
        CreatedBy = caller.ToActor().ToByteArray(),
        CreatedAt = clock.GetUtcNow(),
        UpdatedAt = clock.GetUtcNow(),
        Revision = 1,
    };

    /// <summary>A new agent needs its name; the rest is checked when it is there.</summary>
    private static HashSet<string> Given(Agent wish)
        => [.. VersionedFields.Metadata.Where(field => field != "owner_id" || wish.OwnerId.Length > 0)];

    private void OpenDraft(ForgeDb db, AgentRow agent, Agent content, IReadOnlyDictionary<string, string> files, Caller caller)
    {
        var draft = new DraftRow
        {
            AgentId = agent.Id,
            Open = true,
            Content = content.ToByteArray(),
            Manifest = OmniForge.Server.Files.SkillManifest.Write(files),
            UpdatedBy = caller.ToActor().ToByteArray(),
            UpdatedAt = clock.GetUtcNow(),
            Revision = 1,
        };
        db.Drafts.Add(draft);
        DraftLog.Append(db, draft, caller.ToActor(), draft.UpdatedAt, e => e.DraftEdited = new() { Etag = "1", Origin = EditOrigin.Api });
    }

    /// <summary>True when a version was published: some versioned field differs from what runs now.</summary>
    private async Task<bool> PublishChangesAsync(
        ForgeDb db, AgentRow agent, Agent wish, IReadOnlySet<string> paths, Caller caller, CancellationToken cancellationToken)
    {
        var current = await AgentPublishing.CurrentAsync(db, agent, cancellationToken);
        var content = current.Agent.Clone();
        VersionedFields.Copy(paths.Intersect(VersionedFields.Names), wish, content);
        AgentRules.CheckContent(content);
        if (VersionDifference.Fields(current.Agent, content).Count == 0)
        {
            return false;
        }

        if (await db.Drafts.AnyAsync(draft => draft.AgentId == agent.Id && draft.Open, cancellationToken))
        {
            throw DomainException.Status("DRAFT_EXISTS", "This agent has an open draft. Publish or discard it first, or make the change in the draft.")
                .With("resource", "agent").With("id", agent.Id);
        }

        var files = AgentContents.OwnFiles(current.Agent, current.Manifest);
        await publishing.PublishAsync(db, agent, new(content, files, VersionOrigin.Api), caller, cancellationToken);
        return true;
    }

    /// <summary>True when something changed.</summary>
    private static bool SetMetadata(AgentRow agent, Agent wish, IReadOnlySet<string> paths, Caller caller)
    {
        var before = (agent.Name, agent.Description, agent.OwnerId, agent.Labels);
        agent.Name = paths.Contains("name") ? wish.Name : agent.Name;
        agent.Description = paths.Contains("description") ? wish.Description : agent.Description;
        agent.Labels = paths.Contains("labels") ? JsonSerializer.Serialize(wish.Labels) : agent.Labels;
        if (paths.Contains("owner_id") && wish.OwnerId != agent.OwnerId)
        {
            if (agent.OwnerId != caller.Id)
            {
                CallerInterceptor.Demand(caller, "agents.archive");
            }

            agent.OwnerId = wish.OwnerId;
        }

        return before != (agent.Name, agent.Description, agent.OwnerId, agent.Labels);
    }

    private static async Task DemandRoomAsync(ForgeDb db, string id, CancellationToken cancellationToken)
    {
        if (await db.Agents.AnyAsync(row => row.Id == id, cancellationToken))
        {
            throw new DomainException(Refusal.AlreadyExists, "ID_TAKEN", "There is an agent with this id already. Choose another id, or leave it empty.")
                .With("resource", "agent").With("id", id);
        }

        if (await db.Agents.CountAsync(row => row.DeletedAt == null, cancellationToken) >= MostAgents)
        {
            throw new DomainException(Refusal.Exhausted, "QUOTA_EXCEEDED", $"A tenant has at most {MostAgents:N0} agents. Delete some first.")
                .With("scope", "agents");
        }
    }

    /// <summary>After a mere check nothing is left to be saved.</summary>
    private static void Forget(ForgeDb db, bool validateOnly)
    {
        if (validateOnly)
        {
            db.ChangeTracker.Clear();
        }
    }
}

using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Files;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Agents;

/// <summary>The working copies of agents: read, edit, publish, discard.</summary>
internal sealed class AgentDrafts(
    ForgeStore store, AgentContents contents, DraftEdits edits, SkillObjects objects, AgentPublishing publishing, DraftLog log, TimeProvider clock)
{
    /// <summary>What the draft would run. DRAFT_MISSING when none is open.</summary>
    public async Task<PublishedContent> ContentAsync(string tenantId, string agentId, CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenantId);
        await db.FindAgentAsync(agentId, cancellationToken);
        var draft = await OpenDraftAsync(db, agentId, cancellationToken);
        var content = Agent.Parser.ParseFrom(draft.Content);
        var manifest = await AgentContents.ResolveAsync(db, content, SkillManifest.Read(draft.Manifest), cancellationToken);
        return new(content, manifest, draft.Revision.ToString());
    }

    /// <summary>What the next edit starts from. Agents of any status answer.</summary>
    public async Task<WorkingCopy> WorkingCopyAsync(string tenantId, string agentId, CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenantId);
        var agent = await db.FindAgentAsync(agentId, cancellationToken);
        if (await db.Drafts.AsNoTracking().FirstOrDefaultAsync(row => row.AgentId == agentId && row.Open, cancellationToken) is { } draft)
        {
            var by = Actor.Parser.ParseFrom(draft.UpdatedBy);
            return new(Agent.Parser.ParseFrom(draft.Content), SkillManifest.Read(draft.Manifest), draft.Revision.ToString(), 0, by, draft.UpdatedAt);
        }

        var current = await AgentPublishing.CurrentAsync(db, agent, cancellationToken);
        return new(current.Agent, AgentContents.OwnFiles(current.Agent, current.Manifest), "", agent.Version, null, null);
    }

    /// <summary>The draft with its files and what was found about it.</summary>
    public async Task<Draft> ShowAsync(Caller caller, string agentId, CancellationToken cancellationToken)
    {
        await using var db = store.Open(caller.TenantId);
        await db.FindAgentAsync(agentId, cancellationToken);
        var row = await OpenDraftAsync(db, agentId, cancellationToken);
        var check = await CheckAsync(db, row, cancellationToken);
        var draft = new Draft
        {
            AgentId = agentId,
            BaseVersion = row.BaseVersion,
            Agent = Agent.Parser.ParseFrom(row.Content),
            Ready = check.Publishable,
            LastSequence = (ulong)row.LastSequence,
            ConversationId = row.ConversationId,
            UpdatedBy = Actor.Parser.ParseFrom(row.UpdatedBy),
            UpdatedAt = row.UpdatedAt.ToTimestamp(),
            Etag = row.Revision.ToString(),
        };
        draft.Diagnostics.Add(check.Diagnostics);
        foreach (var (path, digest) in SkillManifest.Read(row.Manifest))
        {
            var content = await objects.ReadAsync(caller.TenantId, digest, cancellationToken);
            draft.Files.Add(new SkillFile { Path = path, Content = UnsafeByteOperations.UnsafeWrap(content), Digest = digest });
        }

        return draft;
    }

    /// <summary>Applies edits to the state the etag names; all of them or none.</summary>
    public async Task<EditDraftResponse> EditAsync(Caller caller, EditDraftRequest request, EditOrigin origin, CancellationToken cancellationToken)
    {
        var seen = await BaseAsync(caller.TenantId, request, cancellationToken);
        var content = seen.Content;
        var paths = FieldMasks.Resolve(request.UpdateMask, request.Agent ?? new Agent(), VersionedFields.Names);
        VersionedFields.Copy(paths, request.Agent ?? new Agent(), content);
        AgentRules.CheckContent(content);
        var files = await edits.ApplyAsync(caller.TenantId, seen.Files, request.FileEdits, cancellationToken);
        await contents.CheckSizeAsync(caller.TenantId, files, cancellationToken);
        var (row, happened) = await store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            var draft = await WritableAsync(db, request.AgentId, seen, ct);
            var manifest = SkillManifest.Write(files);

            // What was tested and is written once more is still tested.
            draft.TestExecutionId = draft.Manifest == manifest && Agent.Parser.ParseFrom(draft.Content).Equals(content) ? draft.TestExecutionId : "";
            draft.Content = content.ToByteArray();
            draft.Manifest = manifest;
            Touch(draft, caller);
            var edited = DraftLog.Append(db, draft, caller.ToActor(), draft.UpdatedAt, e =>
            {
                e.DraftEdited = new() { Etag = draft.Revision.ToString(), Origin = origin };
                e.DraftEdited.FileEdits.Add(request.FileEdits);
            });
            return (draft, edited);
        }, cancellationToken);
        log.Tell(caller.TenantId, happened);
        await using var reading = store.Open(caller.TenantId);
        var check = await CheckAsync(reading, row, cancellationToken);
        Announce(caller.TenantId, request, row, check);
        var response = new EditDraftResponse { Sequence = (ulong)row.LastSequence, Etag = row.Revision.ToString() };
        response.Diagnostics.Add(check.Diagnostics);
        return response;
    }

    /// <summary>Makes the draft a version; an active agent runs it from now on.</summary>
    public async Task<AgentVersionRow> PublishAsync(
        Caller caller, string agentId, string summary, VersionOrigin origin, string conversationId, CancellationToken cancellationToken)
        => (await PublishAsync(caller, new PublishDraftRequest { AgentId = agentId, Summary = summary }, origin, conversationId, cancellationToken)).Row;

    public async Task<(Agent Agent, AgentVersionRow Row)> PublishAsync(
        Caller caller, PublishDraftRequest request, VersionOrigin origin, string conversationId, CancellationToken cancellationToken)
    {
        if (request.Summary.Length > 1024)
        {
            throw DomainException.Field("summary", "may have at most 1,024 characters");
        }

        var (version, happened) = await store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            var agent = await db.ChangeableAgentAsync(request.AgentId, ct);
            var draft = await OpenDraftAsync(db, request.AgentId, ct);
            DemandEtag(request.Etag, draft);
            var wish = new NewVersion(Agent.Parser.ParseFrom(draft.Content), SkillManifest.Read(draft.Manifest), origin)
            {
                Summary = request.Summary,
                ConversationId = conversationId.Length > 0 ? conversationId : draft.ConversationId,
            };
            var published = await publishing.PublishDraftAsync(db, agent, draft, wish, caller, ct);
            agent.Touch(clock.GetUtcNow());
            return published;
        }, cancellationToken);
        log.Tell(caller.TenantId, happened);
        await publishing.MaterialiseAsync(caller.TenantId, request.AgentId, cancellationToken);
        await using var reading = store.Open(caller.TenantId);
        return ((await reading.ShowAsync([await reading.FindAgentAsync(request.AgentId, cancellationToken)], cancellationToken))[0], version);
    }

    /// <summary>Drops the draft; its log goes on with the next one.</summary>
    public async Task<Agent> DiscardAsync(Caller caller, DiscardDraftRequest request, CancellationToken cancellationToken)
    {
        var happened = await store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            await db.ChangeableAgentAsync(request.AgentId, ct);
            var draft = await OpenDraftAsync(db, request.AgentId, ct);
            DemandEtag(request.Etag, draft);
            draft.Open = false;
            draft.TestExecutionId = "";
            Touch(draft, caller);
            return DraftLog.Append(db, draft, caller.ToActor(), draft.UpdatedAt, e => e.DraftDiscarded = new());
        }, cancellationToken);
        log.Tell(caller.TenantId, happened);
        await using var reading = store.Open(caller.TenantId);
        return (await reading.ShowAsync([await reading.FindAgentAsync(request.AgentId, cancellationToken)], cancellationToken))[0];
    }

    /// <summary>Remembers that an execution tested exactly this state; nothing when it has changed since.</summary>
    public Task MarkTestedAsync(string tenantId, string agentId, string etag, string executionId, CancellationToken cancellationToken)
        => long.TryParse(etag, out var revision)
            ? store.TransactAsync(tenantId, (db, ct) => db.Drafts
                .Where(row => row.AgentId == agentId && row.Open && row.Revision == revision)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.TestExecutionId, executionId), ct), cancellationToken)
            : Task.CompletedTask;

    /// <summary>The checklist of the draft, and the etag it was made for.</summary>
    public async Task<(AgentCheck Check, string Etag)> CheckAsync(Caller caller, string agentId, CancellationToken cancellationToken)
    {
        await using var db = store.Open(caller.TenantId);
        await db.FindAgentAsync(agentId, cancellationToken);
        var draft = await OpenDraftAsync(db, agentId, cancellationToken);
        return (await CheckAsync(db, draft, cancellationToken), draft.Revision.ToString());
    }

    /// <summary>The number of the last event of the log. Opens a draft first when asked to and none is open.</summary>
    public async Task<long> AttachAsync(Caller caller, WatchDraftRequest request, CancellationToken cancellationToken)
    {
        await using var reading = store.Open(caller.TenantId);
        await reading.FindAgentAsync(request.AgentId, cancellationToken);
        if (!request.CreateIfMissing || await reading.Drafts.AnyAsync(draft => draft.AgentId == request.AgentId && draft.Open, cancellationToken))
        {
            return (await OpenDraftAsync(reading, request.AgentId, cancellationToken)).LastSequence;
        }

        CallerInterceptor.Demand(caller, "agents.write");
        var seen = await BaseAsync(caller.TenantId, new() { AgentId = request.AgentId }, cancellationToken);
        return await store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            var draft = await WritableAsync(db, request.AgentId, seen, ct);
            Touch(draft, caller);
            return draft.LastSequence;
        }, cancellationToken);
    }

    /// <summary>The number of the last event; 0 = none yet.</summary>
    public async Task<long> HeadAsync(string tenantId, string agentId, CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenantId);
        return await db.Drafts.Where(draft => draft.AgentId == agentId).Select(draft => draft.LastSequence).FirstOrDefaultAsync(cancellationToken);
    }

    private async Task<AgentCheck> CheckAsync(ForgeDb db, DraftRow draft, CancellationToken cancellationToken)
    {
        var content = Agent.Parser.ParseFrom(draft.Content);
        var manifest = await AgentContents.ResolveAsync(db, content, SkillManifest.Read(draft.Manifest), cancellationToken);
        return await contents.CheckAsync(db.TenantId, content, manifest, draft.TestExecutionId.Length > 0, cancellationToken);
    }

    /// <summary>The state an edit starts from: the open draft, or the version that runs when there is none.</summary>
    private async Task<DraftBase> BaseAsync(string tenantId, EditDraftRequest request, CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenantId);
        var agent = await db.ChangeableAgentAsync(request.AgentId, cancellationToken);
        var draft = await db.Drafts.AsNoTracking().FirstOrDefaultAsync(row => row.AgentId == request.AgentId, cancellationToken);
        var etag = (draft?.Revision ?? 0).ToString();
        if (draft is { Open: true } ? request.BaseEtag != etag : request.BaseEtag.Length > 0 && request.BaseEtag != etag)
        {
            throw Conflict(etag);
        }

        if (draft is { Open: true })
        {
            return new(draft.Revision, draft.BaseVersion, Agent.Parser.ParseFrom(draft.Content), SkillManifest.Read(draft.Manifest));
        }

        var current = await AgentPublishing.CurrentAsync(db, agent, cancellationToken);
        return new(draft?.Revision ?? 0, agent.Version, current.Agent, AgentContents.OwnFiles(current.Agent, current.Manifest));
    }

    /// <summary>The row to change, opened when it was not; refused when somebody changed it since it was read.</summary>
    private static async Task<DraftRow> WritableAsync(ForgeDb db, string agentId, DraftBase seen, CancellationToken cancellationToken)
    {
        await db.ChangeableAgentAsync(agentId, cancellationToken);
        var draft = await db.Drafts.FirstOrDefaultAsync(row => row.AgentId == agentId, cancellationToken);
        if (draft is null)
        {
            draft = new DraftRow { AgentId = agentId };
            db.Drafts.Add(draft);
        }

        if (draft.Revision != seen.Revision)
        {
            throw Conflict(draft.Revision.ToString());
        }

        if (!draft.Open)
        {
            draft.Open = true;
            draft.BaseVersion = seen.Version;
            draft.ConversationId = "";
            draft.Content = seen.Content.ToByteArray();
            draft.Manifest = SkillManifest.Write(seen.Files);
        }

        return draft;
    }

    private void Announce(string tenantId, EditDraftRequest request, DraftRow draft, AgentCheck check)
    {
        foreach (var path in request.FileEdits.Select(edit => edit.HasNewPath ? edit.NewPath : edit.Path).Distinct())
        {
            log.Mention(tenantId, draft.AgentId, draft.LastSequence, e =>
            {
                e.DiagnosticsPublished = new() { Path = path, DocumentVersion = request.DocumentVersion };
                e.DiagnosticsPublished.Diagnostics.Add(check.Diagnostics.Where(found => found.Path == path));
            });
        }

        log.Mention(tenantId, draft.AgentId, draft.LastSequence, e =>
        {
            e.ReadinessChanged = new();
            e.ReadinessChanged.Checklist.Add(check.Readiness);
        });
    }

    private void Touch(DraftRow draft, Caller caller)
    {
        draft.UpdatedBy = caller.ToActor().ToByteArray();
        draft.UpdatedAt = clock.GetUtcNow();
        draft.Revision++;
    }

    private static async Task<DraftRow> OpenDraftAsync(ForgeDb db, string agentId, CancellationToken cancellationToken)
        => await db.Drafts.FirstOrDefaultAsync(row => row.AgentId == agentId && row.Open, cancellationToken)
            ?? throw DomainException.Status("DRAFT_MISSING", "This agent has no open draft. Edit it first; an edit opens one.").With("resource", "agent").With("id", agentId);

    private static void DemandEtag(string etag, DraftRow draft)
    {
        if (etag.Length > 0 && etag != draft.Revision.ToString())
        {
            throw Conflict(draft.Revision.ToString());
        }
    }

    private static DomainException Conflict(string etag)
        => new DomainException(Refusal.Conflict, "DRAFT_CONFLICT", "Somebody changed this draft in the meantime. Read it again and repeat your change.")
            .With("etag", etag);

    private sealed record DraftBase(long Revision, int Version, Agent Content, IReadOnlyDictionary<string, string> Files);
}

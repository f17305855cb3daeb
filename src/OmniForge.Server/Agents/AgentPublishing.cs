using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Files;
using OmniForge.Server.Storage;
using OmniForge.Server.Streams;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Agents;

/// <summary>Makes versions: rows in the caller's transaction, files of the agent layer after its commit.</summary>
internal sealed class AgentPublishing(ForgeStore store, AgentContents contents, SkillObjects objects, TenantFolders folders, TimeProvider clock)
    : IDisposable
{
    /// <summary>One writer of agent folders at a time, so that an older version never overwrites a newer one.</summary>
    private readonly SemaphoreSlim _materialising = new(1, 1);

    /// <summary>Adds the next version and lets the agent run it. Refuses unsound content.</summary>
    public async Task<AgentVersionRow> PublishAsync(ForgeDb db, AgentRow agent, NewVersion wish, Caller caller, CancellationToken cancellationToken)
    {
        var content = wish.Content.Clone();
        var manifest = wish.Resolved ? wish.Files : await AgentContents.ResolveAsync(db, content, wish.Files, cancellationToken);
        var check = await contents.CheckAsync(db.TenantId, content, manifest, tested: true, cancellationToken);
        check.DemandSound(wish.Reason);
        var before = await CurrentAsync(db, agent, cancellationToken);
        var row = new AgentVersionRow
        {
            TenantId = db.TenantId,
            AgentId = agent.Id,
            Version = agent.LatestVersion + 1,
            Content = content.ToByteArray(),
            Manifest = SkillManifest.Write(manifest),
            Summary = wish.Summary.Length > 0 ? wish.Summary : VersionDifference.Summary(before, new(content, manifest, "")),
            Origin = wish.Origin,
            ConversationId = wish.ConversationId,
            RolledBackFrom = wish.RolledBackFrom,
            TestExecutionId = wish.TestExecutionId,
            CreatedBy = caller.ToActor().ToByteArray(),
            CreatedAt = clock.GetUtcNow(),
        };
        db.AgentVersions.Add(row);
        agent.Version = agent.LatestVersion = row.Version;
        agent.TestedVersion = wish.TestExecutionId.Length > 0 ? row.Version : agent.TestedVersion;
        return row;
    }

    /// <summary>Publishes an open draft and closes it.</summary>
    public async Task<(AgentVersionRow Version, Happened<DraftEvent> Event)> PublishDraftAsync(
        ForgeDb db, AgentRow agent, DraftRow draft, NewVersion wish, Caller caller, CancellationToken cancellationToken)
    {
        var version = await PublishAsync(db, agent, wish with { TestExecutionId = draft.TestExecutionId, FromDraft = true }, caller, cancellationToken);
        draft.Open = false;
        draft.TestExecutionId = "";
        draft.UpdatedBy = caller.ToActor().ToByteArray();
        draft.UpdatedAt = version.CreatedAt;
        draft.Revision++;
        var happened = DraftLog.Append(db, draft, caller.ToActor(), version.CreatedAt, e => e.DraftPublished = new() { Version = version.Version });
        return (version, happened);
    }

    /// <summary>Brings the agent's folder to the version that runs.</summary>
    public async Task MaterialiseAsync(string tenantId, string agentId, CancellationToken cancellationToken)
    {
        await _materialising.WaitAsync(cancellationToken);
        try
        {
            await using var db = store.Open(tenantId);
            var agent = await db.Agents.AsNoTracking().FirstAsync(row => row.Id == agentId, cancellationToken);
            var current = await CurrentAsync(db, agent, cancellationToken);
            var own = AgentContents.OwnFiles(current.Agent, current.Manifest);
            await objects.MaterialiseAsync(tenantId, folders.AgentSkills(tenantId, agentId), own, cancellationToken);
        }
        finally
        {
            _materialising.Release();
        }
    }

    public void Dispose() => _materialising.Dispose();

    /// <summary>The content of the version that runs; empty when nothing was published.</summary>
    public static async Task<PublishedContent> CurrentAsync(ForgeDb db, AgentRow agent, CancellationToken cancellationToken)
    {
        var row = agent.Version == 0
            ? null
            : await db.AgentVersions.AsNoTracking().FirstAsync(version => version.AgentId == agent.Id && version.Version == agent.Version, cancellationToken);
        return row is null ? new(new(), new Dictionary<string, string>(), "0") : row.ToContent();
    }
}

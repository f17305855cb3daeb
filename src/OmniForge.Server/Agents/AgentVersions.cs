using System.Text;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Files;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Agents;

/// <summary>The immutable snapshots of agents: list, read, compare, go back.</summary>
internal sealed class AgentVersions(
    ForgeStore store, AgentContents contents, SkillObjects objects, AgentPublishing publishing, AgentDrafts drafts, Paging paging, TimeProvider clock)
{
    /// <summary>What a version runs.</summary>
    public async Task<PublishedContent> ContentAsync(string tenantId, string agentId, int version, CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenantId);
        return (await FindAsync(db, agentId, version, cancellationToken)).ToContent();
    }

    /// <summary>Bytes of a skill file by the digest a manifest names.</summary>
    public Task<byte[]> SkillBytesAsync(string tenantId, string digest, CancellationToken cancellationToken)
        => objects.ReadAsync(tenantId, digest, cancellationToken);

    public async Task<AgentVersion> ShowAsync(Caller caller, string agentId, int version, CancellationToken cancellationToken)
    {
        await using var db = store.Open(caller.TenantId);
        return (await FindAsync(db, agentId, version, cancellationToken)).ToProto();
    }

    public async Task<ListAgentVersionsResponse> ListAsync(Caller caller, ListAgentVersionsRequest request, CancellationToken cancellationToken)
    {
        var size = Paging.Size(request.PageSize);
        var binding = $"{caller.TenantId}|ListAgentVersions|{request.AgentId}";
        var below = paging.After(request.PageToken, binding) is { } last ? int.Parse(last) : int.MaxValue;
        await using var db = store.Open(caller.TenantId);
        await db.FindAgentAsync(request.AgentId, cancellationToken);
        var rows = await db.AgentVersions.AsNoTracking().Where(row => row.AgentId == request.AgentId && row.Version < below)
            .OrderByDescending(row => row.Version).Take(size + 1).ToListAsync(cancellationToken);
        var response = new ListAgentVersionsResponse();
        response.AgentVersions.Add(rows.Take(size).Select(row => row.ToProto()));
        response.NextPageToken = rows.Count > size ? paging.Next(rows[size - 1].Version.ToString(), binding) : "";
        return response;
    }

    public async Task<DiffAgentVersionsResponse> DiffAsync(Caller caller, DiffAgentVersionsRequest request, CancellationToken cancellationToken)
    {
        var before = await SideAsync(caller, request.AgentId, request.FromVersion, cancellationToken);
        var after = await SideAsync(caller, request.AgentId, request.ToVersion, cancellationToken);
        var response = new DiffAgentVersionsResponse();
        response.FieldChanges.Add(VersionDifference.Fields(before.Agent, after.Agent));
        foreach (var path in VersionDifference.Files(before.Manifest, after.Manifest))
        {
            var diff = UnifiedDiff.Of(
                path,
                await TextAsync(caller.TenantId, before.Manifest, path, cancellationToken),
                await TextAsync(caller.TenantId, after.Manifest, path, cancellationToken));
            response.FileDiffs.Add(new FileDiff { Path = path, Diff = diff });
        }

        return response;
    }

    /// <summary>Publishes a new version with an old one's content and pinned skills.</summary>
    public async Task<RollbackAgentResponse> RollbackAsync(Caller caller, RollbackAgentRequest request, CancellationToken cancellationToken)
    {
        var version = await store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            var agent = await db.ChangeableAgentAsync(request.AgentId, ct);
            agent.DemandEtag(request.Etag);
            var old = await FindAsync(db, request.AgentId, request.Version, ct);
            var content = old.ToContent();
            var published = await publishing.PublishAsync(db, agent, new(content.Agent, content.Manifest, VersionOrigin.Rollback)
            {
                Resolved = true,
                Summary = $"Back to version {old.Version}",
                RolledBackFrom = old.Version,
                TestExecutionId = old.TestExecutionId,
            }, caller, ct);
            agent.Touch(clock.GetUtcNow());
            return published;
        }, cancellationToken);
        await publishing.MaterialiseAsync(caller.TenantId, request.AgentId, cancellationToken);
        await using var reading = store.Open(caller.TenantId);
        var shown = await reading.ShowAsync([await reading.FindAgentAsync(request.AgentId, cancellationToken)], cancellationToken);
        return new() { Agent = shown[0], AgentVersion = version.ToProto() };
    }

    /// <summary>Diagnostics and checklist; version 0 = the draft, or the version that runs when there is none.</summary>
    public async Task<AgentCheck> CheckAsync(Caller caller, string agentId, int version, CancellationToken cancellationToken)
    {
        await using var db = store.Open(caller.TenantId);
        var agent = await db.FindAgentAsync(agentId, cancellationToken);
        if (version == 0 && await db.Drafts.AnyAsync(draft => draft.AgentId == agentId && draft.Open, cancellationToken))
        {
            return (await drafts.CheckAsync(caller, agentId, cancellationToken)).Check;
        }

        if (version == 0 && agent.Version == 0)
        {
            return await contents.CheckAsync(caller.TenantId, new(), new Dictionary<string, string>(), tested: false, cancellationToken);
        }

        var row = await FindAsync(db, agentId, version == 0 ? agent.Version : version, cancellationToken);
        return await contents.CheckAsync(caller.TenantId, row, cancellationToken);
    }

    /// <summary>Remembers that a dry run or test of this version passed. The agent may be changed or be gone meanwhile.</summary>
    public Task MarkTestedAsync(string tenantId, string agentId, int version, string executionId, CancellationToken cancellationToken)
        => store.TransactAsync(tenantId, async (db, ct) =>
        {
            await db.AgentVersions.Where(row => row.AgentId == agentId && row.Version == version)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.TestExecutionId, executionId), ct);
            return await db.Agents.Where(row => row.Id == agentId && row.TestedVersion < version)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.TestedVersion, version), ct);
        }, cancellationToken);

    private async Task<PublishedContent> SideAsync(Caller caller, string agentId, int version, CancellationToken cancellationToken)
        => version == 0
            ? await drafts.ContentAsync(caller.TenantId, agentId, cancellationToken)
            : await ContentAsync(caller.TenantId, agentId, version, cancellationToken);

    private async Task<string> TextAsync(string tenantId, IReadOnlyDictionary<string, string> manifest, string path, CancellationToken cancellationToken)
        => manifest.TryGetValue(path, out var digest) ? Encoding.UTF8.GetString(await objects.ReadAsync(tenantId, digest, cancellationToken)) : "";

    private static async Task<AgentVersionRow> FindAsync(ForgeDb db, string agentId, int version, CancellationToken cancellationToken)
    {
        await db.FindAgentAsync(agentId, cancellationToken);
        return await db.AgentVersions.FirstOrDefaultAsync(row => row.AgentId == agentId && row.Version == version, cancellationToken)
            ?? throw DomainException.NotFound("agent version", $"{agentId}/{version}");
    }
}

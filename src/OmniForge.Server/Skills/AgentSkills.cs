using Google.Protobuf;
using OmniForge.Server.Agents;
using OmniForge.Server.Files;
using OmniForge.Server.Hosting;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Skills;

/// <summary>Skills of one agent: read from its draft or the version that runs, changed through its draft.</summary>
internal sealed class AgentSkills(AgentDrafts drafts)
{
    public async Task<StoredSkill?> FindAsync(string tenantId, string agentId, string name, CancellationToken cancellationToken)
        => (await ListAsync(tenantId, agentId, cancellationToken)).FirstOrDefault(skill => skill.Id.Name == name);

    /// <summary>All of them, by name.</summary>
    public async Task<IReadOnlyList<StoredSkill>> ListAsync(string tenantId, string agentId, CancellationToken cancellationToken)
    {
        var copy = await drafts.WorkingCopyAsync(tenantId, agentId, cancellationToken);
        return [.. SkillManifest.Skills(copy.Files).Select(name => Of(agentId, name, copy))];
    }

    public async Task<StoredSkill> CreateAsync(
        Caller caller, string agentId, string name, IReadOnlyDictionary<string, ByteString> files, CancellationToken cancellationToken)
    {
        var copy = await drafts.WorkingCopyAsync(caller.TenantId, agentId, cancellationToken);
        if (SkillManifest.Of(copy.Files, name).Count > 0)
        {
            throw TenantSkills.Taken(name);
        }

        return await EditAsync(caller, agentId, name, copy, Writes(files), cancellationToken);
    }

    public async Task<StoredSkill> UpdateAsync(
        Caller caller, StoredSkill seen, IReadOnlyDictionary<string, ByteString> files, CancellationToken cancellationToken)
    {
        var copy = await SameAsync(caller, seen, cancellationToken);
        var gone = SkillManifest.Of(copy.Files, seen.Id.Name).Keys.Except(files.Keys).Select(path => new FileEdit { Path = path, Deleted = true });
        return await EditAsync(caller, seen.Id.AgentId, seen.Id.Name, copy, Writes(files).Concat(gone), cancellationToken);
    }

    public async Task DeleteAsync(Caller caller, StoredSkill seen, CancellationToken cancellationToken)
    {
        var copy = await SameAsync(caller, seen, cancellationToken);
        if (copy.Content.Skills.Any(skill => skill.Name == seen.Id.Name))
        {
            throw DomainException.Status("SKILL_IN_USE", $"The agent uses this skill. Take {seen.Id.Name} off its list of skills first.")
                .With("resource", "skill").With("id", seen.Id.Write()).With("agent_id", seen.Id.AgentId);
        }

        var gone = seen.Files.Keys.Select(path => new FileEdit { Path = path, Deleted = true });
        await drafts.EditAsync(caller, Request(seen.Id.AgentId, copy, gone), EditOrigin.Api, cancellationToken);
    }

    private async Task<StoredSkill> EditAsync(
        Caller caller, string agentId, string name, WorkingCopy copy, IEnumerable<FileEdit> edits, CancellationToken cancellationToken)
    {
        await drafts.EditAsync(caller, Request(agentId, copy, edits), EditOrigin.Api, cancellationToken);
        return await FindAsync(caller.TenantId, agentId, name, cancellationToken) ?? throw DomainException.NotFound("skill", new SkillId(SkillLayer.Agent, agentId, name).Write());
    }

    private async Task<WorkingCopy> SameAsync(Caller caller, StoredSkill seen, CancellationToken cancellationToken)
    {
        var copy = await drafts.WorkingCopyAsync(caller.TenantId, seen.Id.AgentId, cancellationToken);
        var digest = SkillManifest.Digest(copy.Files, seen.Id.Name);
        return digest == seen.Etag ? copy : throw DomainException.Stale(digest);
    }

    private static EditDraftRequest Request(string agentId, WorkingCopy copy, IEnumerable<FileEdit> edits)
    {
        var request = new EditDraftRequest { AgentId = agentId, BaseEtag = copy.Etag };
        request.FileEdits.Add(edits);
        return request;
    }

    private static IEnumerable<FileEdit> Writes(IReadOnlyDictionary<string, ByteString> files)
        => files.Select(file => new FileEdit { Path = file.Key, Content = file.Value });

    private static StoredSkill Of(string agentId, string name, WorkingCopy copy)
        => new(new(SkillLayer.Agent, agentId, name), SkillManifest.Of(copy.Files, name), copy.Version, SkillManifest.Digest(copy.Files, name))
        {
            CreatedBy = copy.By,
            UpdatedAt = copy.At,
        };
}

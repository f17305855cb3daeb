using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Files;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Skills;

/// <summary>Skills all agents of a tenant can use. Rows say what there is; the folders on disk follow them.</summary>
internal sealed class TenantSkills(ForgeStore store, SkillObjects objects, TenantFolders folders, TimeProvider clock) : IDisposable
{
    /// <summary>One writer of folders at a time, so that an older state never overwrites a newer one.</summary>
    private readonly SemaphoreSlim _folders = new(1, 1);

    public async Task<StoredSkill?> FindAsync(string tenantId, string name, CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenantId);
        return await db.Skills.AsNoTracking().FirstOrDefaultAsync(row => row.Name == name, cancellationToken) is { } row ? Show(row) : null;
    }

    /// <summary>All of them, by name.</summary>
    public async Task<IReadOnlyList<StoredSkill>> ListAsync(string tenantId, CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenantId);
        var rows = await db.Skills.AsNoTracking().ToListAsync(cancellationToken);
        return [.. rows.OrderBy(row => row.Name, StringComparer.Ordinal).Select(Show)];
    }

    public async Task<StoredSkill> CreateAsync(Caller caller, string name, IReadOnlyDictionary<string, string> files, CancellationToken cancellationToken)
    {
        var row = new SkillRow
        {
            Name = name,
            Revision = 1,
            Manifest = SkillManifest.Write(files),
            CreatedBy = caller.ToActor().ToByteArray(),
            CreatedAt = clock.GetUtcNow(),
            UpdatedAt = clock.GetUtcNow(),
        };
        await store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            if (await db.Skills.AnyAsync(known => known.Name == name, ct))
            {
                throw Taken(name);
            }

            return db.Skills.Add(row);
        }, cancellationToken);
        await FollowAsync(caller.TenantId, name, cancellationToken);
        return Show(row);
    }

    public async Task<StoredSkill> UpdateAsync(
        Caller caller, StoredSkill seen, IReadOnlyDictionary<string, string> files, CancellationToken cancellationToken)
    {
        var row = await store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            var known = await db.Skills.FirstOrDefaultAsync(found => found.Name == seen.Id.Name, ct) ?? throw DomainException.NotFound("skill", seen.Id.Write());
            if (known.Revision != seen.Revision)
            {
                throw DomainException.Stale(known.Revision.ToString());
            }

            known.Manifest = SkillManifest.Write(files);
            known.Revision++;
            known.UpdatedAt = clock.GetUtcNow();
            return known;
        }, cancellationToken);
        await FollowAsync(caller.TenantId, row.Name, cancellationToken);
        return Show(row);
    }

    /// <summary>Removes one that no agent uses.</summary>
    public async Task DeleteAsync(Caller caller, StoredSkill seen, CancellationToken cancellationToken)
    {
        await store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            var row = await db.Skills.FirstOrDefaultAsync(known => known.Name == seen.Id.Name, ct) ?? throw DomainException.NotFound("skill", seen.Id.Write());
            if (await UserAsync(db, row.Name, ct) is { } agentId)
            {
                throw DomainException.Status("SKILL_IN_USE", $"An agent uses this skill. Take {row.Name} off the list of skills of agent {agentId} first.")
                    .With("resource", "skill").With("id", seen.Id.Write()).With("agent_id", agentId);
            }

            return db.Skills.Remove(row);
        }, cancellationToken);
        await FollowAsync(caller.TenantId, seen.Id.Name, cancellationToken);
    }

    /// <summary>Brings one skill's folder to what its row says.</summary>
    public async Task FollowAsync(string tenantId, string name, CancellationToken cancellationToken)
    {
        await _folders.WaitAsync(cancellationToken);
        try
        {
            if (await FindAsync(tenantId, name, cancellationToken) is { } stored)
            {
                await objects.LayOutAsync(tenantId, folders.Skills(tenantId), name, stored.Files, cancellationToken);
            }
            else
            {
                OmniForge.Files.Skills.SkillFolders.Delete(folders.Skills(tenantId), name);
            }
        }
        finally
        {
            _folders.Release();
        }
    }

    public static DomainException Taken(string name)
        => new DomainException(Refusal.AlreadyExists, "SKILL_NAME_TAKEN", $"There is a skill called {name} already. Choose another name, or change that one.")
            .With("resource", "skill").With("id", name);

    public void Dispose() => _folders.Dispose();

    /// <summary>An agent whose running version or draft takes the skill from this layer; null = none.</summary>
    private static async Task<string?> UserAsync(ForgeDb db, string name, CancellationToken cancellationToken)
    {
        var present = db.Agents.Where(agent => agent.DeletedAt == null);
        var running = from agent in present
                      join version in db.AgentVersions on new { AgentId = agent.Id, agent.Version } equals new { version.AgentId, version.Version }
                      select new { version.AgentId, version.Content };
        await foreach (var found in running.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (Agent.Parser.ParseFrom(found.Content).Skills.Any(skill => skill.Name == name && skill.PinnedVersion.Length > 0))
            {
                return found.AgentId;
            }
        }

        var drafts = from draft in db.Drafts.Where(draft => draft.Open)
                     join agent in present on draft.AgentId equals agent.Id
                     select new { draft.AgentId, draft.Content, draft.Manifest };
        await foreach (var found in drafts.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (Agent.Parser.ParseFrom(found.Content).Skills.Any(skill => skill.Name == name)
                && !SkillManifest.Read(found.Manifest).ContainsKey(SkillManifest.PathOf(name)))
            {
                return found.AgentId;
            }
        }

        return null;
    }

    private static StoredSkill Show(SkillRow row)
        => new(new(SkillLayer.Tenant, "", row.Name), SkillManifest.Read(row.Manifest), row.Revision, row.Revision.ToString())
        {
            CreatedBy = Actor.Parser.ParseFrom(row.CreatedBy),
            CreatedAt = row.CreatedAt,
            UpdatedAt = row.UpdatedAt,
        };
}

using Microsoft.EntityFrameworkCore;
using OmniForge.Agents.Building;
using OmniForge.Server.Agents;
using OmniForge.Server.Files;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Conversations.Editing;

/// <summary>Keeps the wish of each version and draft that a conversation makes.</summary>
internal sealed class AgentWishes(ForgeStore store, AgentDrafts drafts, TimeProvider clock)
{
    /// <summary>Says that the draft is about to be written, so that a crash in between makes nobody else's work of it.</summary>
    public Task BeginDraftAsync(Caller caller, string agentId, KnownWish wish, CancellationToken cancellationToken)
        => PutAsync(caller.TenantId, agentId, 0, wish, "", cancellationToken);

    /// <summary>The open draft is what this wish leads to.</summary>
    public async Task KeepDraftAsync(Caller caller, string agentId, KnownWish wish, CancellationToken cancellationToken)
    {
        var copy = await drafts.WorkingCopyAsync(caller.TenantId, agentId, cancellationToken);
        await PutAsync(caller.TenantId, agentId, 0, wish, WrittenContent.DigestOf(copy.Content, copy.Files), cancellationToken);
    }

    /// <summary>Keeps the draft's wish with the version that was made of it; not when other hands changed it on the way.</summary>
    public async Task KeepAsync(Caller caller, string agentId, int version, CancellationToken cancellationToken)
    {
        await using var db = store.Open(caller.TenantId);
        var row = await db.AgentVersions.AsNoTracking().FirstAsync(one => one.AgentId == agentId && one.Version == version, cancellationToken);
        var digest = DigestOf(row);
        if (await db.VersionWishes.AsNoTracking().FirstOrDefaultAsync(one => one.AgentId == agentId && one.Version == 0 && one.Digest == digest, cancellationToken) is { } draft)
        {
            await PutAsync(caller.TenantId, agentId, version, KnownWish.Read(draft.Wish), digest, cancellationToken);
        }
    }

    /// <summary>True when no draft is open, or the one that is was written by a conversation and by nobody else since.</summary>
    public async Task<bool> OwnsDraftAsync(string tenantId, string agentId, CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenantId);
        var draft = await db.Drafts.AsNoTracking().FirstOrDefaultAsync(row => row.AgentId == agentId && row.Open, cancellationToken);
        return draft is null || Owns(draft, await RowsAsync(db, agentId, cancellationToken), await CurrentAsync(db, agentId, cancellationToken));
    }

    /// <summary>Drops an earlier draft of a conversation that this wish does not lead to, so that nothing of it comes along.</summary>
    public async Task ClearDraftAsync(Caller caller, string agentId, KnownWish wish, CancellationToken cancellationToken)
    {
        await using var db = store.Open(caller.TenantId);
        var agent = await db.FindAgentAsync(agentId, cancellationToken);
        var written = (await RowsAsync(db, agentId, cancellationToken)).Find(row => row.Version == 0)?.Wish;
        if (agent.Version > 0 && written != wish.Write() && await db.Drafts.AnyAsync(row => row.AgentId == agentId && row.Open, cancellationToken)
            && await OwnsDraftAsync(caller.TenantId, agentId, cancellationToken))
        {
            await drafts.DiscardAsync(caller, new() { AgentId = agentId }, cancellationToken);
        }
    }

    public static bool Owns(DraftRow draft, IReadOnlyList<VersionWishRow> wishes, AgentVersionRow? current)
    {
        var digest = DigestOf(draft);
        return wishes.Any(row => row.Digest == digest || (row.Version == 0 && row.Digest.Length == 0)) || (current is not null && DigestOf(current) == digest);
    }

    public static Task<List<VersionWishRow>> RowsAsync(ForgeDb db, string agentId, CancellationToken cancellationToken)
        => db.VersionWishes.AsNoTracking().Where(row => row.AgentId == agentId).OrderBy(row => row.Version).ToListAsync(cancellationToken);

    public static string DigestOf(AgentVersionRow row)
    {
        var content = row.ToContent();
        return WrittenContent.DigestOf(content.Agent, AgentContents.OwnFiles(content.Agent, content.Manifest));
    }

    public static string DigestOf(DraftRow row) => WrittenContent.DigestOf(Agent.Parser.ParseFrom(row.Content), SkillManifest.Read(row.Manifest));

    private static async Task<AgentVersionRow?> CurrentAsync(ForgeDb db, string agentId, CancellationToken cancellationToken)
    {
        var version = await db.Agents.Where(row => row.Id == agentId).Select(row => row.Version).FirstOrDefaultAsync(cancellationToken);
        return await db.AgentVersions.AsNoTracking().FirstOrDefaultAsync(row => row.AgentId == agentId && row.Version == version, cancellationToken);
    }

    private Task<bool> PutAsync(string tenantId, string agentId, int version, KnownWish wish, string digest, CancellationToken cancellationToken)
        => store.TransactAsync(tenantId, async (db, ct) =>
        {
            var row = await db.VersionWishes.FirstOrDefaultAsync(one => one.AgentId == agentId && one.Version == version, ct);
            if (row is null)
            {
                db.VersionWishes.Add(row = new() { TenantId = tenantId, AgentId = agentId, Version = version, Wish = "" });
            }

            (row.Wish, row.Digest, row.UpdatedAt) = (wish.Write(), digest, clock.GetUtcNow());
            return true;
        }, cancellationToken);
}

using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Cluster;
using OmniForge.Server.Executions.Control;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Executions;

/// <summary>
/// Who owns which execution, decided by the rows alone. Taking one over raises its epoch in the same statement, so the owner before
/// can write nothing any more, even when it was only frozen.
/// </summary>
internal sealed class ExecutionClaims(ForgeStore store, ThisNode me, TimeProvider clock)
{
    /// <summary>The owner of what waits for its turn.</summary>
    public const string Line = ExecutionRow.Line;

    /// <summary>For so long, what was accepted here is left to the one who accepted it: begun twice, its events would collide.</summary>
    private static readonly TimeSpan Beginning = TimeSpan.FromSeconds(15);

    /// <summary>What one look takes, so that several nodes share the work of one that is gone.</summary>
    private const int AtOnce = 100;

    /// <summary>Accepted and neither ended nor waiting for somebody: these need an owner.</summary>
    private static readonly ExecutionStatus[] AtWork = [ExecutionStatus.Pending, ExecutionStatus.Running, ExecutionStatus.Cancelling];

    /// <summary>Null = there is no such execution; empty = nobody owns it.</summary>
    public async Task<string?> OwnerAsync(string tenantId, string id, CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenantId);
        return await db.Executions.Where(row => row.Id == id).Select(row => row.Owner).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Takes one that nobody works on; false when it ended or another node was faster.</summary>
    /// <param name="from">Its owner so far: empty, or <see cref="ExecutionRow.Line"/>.</param>
    public Task<bool> TakeAsync(string tenantId, string id, string from, CancellationToken cancellationToken)
        => store.TransactAsync(tenantId, async (db, ct) => await TakeAsync(db, tenantId, [id], from, ct) == 1, cancellationToken);

    /// <summary>Takes a share of those whose owner is gone; the number taken.</summary>
    public async Task<int> TakeOrphansAsync(CancellationToken cancellationToken)
    {
        await using var look = store.Open("");
        var orphans = await look.Executions.IgnoreQueryFilters().AsNoTracking()
            .Where(row => AtWork.Contains(row.Status) && row.Owner != me.Address && row.Owner != ExecutionRow.Line
                && !look.Nodes.Any(node => node.Address == row.Owner && node.Status != Nodes.DeadStatus))
            .OrderBy(row => row.CreatedAt).Take(AtOnce)
            .Select(row => new { row.TenantId, row.Id, row.Owner }).ToListAsync(cancellationToken);
        var taken = 0;
        foreach (var group in orphans.GroupBy(row => (row.TenantId, row.Owner)))
        {
            var ids = group.Select(row => row.Id).ToList();
            taken += await store.TransactAsync(
                group.Key.TenantId, (db, ct) => TakeAsync(db, group.Key.TenantId, ids, group.Key.Owner, ct), cancellationToken);
        }

        return taken;
    }

    /// <summary>Everything this node should be working on.</summary>
    public async Task<IReadOnlyList<OwnExecution>> OwnAsync(CancellationToken cancellationToken)
    {
        // What lies ahead was accepted before the clock was set back.
        var now = clock.GetUtcNow();
        var begins = now - Beginning;
        await using var db = store.Open("");
        var rows = await db.Executions.IgnoreQueryFilters().AsNoTracking()
            .Where(row => row.Owner == me.Address && AtWork.Contains(row.Status)
                && (row.Status != ExecutionStatus.Pending || row.Epoch > 0 || row.CreatedAt < begins || row.CreatedAt > now))
            .OrderBy(row => row.CreatedAt)
            .Select(row => new
            {
                row.TenantId,
                row.AgentId,
                row.Id,
                row.Priority,
                row.CancelRequested,
                Sent = db.Controls.IgnoreQueryFilters().Any(mail => mail.TenantId == row.TenantId && mail.ExecutionId == row.Id && mail.Knocks > 0),
            }).ToListAsync(cancellationToken);
        return [.. rows.Select(row => new OwnExecution(new(row.TenantId, row.AgentId, row.Id, row.Priority), row.CancelRequested, row.Sent))];
    }

    /// <summary>Gives up everything this node owns, so that others need not wait until they miss it.</summary>
    public Task<int> ReleaseAsync(CancellationToken cancellationToken)
        => store.TransactAsync("", (db, ct) => db.Executions.IgnoreQueryFilters()
            .Where(row => row.Owner == me.Address && AtWork.Contains(row.Status))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Owner, ""), ct), cancellationToken);

    /// <summary>Gives up one that waits on, unless somebody took it meanwhile.</summary>
    public Task<int> GiveBackAsync(ExecutionRow waiting, CancellationToken cancellationToken)
        => store.TransactAsync(waiting.TenantId, (db, ct) => db.Executions
            .Where(row => row.Id == waiting.Id && row.Owner == me.Address && row.Epoch == waiting.Epoch)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Owner, ""), ct), cancellationToken);

    /// <summary>Whoever took up a waiting execution and died before it went on owns it no more; it is anybody's again.</summary>
    public Task<int> FreeWaitingAsync(CancellationToken cancellationToken)
        => store.TransactAsync("", (db, ct) => db.Executions.IgnoreQueryFilters()
            .Where(row => ExecutionStates.Waiting.Contains(row.Status) && row.Owner != "" && row.Owner != me.Address
                && !db.Nodes.Any(node => node.Address == row.Owner && node.Status != Nodes.DeadStatus))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Owner, ""), ct), cancellationToken);

    private Task<int> TakeAsync(ForgeDb db, string tenantId, IReadOnlyCollection<string> ids, string from, CancellationToken cancellationToken)
        => db.Executions.IgnoreQueryFilters()
            .Where(row => row.TenantId == tenantId && ids.Contains(row.Id) && row.Owner == from && row.Status < ExecutionStates.FirstFinal)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Owner, me.Address).SetProperty(row => row.Epoch, row => row.Epoch + 1), cancellationToken);
}

/// <summary>An execution that this node should be working on.</summary>
/// <param name="Sent">Something was sent to it; whether it was heard, the rows do not say.</param>
internal sealed record OwnExecution(SlotWish Wish, CancelMode CancelRequested, bool Sent);

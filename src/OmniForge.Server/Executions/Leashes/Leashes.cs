using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Executions.Leashes;

/// <summary>
/// Who follows executions that are to be cancelled when nobody does. A node that serves a stream of one moves its end on in the row, so
/// that any node can let it run out, and the end of a node lets go of all that it held.
/// </summary>
internal sealed class Leashes(ForgeStore store, TimeProvider clock)
{
    /// <summary>How long an execution goes on without anybody who follows it.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(30);

    /// <summary>How often a held one is moved on; a node that dies lets go this much later at most.</summary>
    public static readonly TimeSpan Renewal = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<(string Tenant, string Id), int> _held = new();

    /// <summary>Part of the start's transaction.</summary>
    public void Begin(ForgeDb db, ExecutionRow row)
        => db.Leashes.Add(new LeashRow { TenantId = row.TenantId, ExecutionId = row.Id, DueAt = clock.GetUtcNow() + Length });

    /// <summary>Holds it until the result is disposed of.</summary>
    public async Task<IAsyncDisposable> HoldAsync(string tenantId, string id, CancellationToken cancellationToken)
    {
        _held.AddOrUpdate((tenantId, id), 1, (_, holders) => holders + 1);
        var hold = new Hold(this, tenantId, id);
        try
        {
            await MoveAsync(tenantId, [id], Length + Renewal, cancellationToken);
            return hold;
        }
        catch
        {
            await hold.DisposeAsync();
            throw;
        }
    }

    /// <summary>Moves everything on that is followed on this node.</summary>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        foreach (var tenant in _held.Keys.GroupBy(key => key.Tenant, key => key.Id))
        {
            await MoveAsync(tenant.Key, [.. tenant], Length + Renewal, cancellationToken);
        }
    }

    /// <summary>Has one that could not be cancelled tried again later, unless somebody follows it by now.</summary>
    public Task PutOffAsync(LeashRow leash, CancellationToken cancellationToken)
    {
        var due = clock.GetUtcNow() + Renewal;
        return store.TransactAsync(
            leash.TenantId,
            (db, ct) => db.Leashes.Where(row => row.ExecutionId == leash.ExecutionId && row.DueAt == leash.DueAt)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.DueAt, due), ct),
            cancellationToken);
    }

    private async Task LetGoAsync(string tenantId, string id)
    {
        if (_held.AddOrUpdate((tenantId, id), 0, (_, holders) => holders - 1) > 0)
        {
            return;
        }

        _held.TryRemove(new((tenantId, id), 0));

        // A store that is away is no reason to fail an ended stream: the row runs out a little later by itself.
        await StoreTrouble.TryAsync(() => MoveAsync(tenantId, [id], Length, CancellationToken.None));
    }

    private Task<int> MoveAsync(string tenantId, List<string> ids, TimeSpan by, CancellationToken cancellationToken)
    {
        var due = clock.GetUtcNow() + by;
        return store.TransactAsync(
            tenantId,
            (db, ct) => db.Leashes.Where(leash => ids.Contains(leash.ExecutionId)).ExecuteUpdateAsync(set => set.SetProperty(leash => leash.DueAt, due), ct),
            cancellationToken);
    }

    private sealed class Hold(Leashes leashes, string tenantId, string id) : IAsyncDisposable
    {
        private int _over;

        public async ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _over, 1) == 0)
            {
                await leashes.LetGoAsync(tenantId, id);
            }
        }
    }
}

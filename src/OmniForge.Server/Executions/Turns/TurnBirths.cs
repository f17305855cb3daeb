using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Cluster;
using OmniForge.Server.Executions.Control;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Executions.Turns;

/// <summary>
/// Accepts executions that must not run beside others of their key, or not without anybody who follows them. Whoever starts one of a key has the key's turn until it is
/// stored, on whatever node; those who look for nobody wait for nothing.
/// </summary>
internal sealed class TurnBirths(ForgeStore store, ExecutionMail mail, Leashes.Leashes leashes, Owners owners, ServerOptions options)
{
    /// <summary>Null when it was not written: the id is taken, or the agent has changed.</summary>
    public async Task<TurnBirth?> WriteAsync(PreparedStart start, long agentRevision, CancellationToken cancellationToken)
    {
        var (row, policy) = (start.Row, start.Busy);
        List<TurnHolder> cancelled = [];
        var birth = await store.TransactAsync<TurnBirth?>(row.TenantId, async (db, ct) =>
        {
            if (policy != BusyPolicy.Allow)
            {
                await db.TakeTurnAsync(TurnOf(row), ct);
            }

            if (await db.Executions.AnyAsync(other => other.Id == row.Id, ct)
                || !await db.Agents.AnyAsync(agent => agent.Id == row.AgentId && agent.Revision == agentRevision, ct))
            {
                return null;
            }

            var holders = policy == BusyPolicy.Allow ? [] : await db.HoldersAsync(row.ConcurrencyKey, ct);
            var place = Place(row, policy, holders);
            if (place == TurnPlace.Replace)
            {
                await CancelAsync(db, holders, ct);
                cancelled = holders;
            }

            var accepted = ExecutionStart.Accepted(row, place switch
            {
                TurnPlace.Begin => 0,
                TurnPlace.Replace => 1,
                _ => 1 + holders.Count(holder => holder.Owner == ExecutionRow.Line),
            });
            db.Executions.Add(row);
            db.ExecutionEvents.Add(accepted.Row);
            if (start.Leashed)
            {
                leashes.Begin(db, row);
            }

            return new TurnBirth(accepted.Event, place);
        }, cancellationToken);
        await Task.WhenAll(cancelled.Select(holder => owners.CancelExecutionAsync(row.TenantId, holder.Id, CancelMode.Graceful)));
        return birth;
    }

    /// <summary>Refuses what <see cref="WriteAsync"/> would refuse now; for a start that only asks.</summary>
    public async Task CheckAsync(ExecutionRow row, BusyPolicy policy, CancellationToken cancellationToken)
    {
        if (policy == BusyPolicy.Reject)
        {
            await using var db = store.Open(row.TenantId);
            Place(row, policy, await db.HoldersAsync(row.ConcurrencyKey, cancellationToken));
        }
    }

    private TurnPlace Place(ExecutionRow row, BusyPolicy policy, List<TurnHolder> holders)
    {
        var place = TurnRules.Place(policy, holders.Count);
        if (place == TurnPlace.Refuse)
        {
            throw TurnRules.Busy(holders[0].Id);
        }

        if (place == TurnPlace.Begin)
        {
            return place;
        }

        if (policy == BusyPolicy.Enqueue && holders.Count(holder => holder.Owner == ExecutionRow.Line) >= options.MaxQueued)
        {
            throw new DomainException(Refusal.Exhausted, "QUEUE_FULL", "Too many executions wait for their turn. Try again later; nothing was started.")
            {
                RetryAfter = TimeSpan.FromSeconds(5),
            }.With("scope", "concurrency_key");
        }

        // Clocks of nodes differ; whoever comes later must be later.
        row.Owner = ExecutionRow.Line;
        var least = holders[^1].CreatedAt.AddMicroseconds(1);
        row.CreatedAt = row.CreatedAt > least ? row.CreatedAt : least;
        return place;
    }

    private async Task CancelAsync(ForgeDb db, List<TurnHolder> holders, CancellationToken cancellationToken)
    {
        var ids = holders.Select(holder => holder.Id).ToList();
        await db.Executions.Where(other => ids.Contains(other.Id) && other.CancelRequested == CancelMode.Unspecified)
            .ExecuteUpdateAsync(set => set.SetProperty(other => other.CancelRequested, CancelMode.Graceful), cancellationToken);
        foreach (var id in ids)
        {
            await mail.CancelAsync(db, id, StopReason.Superseded, cancellationToken);
        }
    }

    private static string TurnOf(ExecutionRow row) => $"executions of {row.TenantId}/{row.ConcurrencyKey}";
}

/// <summary>An accepted execution that looked for others.</summary>
internal sealed record TurnBirth(ExecutionEvent Accepted, TurnPlace Place);

using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Notices;
using OmniForge.Server.Storage;
using OmniForge.V1;
using Key = (string Tenant, string Id);

namespace OmniForge.Server.Triggers.Events;

/// <summary>
/// Decides what is due: what starts nothing is settled, what starts is taken for this node for a while. Another node takes it over when
/// nothing was heard of it then.
/// </summary>
internal sealed class EventClaims(ForgeStore store, TimeProvider clock)
{
    /// <summary>Events of one transaction.</summary>
    public const int Batch = 100;

    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>Changes of one thing that follow one another are not put off for longer than this.</summary>
    private static readonly TimeSpan LongestMerge = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>When the next event is to be decided; null = none waits.</summary>
    public async Task<DateTimeOffset?> NextAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Open("");
        return await db.TriggerEvents.IgnoreQueryFilters().Where(row => row.Outcome == EventOutcome.Waiting)
            .OrderBy(row => row.DueAt).Select(row => (DateTimeOffset?)row.DueAt).FirstOrDefaultAsync(cancellationToken);
    }

    public Task<Claimed> ClaimAsync(CancellationToken cancellationToken) => store.TransactAsync("", ClaimBatchAsync, cancellationToken);

    private async Task<Claimed> ClaimBatchAsync(ForgeDb db, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var due = (await db.LockDueEventsAsync(now, Batch, cancellationToken))
            .OrderBy(row => row.ReceivedAt).ThenBy(row => row.EventKey, StringComparer.Ordinal).ToList();
        if (due.Count == 0)
        {
            return new([], 0);
        }

        var triggers = await TriggersAsync(db, due, cancellationToken);
        var agents = await TriggerSurroundings.AgentsAsync(db, [.. triggers.Values], cancellationToken);
        var starts = new List<EventStart>();
        foreach (var row in due)
        {
            var trigger = triggers.GetValueOrDefault((row.TenantId, row.TriggerId));
            var agent = trigger is null ? null : agents.GetValueOrDefault((trigger.TenantId, trigger.AgentId));
            var reason = EventRules.Refusal(trigger, agent, row.Mode);
            if (reason.Length == 0 && !EventInput.Holds(trigger!, EventInput.Of(row)))
            {
                reason = "The condition is not met.";
            }

            if (reason.Length > 0)
            {
                Settle(row, EventOutcome.Ignored, reason, now);
            }
            else if (await MergedAsync(db, trigger!, row, due, now, cancellationToken))
            {
                Settle(row, EventOutcome.Merged, "A later one about the same thing stands for it.", now);
            }
            else if (await LoopsAsync(db, row, starts, now, cancellationToken))
            {
                await PauseAsync(db, trigger!, agent!, row, now, cancellationToken);
                Settle(row, EventOutcome.Ignored, trigger!.PauseReason, now);
            }
            else
            {
                (row.DueAt, row.Attempts) = (now + Lease, row.Attempts + 1);
                starts.Add(new(row, trigger!, agent!));
            }
        }

        await RowBatch.WriteAsync(db, cancellationToken);
        return new(starts, due.Count);
    }

    private static async Task<Dictionary<Key, TriggerRow>> TriggersAsync(ForgeDb db, List<TriggerEventRow> due, CancellationToken cancellationToken)
    {
        var tenants = due.Select(row => row.TenantId).Distinct().ToList();
        var ids = due.Select(row => row.TriggerId).Distinct().ToList();
        var found = await db.Triggers.IgnoreQueryFilters().AsNoTracking()
            .Where(row => tenants.Contains(row.TenantId) && ids.Contains(row.Id)).ToListAsync(cancellationToken);
        return found.ToDictionary(row => (row.TenantId, row.Id));
    }

    private static void Settle(TriggerEventRow row, EventOutcome outcome, string reason, DateTimeOffset now)
        => (row.Outcome, row.Reason, row.DecidedAt) = (outcome, reason, now);

    /// <summary>Hands the event over to the newest one about the same thing that nobody has begun, where events are to be merged.</summary>
    private static async Task<bool> MergedAsync(
        ForgeDb db, TriggerRow trigger, TriggerEventRow row, List<TriggerEventRow> due, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (row.ResourceId.Length == 0 || row.Attempts > 0 || row.Mode != ExecutionMode.Live || now - row.FirstAt > LongestMerge)
        {
            return false;
        }

        var waiting = db.TriggerEvents.IgnoreQueryFilters().Where(other => other.TenantId == row.TenantId && other.TriggerId == row.TriggerId
            && other.Outcome == EventOutcome.Waiting && other.Mode == ExecutionMode.Live);
        if (trigger.DebounceMs == 0 && await waiting.Take(EventRules.MostWaiting + 1).CountAsync(cancellationToken) <= EventRules.MostWaiting)
        {
            return false;
        }

        var newest = await waiting.AsNoTracking().Where(other => other.ResourceId == row.ResourceId && other.EventKey != row.EventKey && other.Attempts == 0
                && (other.ReceivedAt > row.ReceivedAt || (other.ReceivedAt == row.ReceivedAt && string.Compare(other.EventKey, row.EventKey) > 0)))
            .OrderByDescending(other => other.ReceivedAt).ThenByDescending(other => other.EventKey).Select(other => other.EventKey).FirstOrDefaultAsync(cancellationToken);
        return newest is not null && await HandOverAsync(db, row, newest, due, cancellationToken);
    }

    private static async Task<bool> HandOverAsync(ForgeDb db, TriggerEventRow row, string newest, List<TriggerEventRow> due, CancellationToken cancellationToken)
    {
        if (due.Find(other => (other.TenantId, other.TriggerId, other.EventKey) == (row.TenantId, row.TriggerId, newest)) is { } here)
        {
            if (here.Outcome != EventOutcome.Waiting || here.Attempts > 0)
            {
                return false;
            }

            (here.Merged, here.FirstAt) = (here.Merged + row.Merged + 1, row.FirstAt < here.FirstAt ? row.FirstAt : here.FirstAt);
            return true;
        }

        // It is not due yet; whoever else has begun it meanwhile keeps it.
        var (more, first) = (row.Merged + 1, row.FirstAt);
        var told = await db.TriggerEvents.IgnoreQueryFilters()
            .Where(other => other.TenantId == row.TenantId && other.TriggerId == row.TriggerId && other.EventKey == newest
                && other.Outcome == EventOutcome.Waiting && other.Attempts == 0)
            .ExecuteUpdateAsync(
                set => set.SetProperty(other => other.Merged, other => other.Merged + more)
                    .SetProperty(other => other.FirstAt, other => other.FirstAt < first ? other.FirstAt : first),
                cancellationToken);
        return told == 1;
    }

    private static async Task<bool> LoopsAsync(ForgeDb db, TriggerEventRow row, List<EventStart> starts, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (row.ResourceId.Length == 0 || row.Mode != ExecutionMode.Live || row.Attempts > 0)
        {
            return false;
        }

        var since = now - Hour;
        var before = await db.TriggerEvents.IgnoreQueryFilters().CountAsync(
            other => other.TenantId == row.TenantId && other.TriggerId == row.TriggerId && other.ResourceId == row.ResourceId && other.EventKey != row.EventKey
                && other.Mode == ExecutionMode.Live && other.ReceivedAt >= since
                && (other.Outcome == EventOutcome.Started || (other.Outcome == EventOutcome.Waiting && other.Attempts > 0)),
            cancellationToken);
        var here = starts.Count(start => (start.Event.TenantId, start.Event.TriggerId, start.Event.ResourceId) == (row.TenantId, row.TriggerId, row.ResourceId)
            && start.Event.Attempts == 1);
        return before + here >= EventRules.MostPerResource;
    }

    private static async Task PauseAsync(
        ForgeDb db, TriggerRow trigger, TriggerAgent agent, TriggerEventRow row, DateTimeOffset now, CancellationToken cancellationToken)
    {
        (trigger.Status, trigger.PauseReason) = (TriggerStatus.Paused, EventRules.Loop(row.Url.Length > 0 ? row.Url : row.ResourceId));
        var (reason, active, paused) = (trigger.PauseReason, TriggerStatus.Active, TriggerStatus.Paused);
        var changed = await db.Triggers.IgnoreQueryFilters().Where(known => known.TenantId == trigger.TenantId && known.Id == trigger.Id && known.Status == active)
            .ExecuteUpdateAsync(set => set.SetProperty(known => known.Status, paused).SetProperty(known => known.PauseReason, reason), cancellationToken);
        if (changed == 1)
        {
            TriggerNotices.Paused(db, trigger.TenantId, trigger.Id, agent.Id, $"A trigger of \"{agent.Name}\" was paused. {reason}", now);
        }
    }
}

/// <param name="Decided">How many events were looked at.</param>
internal sealed record Claimed(IReadOnlyList<EventStart> Starts, int Decided);

/// <summary>An event that this node starts an execution for.</summary>
internal sealed record EventStart(TriggerEventRow Event, TriggerRow Trigger, TriggerAgent Agent);

using System.Text.Json;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Events;
using OmniForge.Server.Connections;
using OmniForge.Server.Executions;
using OmniForge.Server.Hosting;
using OmniForge.Server.Notices;
using OmniForge.Server.Storage;
using OmniForge.Server.Triggers.Events;
using OmniForge.V1;

namespace OmniForge.Server.Triggers.Looks;

/// <summary>
/// One look: page after page, the events and where the next page begins in one transaction each. Another node that took over makes the rest
/// of it void.
/// </summary>
internal sealed class Look(ForgeStore store, Providers providers, TriggerAccounts accounts, EventDispatch dispatch, TimeProvider clock)
{
    /// <summary>Pages of one look at one kind of event; the next look goes on.</summary>
    private const int MostPages = 50;

    private const string Before = "It was there before the trigger began to look.";

    public async Task AtAsync(TriggerRow trigger, CancellationToken cancellationToken)
    {
        var problem = "";
        var counts = true;
        try
        {
            var account = await accounts.OpenAsync(trigger, cancellationToken);
            foreach (var source in providers.Get(trigger.Integration).Polls.Where(source => EventRules.Types(trigger).Contains(source.EventType)))
            {
                if (!await AtAsync(trigger, source, account, cancellationToken))
                {
                    return;
                }
            }
        }
        catch (AccountException refused)
        {
            // Of an account that is lost its owner was told; the trigger goes on once somebody has signed in again.
            (problem, counts) = (refused.Message, refused.Code != ToolErrorCode.Auth);
        }
        finally
        {
            dispatch.Ring();
        }

        await EndAsync(trigger, problem, counts ? 1 : 0, cancellationToken);
    }

    /// <summary>False when somebody else looks now.</summary>
    private async Task<bool> AtAsync(TriggerRow trigger, IPollSource source, IAccount account, CancellationToken cancellationToken)
    {
        var cursor = Cursors(trigger).GetValueOrDefault(source.EventType, "");
        var (already, before) = ((IReadOnlyList<OutsideEvent>)[], "");
        if (cursor.Length == 0)
        {
            // What is found right after the beginning was there before it: providers tell minutes, not instants.
            already = trigger is { LookedAt: null, Backfill: > 0 } ? await source.NewestAsync(account, trigger.ResourceId, trigger.Backfill, cancellationToken) : [];
            (before, cursor) = (Before, (await source.LookAsync(account, trigger.ResourceId, "", clock.GetUtcNow(), cancellationToken)).Cursor);
        }

        for (var pages = 0; pages < MostPages; pages++)
        {
            var page = await source.LookAsync(account, trigger.ResourceId, cursor, clock.GetUtcNow(), cancellationToken);
            if (!await KeepAsync(trigger, source.EventType, already, new(page.Events, before), page.Cursor, cancellationToken))
            {
                return false;
            }

            if (!page.More)
            {
                break;
            }

            (cursor, already) = (page.Cursor, []);
        }

        return true;
    }

    private Task<bool> KeepAsync(
        TriggerRow claimed, string eventType, IReadOnlyList<OutsideEvent> already, Found found, string cursor, CancellationToken cancellationToken)
        => store.TransactAsync(claimed.TenantId, async (db, ct) =>
        {
            if (await MineAsync(db, claimed, ct) is not { } trigger)
            {
                return false;
            }

            var now = clock.GetUtcNow();
            var delivery = new DeliveryRow
            {
                Id = Ids.New(),
                TenantId = trigger.TenantId,
                TriggerId = trigger.Id,
                Source = DeliverySource.Poll,
                Verdict = DeliveryVerdict.Accepted,
                ReceivedAt = now,
            };
            var account = (await TriggerSurroundings.AccountsAsync(db, [trigger], ct)).GetValueOrDefault((trigger.TenantId, trigger.ConnectionId));
            var wanted = already.Select(one => one.Key).ToHashSet();
            var added = await EventIntake.AddAsync(db, trigger, account, delivery, already, ct)
                + await EventIntake.AddAsync(db, trigger, account, delivery, [.. found.Events.Where(one => !wanted.Contains(one.Key))], ct, found.Refusal);
            if (added > 0)
            {
                db.Deliveries.Add(delivery);
            }

            var cursors = Cursors(trigger);
            cursors[eventType] = cursor;
            trigger.Cursors = JsonSerializer.Serialize(cursors, StoredJson.Default.DictionaryStringString);
            return true;
        }, cancellationToken);

    private Task<bool> EndAsync(TriggerRow claimed, string problem, int counted, CancellationToken cancellationToken)
        => store.TransactAsync(claimed.TenantId, async (db, ct) =>
        {
            if (await MineAsync(db, claimed, ct) is not { } trigger)
            {
                return false;
            }

            var now = clock.GetUtcNow();
            (trigger.LookedAt, trigger.LookClaim, trigger.LookProblem) = (now, "", problem);
            if (problem.Length == 0)
            {
                (trigger.LookFailures, trigger.NextLookAt) = (0, now + LookRules.AfterSuccess(trigger, Random.Shared.NextDouble()));
                return true;
            }

            trigger.LookFailures += counted;
            trigger.NextLookAt = now + LookRules.AfterFailure(trigger, Math.Max(1, trigger.LookFailures));
            if (trigger.LookFailures >= LookRules.MostFailures && trigger.Kind == TriggerKind.Poll)
            {
                (trigger.Status, trigger.PauseReason) = (TriggerStatus.Paused, LookRules.PauseReason(problem));
                var agents = await TriggerSurroundings.AgentsAsync(db, [trigger], ct);
                var name = agents.GetValueOrDefault((trigger.TenantId, trigger.AgentId))?.Name ?? trigger.AgentId;
                TriggerNotices.Paused(db, trigger.TenantId, trigger.Id, trigger.AgentId, $"A trigger of \"{name}\" was paused. {trigger.PauseReason}", now);
            }

            return true;
        }, cancellationToken);

    private static async Task<TriggerRow?> MineAsync(ForgeDb db, TriggerRow claimed, CancellationToken cancellationToken)
        => (await db.LockAsync([(claimed.TenantId, claimed.Id)], cancellationToken)).Find(row => row.LookClaim == claimed.LookClaim && row.Status == TriggerStatus.Active);

    private static Dictionary<string, string> Cursors(TriggerRow trigger)
        => JsonSerializer.Deserialize(trigger.Cursors, StoredJson.Default.DictionaryStringString) ?? [];

    /// <param name="Refusal">Why they start nothing; empty = they may.</param>
    private sealed record Found(IReadOnlyList<OutsideEvent> Events, string Refusal);
}

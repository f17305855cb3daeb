using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Executions;
using OmniForge.Server.Hosting;
using OmniForge.Server.Notices;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Triggers.Events;

/// <summary>Starts the execution of an event. Its request id follows from the event, so that a second start finds the first.</summary>
internal sealed partial class EventStarts(ForgeStore store, ExecutionDirectory executions, TimeProvider clock, ILogger<EventStarts> log)
{
    public async Task StartAsync(EventStart start, CancellationToken cancellationToken)
    {
        var (happened, trigger) = (start.Event, start.Trigger);
        try
        {
            var request = new StartExecutionRequest
            {
                AgentId = trigger.AgentId,
                InputData = EventInput.Mapped(trigger, EventInput.Of(happened)).ToStruct(),
                Mode = happened.Mode,
                UseDraft = happened.Mode == ExecutionMode.Test && start.Agent.Version == 0,
                RequestId = happened.RequestId,
            };
            var origin = new StartOrigin(TriggerType.EventDriven) { TriggerId = trigger.Id, DeliveryId = happened.DeliveryId };
            var started = await executions.StartAsync(Caller.Trigger(trigger.TenantId, trigger.Id), request, origin, Watching.None, cancellationToken);
            await SettleAsync(happened, EventOutcome.Started, "", started.Row.Id, cancellationToken);
        }
        catch (DomainException reused) when (reused.Reason == "REQUEST_ID_REUSED")
        {
            // It was started before the trigger was changed; only the note of it was lost.
            var id = Ids.From(trigger.TenantId, trigger.Id, "StartExecution", happened.RequestId);
            await SettleAsync(happened, EventOutcome.Started, "", id, cancellationToken);
        }
        catch (DomainException full) when (full.Refusal is Refusal.Exhausted or Refusal.Unavailable or Refusal.TooSlow)
        {
            LogPutOff(happened.TriggerId, full.Message);
            await PutOffAsync(happened, full.RetryAfter ?? TimeSpan.FromSeconds(5), cancellationToken);
        }
        catch (DomainException refused)
        {
            await RefusedAsync(start, refused, cancellationToken);
        }
    }

    private async Task RefusedAsync(EventStart start, DomainException refused, CancellationToken cancellationToken)
    {
        var (happened, trigger, now) = (start.Event, start.Trigger, clock.GetUtcNow());
        var ignored = refused.Reason is "AGENT_NOT_ACTIVE" or "AGENT_STOPPED" or "RESOURCE_NOT_FOUND";
        await SettleAsync(happened, ignored ? EventOutcome.Ignored : EventOutcome.Failed, refused.Message, "", cancellationToken);
        if (!ignored && happened.Mode == ExecutionMode.Live)
        {
            await store.TransactAsync(trigger.TenantId, (db, _) =>
            {
                TriggerNotices.NotStarted(db, trigger.TenantId, happened.RequestId, trigger.AgentId, $"\"{start.Agent.Name}\" could not start when something happened. {refused.Message}", now);
                return Task.FromResult(true);
            }, cancellationToken);
        }
    }

    private Task<int> SettleAsync(TriggerEventRow happened, EventOutcome outcome, string reason, string executionId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return store.TransactAsync(happened.TenantId, (db, ct) => Own(db, happened).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Outcome, outcome).SetProperty(row => row.Reason, reason)
                .SetProperty(row => row.ExecutionId, executionId).SetProperty(row => row.DecidedAt, now),
            ct), cancellationToken);
    }

    private Task<int> PutOffAsync(TriggerEventRow happened, TimeSpan wait, CancellationToken cancellationToken)
    {
        var due = clock.GetUtcNow() + wait;
        return store.TransactAsync(happened.TenantId, (db, ct) => Own(db, happened).ExecuteUpdateAsync(set => set.SetProperty(row => row.DueAt, due), ct), cancellationToken);
    }

    private static IQueryable<TriggerEventRow> Own(ForgeDb db, TriggerEventRow happened)
        => db.TriggerEvents.Where(row => row.TriggerId == happened.TriggerId && row.EventKey == happened.EventKey && row.Outcome == EventOutcome.Waiting);

    [LoggerMessage(LogLevel.Warning, "An event of trigger {TriggerId} waits a little: {Why}")]
    private partial void LogPutOff(string triggerId, string why);
}

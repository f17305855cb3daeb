using Google.Protobuf.WellKnownTypes;
using OmniForge.Agents.Building.Events;
using OmniForge.Server.Hosting;
using OmniForge.Server.Tenancy;
using OmniForge.Server.Triggers;
using OmniForge.V1;

namespace OmniForge.Server.Conversations;

/// <summary>
/// Makes an agent wait for what its talk says, and for nothing else that the talk had it wait for. Triggers that people made otherwise are
/// left alone. Doing it twice is doing it once.
/// </summary>
internal sealed class TriggerWork(TriggerDirectory triggers, TriggerEdits edits)
{
    /// <summary>With it the ids of triggers begin that a talk has made.</summary>
    private const string Mark = "talk-";

    /// <summary>More than an agent can have.</summary>
    private const int MostListed = 100;

    private const string Left = "The agent's present version does not wait for this.";

    /// <param name="plan">Null = for nothing.</param>
    public async Task FollowAsync(Caller caller, string agentId, EventPlan? plan, CancellationToken cancellationToken)
    {
        var wanted = plan is null ? "" : Mark + Ids.From(caller.TenantId, agentId, plan.Type, plan.Connection, plan.Place, plan.Causes.ToString(), plan.Notice.ToString());
        var known = await KnownAsync(caller, agentId, cancellationToken);
        foreach (var other in known.Where(row => row.Id != wanted && row.Status == TriggerStatus.Active))
        {
            await edits.PauseAsync(caller, new() { TriggerId = other.Id, Reason = Left }, cancellationToken);
        }

        if (plan is null)
        {
            return;
        }

        if (known.Find(row => row.Id == wanted) is { } present)
        {
            if (present is { Status: TriggerStatus.Paused, StatusMessage: Left })
            {
                await edits.ResumeAsync(caller, new() { TriggerId = wanted }, cancellationToken);
            }

            return;
        }

        await MakeAsync(caller, agentId, wanted, plan, cancellationToken);
    }

    private async Task MakeAsync(Caller caller, string agentId, string id, EventPlan plan, CancellationToken cancellationToken)
    {
        var looks = plan.Notice == EventNotice.Looked;
        var wish = new Trigger
        {
            Name = "Made by talking",
            Kind = looks ? TriggerKind.Poll : TriggerKind.Webhook,
            Integration = plan.Integration,
            ConnectionId = plan.Connection,
            ResourceId = plan.Place,
            OwnChanges = plan.Causes == EventCauses.Everybody ? OwnChanges.Count : OwnChanges.Ignore,
            PollInterval = looks ? Duration.FromTimeSpan(TimeSpan.FromMinutes(plan.EveryMinutes)) : null,
        };
        wish.EventTypes.Add(plan.Type);
        try
        {
            await triggers.CreateAsync(caller, new() { AgentId = agentId, TriggerId = id, Trigger = wish }, cancellationToken);
        }
        catch (DomainException missing) when (missing is { Refusal: Refusal.NotFound } && plan.Connection.Length > 0)
        {
            throw DomainException.Status(
                "CONNECTION_REQUIRED",
                "What happens elsewhere can only be noticed through an account that everybody here may use, and this one is somebody's own. Ask whoever connected it to share it.")
                .With("integration", plan.Integration);
        }
    }

    private async Task<List<Trigger>> KnownAsync(Caller caller, string agentId, CancellationToken cancellationToken)
        => [.. (await triggers.ListAsync(caller, new() { AgentId = agentId, PageSize = MostListed }, cancellationToken)).Triggers
            .Where(trigger => trigger.Id.StartsWith(Mark, StringComparison.Ordinal))];
}

using System.Text.Json;
using OmniForge.Integrations.Events;
using OmniForge.Server.Executions;
using OmniForge.V1;

namespace OmniForge.Server.Triggers.Events;

/// <summary>What an event means for a trigger. Pure.</summary>
internal static class EventRules
{
    /// <summary>Runs for one thing within an hour; one more looks like an agent that starts itself.</summary>
    public const int MostPerResource = 10;

    /// <summary>With more waiting, several about one thing start one run.</summary>
    public const int MostWaiting = 100;

    /// <summary>A webhook says the second and a look at the same change the minute, or a little later one.</summary>
    public static readonly TimeSpan SameChange = TimeSpan.FromMinutes(2);

    public static IReadOnlyList<string> Types(TriggerRow trigger) => JsonSerializer.Deserialize(trigger.EventTypes, StoredJson.Default.ListString) ?? [];

    /// <summary>Whether the trigger waits for such an event there.</summary>
    public static bool Concerns(TriggerRow trigger, OutsideEvent happened)
        => Types(trigger).Contains(happened.Type)
            && (trigger.ResourceId.Length == 0 || happened.Within.Append(happened.ResourceId).Any(within => SameId(within, trigger.ResourceId)));

    /// <summary>Why it starts nothing although the trigger waits for such; empty = it may.</summary>
    public static string Refusal(TriggerRow trigger, string actorId, string ownActorId)
        => trigger.OwnChanges == OwnChanges.Ignore && ownActorId.Length > 0 && actorId == ownActorId
            ? "The connected account did it itself. Set own_changes to COUNT to start for such as well."
            : "";

    /// <summary>Why the trigger starts nothing at all now; empty = it does.</summary>
    public static string Refusal(TriggerRow? trigger, TriggerAgent? agent, ExecutionMode mode) => (trigger, agent) switch
    {
        (null, _) => "The trigger was deleted.",
        (_, null or { Deleted: true }) => "The agent was deleted.",
        (_, { Status: AgentStatus.Archived }) => "The agent is archived.",
        _ when mode == ExecutionMode.Test => "",
        ({ Status: TriggerStatus.Paused }, _) => "The trigger is paused.",
        (_, { Status: not AgentStatus.Active }) => "The agent is not switched on.",
        (_, { Stopped: true }) => "The agent is stopped.",
        _ => "",
    };

    /// <summary>Why a trigger that starts itself is paused.</summary>
    public static string Loop(string resource)
        => $"It started more than {MostPerResource} runs within an hour for one thing ({resource}). That looks like an agent that starts itself. "
            + "Look at what the runs change, then resume the trigger.";

    /// <summary>Providers write one id with hyphens here and without there.</summary>
    private static bool SameId(string one, string other)
        => string.Equals(one.Replace("-", "", StringComparison.Ordinal), other.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase);
}

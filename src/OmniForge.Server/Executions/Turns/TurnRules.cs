using OmniForge.Server.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Executions.Turns;

/// <summary>What a start does about executions of its key that have not ended. Pure.</summary>
internal static class TurnRules
{
    private const int LongestKey = 128;

    /// <summary>The request goes before the agent's default; schedules have policies of their own, and trials disturb nobody.</summary>
    public static TurnWish Of(StartExecutionRequest request, ExecutionMode mode, TriggerType trigger, ExecutionPlanRecord plan)
    {
        if (request.ConcurrencyKey.Length > LongestKey)
        {
            throw DomainException.Field("concurrency_key", $"may have at most {LongestKey} characters");
        }

        var trial = mode is ExecutionMode.DryRun or ExecutionMode.Replay;
        var policy = request.BusyPolicy != BusyPolicy.Unspecified ? request.BusyPolicy
            : trial || trigger == TriggerType.Scheduled || plan.Busy == BusyPolicy.Unspecified ? BusyPolicy.Allow
            : plan.Busy;
        if (!Enum.IsDefined(policy))
        {
            throw DomainException.Field("busy_policy", "must be ALLOW, REJECT, ENQUEUE or CANCEL_OTHER");
        }

        return new(policy, request.ConcurrencyKey.Length > 0 ? request.ConcurrencyKey : plan.ConcurrencyKey ?? "");
    }

    /// <summary>The key as it is stored: starts that look for nobody and name no key are found by their agent.</summary>
    public static string Stored(TurnWish wish, string agentId)
        => wish.Key.Length > 0 ? wish.Key
            : wish.Policy == BusyPolicy.Allow ? ""
            : agentId;

    public static TurnPlace Place(BusyPolicy policy, int others) => (policy, others) switch
    {
        (_, 0) => TurnPlace.Begin,
        (BusyPolicy.Reject, _) => TurnPlace.Refuse,
        (BusyPolicy.Enqueue, _) => TurnPlace.Wait,
        (BusyPolicy.CancelOther, _) => TurnPlace.Replace,
        _ => TurnPlace.Begin,
    };

    public static DomainException Busy(string executionId)
        => DomainException.Status(
            "EXECUTION_BUSY", $"Execution {executionId} has not ended yet, and this one is not to run beside it. Wait for its end or cancel it; or start with the busy_policy ENQUEUE, CANCEL_OTHER or ALLOW.")
            .With("resource", "execution").With("id", executionId);
}

/// <param name="Key">Empty = the agent.</param>
internal readonly record struct TurnWish(BusyPolicy Policy, string Key);

internal enum TurnPlace
{
    Begin,

    /// <summary>After those before it.</summary>
    Wait,

    /// <summary>After those before it, which are cancelled.</summary>
    Replace,
    Refuse,
}

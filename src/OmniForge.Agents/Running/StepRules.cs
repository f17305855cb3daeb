using System.Text.Json.Nodes;

namespace OmniForge.Agents.Running;

/// <summary>What follows from how a step ended. Pure.</summary>
internal static class StepRules
{
    /// <summary>What to do after a failed attempt. <paramref name="attempt"/> counts from 1.</summary>
    public static AfterFailure Decide(PlannedSkill skill, int attempt, RunFailure failure) => skill.ErrorStrategy switch
    {
        _ when EndsTheRun(failure) => AfterFailure.Stop,
        StepErrorStrategy.Skip => AfterFailure.Skip,
        StepErrorStrategy.Retry when failure.Retryable && attempt <= skill.Retry.MaxRetries => AfterFailure.Retry,
        _ => AfterFailure.Stop,
    };

    /// <summary>Grows with each attempt up to the limit; a provider that asks for more time gets it.</summary>
    public static TimeSpan Pause(StepRetry retry, int attempt, TimeSpan? asked)
    {
        var factor = Math.Pow(Math.Max(1, retry.Multiplier), attempt - 1);
        var seconds = Math.Min(retry.InitialBackoff.TotalSeconds * factor, retry.MaxBackoff.TotalSeconds);
        var own = TimeSpan.FromSeconds(Math.Max(0, seconds));
        return asked is { } wish && wish > own ? wish : own;
    }

    /// <summary>The stop reason of an execution that ends because of this step.</summary>
    public static string StopReason(StepRecord step, PlannedSkill skill) => step switch
    {
        { Outcome: StepOutcome.Cancelled } => "USER",
        { Outcome: StepOutcome.TimedOut } => "DEADLINE",
        { Failure.Reason: FailureReasons.Budget } => "BUDGET",
        { Failure.Reason: FailureReasons.IterationLimit } => "ITERATION_LIMIT",
        { Failure.Reason: FailureReasons.Internal } => "INTERNAL",
        { Failure.Reason: FailureReasons.InterruptDenied or FailureReasons.InterruptExpired } => step.Failure.Reason,
        _ when skill.ErrorStrategy == StepErrorStrategy.Retry && step.Failure?.Retryable == true => "RETRIES_EXHAUSTED",
        _ => "STEP_FAILED",
    };

    /// <summary>Input of the next order: the output itself, or by key when several skills had this order.</summary>
    public static JsonObject Merge(IReadOnlyList<(string Key, JsonObject Output)> outputs, int skillsOfOrder) => skillsOfOrder == 1
        ? outputs[0].Output
        : new JsonObject(outputs.Select(o => KeyValuePair.Create(o.Key, (JsonNode?)o.Output.DeepClone())));

    /// <summary>The plan in running order, grouped by equal orders.</summary>
    public static IReadOnlyList<IReadOnlyList<PlannedStep>> Groups(AgentPlan plan) =>
    [
        .. plan.Skills.OrderBy(s => s.Order)
            .Select((s, i) => new PlannedStep((i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), s))
            .GroupBy(s => s.Skill.Order)
            .Select(g => (IReadOnlyList<PlannedStep>)[.. g]),
    ];

    /// <summary>No strategy of one step can go on from these.</summary>
    private static bool EndsTheRun(RunFailure failure)
        => failure.Reason is FailureReasons.Budget or FailureReasons.Deadline or FailureReasons.Cancelled;
}

internal enum AfterFailure
{
    Stop,
    Skip,
    Retry,
}

using System.Text.Json.Nodes;

namespace OmniForge.Agents.Running;

/// <summary>What follows from how a step ended. Pure.</summary>
internal static class StepRules
{
    private static readonly StepRetry NoRetry = new() { MaxRetries = 0 };

    /// <summary>What to do after a failed attempt. <paramref name="attempt"/> counts from 1.</summary>
    public static AfterFailure Decide(PlannedSkill skill, int attempt, RunFailure failure, StepActor actor)
    {
        if (EndsTheRun(failure) || actor == StepActor.Fallback)
        {
            return AfterFailure.Stop;
        }

        var retry = RetryOf(skill);
        return failure.Retryable && attempt <= retry.MaxRetries && !retry.NonRetryable.Contains(failure.Reason) ? AfterFailure.Retry
            : skill.ErrorStrategy switch
            {
                StepErrorStrategy.Skip => AfterFailure.Skip,
                StepErrorStrategy.Fallback when skill.Fallback is not null => AfterFailure.Fallback,
                _ => AfterFailure.Stop,
            };
    }

    /// <summary>A policy that is given holds for every strategy; RETRY has one by itself.</summary>
    public static StepRetry RetryOf(PlannedSkill skill)
        => skill.Retry ?? (skill.ErrorStrategy == StepErrorStrategy.Retry ? new StepRetry() : NoRetry);

    /// <summary>The stop reason of an execution that ends because of this step.</summary>
    public static string StopReason(StepRecord step, PlannedSkill skill) => step switch
    {
        { Outcome: StepOutcome.Cancelled } => "USER",
        { Outcome: StepOutcome.TimedOut } => "DEADLINE",
        { Failure.Reason: FailureReasons.Budget } => "BUDGET",
        { Failure.Reason: FailureReasons.IterationLimit } => "ITERATION_LIMIT",
        { Failure.Reason: FailureReasons.Internal } => "INTERNAL",
        { Failure.Reason: FailureReasons.InterruptDenied or FailureReasons.InterruptExpired } => step.Failure.Reason,
        _ when RetryOf(skill).MaxRetries > 0 && step.Failure?.Retryable == true && !RetryOf(skill).NonRetryable.Contains(step.Failure.Reason) => "RETRIES_EXHAUSTED",
        _ => "STEP_FAILED",
    };

    /// <summary>Input of the next order: the output itself, or by key when several skills had this order.</summary>
    public static JsonObject Merge(IReadOnlyList<(string Key, JsonObject Output)> outputs, int skillsOfOrder) => skillsOfOrder == 1
        ? outputs[0].Output
        : new JsonObject(outputs.Select(o => KeyValuePair.Create(o.Key, (JsonNode?)o.Output.DeepClone())));

    /// <summary>No strategy of one step can go on from these.</summary>
    private static bool EndsTheRun(RunFailure failure)
        => failure.Reason is FailureReasons.Budget or FailureReasons.Deadline or FailureReasons.Cancelled or FailureReasons.NotRecorded;
}

internal enum AfterFailure
{
    Stop,
    Skip,
    Retry,
    Fallback,
}

/// <summary>Who does an attempt of a step.</summary>
internal enum StepActor
{
    Own,

    /// <summary>The skill that takes over when the step's own one failed.</summary>
    Fallback,
}

/// <summary>Why a step was skipped, in the words of the contract.</summary>
internal static class SkipReasons
{
    public const string ConditionFalse = "CONDITION_FALSE";
    public const string ErrorStrategy = "ERROR_STRATEGY";
    public const string EarlierStop = "EARLIER_STOP";
}

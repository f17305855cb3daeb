using System.Text.Json;
using OmniForge.Agents.Models;

namespace OmniForge.Agents.Running;

/// <summary>Why one attempt of a step failed, before it becomes the plain text of a <see cref="RunFailure"/>.</summary>
/// <param name="Cause">What happened, as the second half of a sentence that starts with the skill's name.</param>
/// <param name="NextStep">One sentence.</param>
internal sealed record StepFault(string Reason, RunFailureCategory Category, string Cause, string NextStep)
{
    public bool Retryable { get; init; }
    public string? Detail { get; init; }
    public string? Tool { get; init; }
    public int ProviderStatus { get; init; }
    public TimeSpan? RetryAfter { get; init; }

    public static StepFault Of(string reason, RunFailureCategory category, string cause, string nextStep)
        => new(reason, category, cause, nextStep);
}

/// <summary>Ends the attempt that is running; only the step runner catches it.</summary>
internal sealed class StepFailedException(StepFault fault) : Exception(fault.Cause)
{
    public StepFault Fault { get; } = fault;
}

/// <summary>Stable reasons of <see cref="RunFailure.Reason"/>.</summary>
internal static class FailureReasons
{
    public const string Budget = "BUDGET";
    public const string IterationLimit = "ITERATION_LIMIT";
    public const string StepTimeout = "STEP_TIMEOUT";
    public const string Deadline = "DEADLINE";
    public const string Cancelled = "CANCELLED";
    public const string Internal = "INTERNAL";
    public const string ModelAnswerEmpty = "MODEL_ANSWER_EMPTY";
    public const string ModelAnswerCut = "MODEL_ANSWER_CUT";
    public const string OutputInvalid = "OUTPUT_INVALID";
    public const string NotRecorded = "NOT_RECORDED";
    public const string NoSkills = "NO_SKILLS";
    public const string ToolGone = "TOOL_GONE";
    public const string InterruptDenied = "INTERRUPT_DENIED";
    public const string InterruptExpired = "INTERRUPT_EXPIRED";

    public static string Of(ModelFaultKind kind) => kind switch
    {
        ModelFaultKind.NeedsLanguageModel => "LANGUAGE_MODEL_NEEDED",
        ModelFaultKind.StepFailed => "TOOL_FAILED",
        _ => JsonNamingPolicy.SnakeCaseUpper.ConvertName($"Model{kind}"),
    };
}

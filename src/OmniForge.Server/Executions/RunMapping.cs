using Google.Protobuf.WellKnownTypes;
using OmniForge.Agents.Running;
using OmniForge.Agents.Tools;
using OmniForge.V1;
using Run = OmniForge.Agents.Running;

namespace OmniForge.Server.Executions;

/// <summary>What the runner says, in the words of the contract.</summary>
internal static class RunMapping
{
    public static ExecutionEvent ToProto(this RunEvent happened)
    {
        var proto = new ExecutionEvent { StepPath = happened.StepPath };
        switch (happened)
        {
            case Run.StepStarted started:
                proto.StepStarted = new() { Skill = started.Skill, Digest = started.Digest, Order = started.Order, Attempt = started.Attempt };
                break;
            case Run.StepRetryScheduled retry:
                proto.StepRetryScheduled = new() { At = Timestamp.FromDateTimeOffset(retry.At), Cause = retry.Cause.ToProto() };
                break;
            case Run.StepFinished finished:
                proto.StepFinished = new() { Step = finished.Step.ToProto() };
                break;
            case Run.StepSkipped skipped:
                proto.StepSkipped = new() { Reason = SkipReasonOf(skipped.Reason), Condition = skipped.Condition };
                break;
            case Run.MessageCompleted message:
                proto.MessageCompleted = new() { MessageId = message.MessageId, Role = message.Role, Text = message.Text };
                break;
            case Run.ToolDenied denied:
                proto.ToolDenied = new() { CallId = denied.CallId, Tool = denied.Tool, Rule = denied.Rule, Arguments = denied.Arguments?.ToStruct(), Turn = denied.Turn };
                break;
            case Run.BudgetWarned warned:
                proto.BudgetWarning = new() { Scope = warned.Scope, Used = warned.Used, Limit = warned.Limit };
                break;
            case Run.UsageRecorded usage:
                proto.UsageRecorded = new() { Delta = usage.Delta.ToProto(), Total = usage.Total.ToProto(), Prompt = usage.Prompt };
                break;
            case Run.ArtifactCreated artifact:
                proto.ArtifactCreated = new()
                {
                    Id = artifact.Digest,
                    Name = artifact.Name,
                    MediaType = artifact.MediaType,
                    Size = artifact.Size,
                    Digest = artifact.Digest,
                };
                break;
            default:
                Tools(happened, proto);
                break;
        }

        return proto;
    }

    public static V1.Step ToProto(this StepRecord step)
    {
        var proto = new V1.Step
        {
            Path = step.Path,
            Key = step.Key,
            SkillName = step.Skill,
            SkillDigest = step.Digest,
            Order = step.Order,
            Attempt = step.Attempt,
            Status = StatusOf(step.Outcome),
            SkipReason = step.SkipReason is { } reason ? SkipReasonOf(reason) : SkipReason.Unspecified,
            OutputArtifactId = step.OutputArtifact ?? "",
            Iterations = step.Iterations,
            ToolCalls = step.ToolCalls,
            Usage = step.Usage.ToProto(),
            StartedAt = Timestamp.FromDateTimeOffset(step.StartedAt),
            CompletedAt = Timestamp.FromDateTimeOffset(step.CompletedAt),
        };
        if (step.Input is not null)
        {
            proto.Input = step.Input.ToStruct();
        }

        if (step.Output is not null)
        {
            proto.Output = step.Output.ToStruct();
        }

        if (step.Failure is not null)
        {
            proto.Failure = step.Failure.ToProto();
        }

        return proto;
    }

    public static Failure ToProto(this RunFailure failure) => new()
    {
        Reason = failure.Reason,
        Category = failure.Category switch
        {
            RunFailureCategory.Model => FailureCategory.Model,
            RunFailureCategory.Tool => FailureCategory.Tool,
            RunFailureCategory.Integration => FailureCategory.Integration,
            RunFailureCategory.Validation => FailureCategory.Validation,
            RunFailureCategory.Timeout => FailureCategory.Timeout,
            RunFailureCategory.Policy => FailureCategory.Policy,
            _ => FailureCategory.Internal,
        },
        Message = failure.Message,
        Detail = failure.Detail ?? "",
        Retryable = failure.Retryable,
        StepPath = failure.StepPath ?? "",
        Tool = failure.Tool ?? "",
        ProviderStatus = failure.ProviderStatus,
    };

    public static RunFailure ToRun(this Failure failure) => new(
        failure.Reason,
        failure.Category switch
        {
            FailureCategory.Model => RunFailureCategory.Model,
            FailureCategory.Tool => RunFailureCategory.Tool,
            FailureCategory.Integration => RunFailureCategory.Integration,
            FailureCategory.Validation => RunFailureCategory.Validation,
            FailureCategory.Timeout => RunFailureCategory.Timeout,
            FailureCategory.Policy => RunFailureCategory.Policy,
            _ => RunFailureCategory.Internal,
        },
        failure.Message)
    {
        Detail = failure.Detail.Length > 0 ? failure.Detail : null,
        Retryable = failure.Retryable,
        StepPath = failure.StepPath.Length > 0 ? failure.StepPath : null,
        Tool = failure.Tool.Length > 0 ? failure.Tool : null,
        ProviderStatus = failure.ProviderStatus,
    };

    public static Usage ToProto(this RunUsage usage) => new()
    {
        InputTokens = usage.InputTokens,
        OutputTokens = usage.OutputTokens,
        ModelCalls = usage.ModelCalls,
        ToolCalls = usage.ToolCalls,
        CostMicros = usage.CostMicros,

        // By the prices this server was told, not by the provider's bill.
        Estimated = usage.CostMicros > 0,
        Provider = usage.Provider,
        Model = usage.Model,
    };

    public static RunUsage ToRun(this Usage usage) => new()
    {
        InputTokens = usage.InputTokens,
        OutputTokens = usage.OutputTokens,
        ModelCalls = usage.ModelCalls,
        ToolCalls = usage.ToolCalls,
        CostMicros = usage.CostMicros,
        Provider = usage.Provider,
        Model = usage.Model,
    };

    public static ToolEffect EffectOf(ToolClass tool) => tool switch
    {
        ToolClass.Pure or ToolClass.Read => ToolEffect.Read,
        ToolClass.Workspace or ToolClass.Write => ToolEffect.Write,
        _ => ToolEffect.External,
    };

    /// <summary>A committed tool result as the runner wants it back after a crash.</summary>
    public static Run.ToolFinished ToRun(this V1.ToolFinished finished, V1.ToolRequested? requested, string stepPath) => new(
        finished.CallId,
        requested?.Tool ?? finished.Failure?.Tool ?? "",
        finished.Failure is null ? finished.Result?.ToJson() : null,
        finished.Failure is { } failure
            ? new ToolError(System.Enum.TryParse<ToolErrorCode>(failure.Reason, out var code) ? code : ToolErrorCode.Unavailable, failure.Message)
            : null,
        finished.Mocked,
        finished.Duration?.ToTimeSpan() ?? TimeSpan.Zero,
        finished.Truncated)
    {
        StepPath = stepPath,
        Arguments = requested?.Arguments.ToJson(),
    };

    private static V1.ToolPostponed Postponed(Run.ToolPostponed later) => new()
    {
        CallId = later.CallId,
        Tool = later.Tool,
        WaitsFor = later.For,
        Until = Timestamp.FromDateTimeOffset(later.Until),
        Times = later.Times,
    };

    private static void Tools(RunEvent happened, ExecutionEvent proto)
    {
        switch (happened)
        {
            case Run.ToolRequested requested:
                proto.ToolRequested = new()
                {
                    CallId = requested.CallId,
                    Tool = requested.Tool,
                    Effect = EffectOf(requested.Class),
                    Arguments = requested.Arguments.ToStruct(),
                    Turn = requested.Turn,
                    ClientHosted = requested.ClientHosted,
                };
                break;
            case Run.ToolFinished finished:
                proto.ToolFinished = new()
                {
                    CallId = finished.CallId,
                    Mocked = finished.Mocked,
                    Truncated = finished.Truncated,
                    Origin = OriginOf(finished.Origin),
                    Duration = Duration.FromTimeSpan(finished.Duration),
                };
                if (finished.Error is { } error)
                {
                    proto.ToolFinished.Failure = new()
                    {
                        Reason = error.Code.ToString(),
                        Category = FailureCategory.Tool,
                        Message = error.Message,
                        Tool = finished.Tool,
                        StepPath = finished.StepPath,
                    };
                }
                else
                {
                    proto.ToolFinished.Result = finished.Result.ToValue();
                }

                break;
            case Run.ToolPostponed later:
                proto.ToolPostponed = Postponed(later);
                break;
            case Run.EffectPredicted predicted:
                proto.EffectPredicted = new()
                {
                    Tool = predicted.Tool,
                    Effect = EffectOf(predicted.Class),
                    Target = predicted.Target,
                    Summary = predicted.Summary,
                    Arguments = predicted.Arguments.ToStruct(),
                };
                break;
            default:
                throw new InvalidOperationException($"{happened.GetType().Name} has no event in the contract.");
        }
    }

    private static StepStatus StatusOf(StepOutcome outcome) => outcome switch
    {
        StepOutcome.Succeeded => StepStatus.Succeeded,
        StepOutcome.Failed => StepStatus.Failed,
        StepOutcome.Skipped => StepStatus.Skipped,
        StepOutcome.Cancelled => StepStatus.Cancelled,
        _ => StepStatus.TimedOut,
    };

    private static V1.ResultOrigin OriginOf(Run.ResultOrigin origin) => origin switch
    {
        Run.ResultOrigin.Real => V1.ResultOrigin.Real,
        Run.ResultOrigin.SampleData => V1.ResultOrigin.SampleData,
        Run.ResultOrigin.Recording => V1.ResultOrigin.Recording,
        _ => V1.ResultOrigin.Generated,
    };

    private static SkipReason SkipReasonOf(string reason) => reason switch
    {
        "CONDITION_FALSE" => SkipReason.ConditionFalse,
        "EARLIER_STOP" => SkipReason.EarlierStop,
        _ => SkipReason.ErrorStrategy,
    };
}

using System.Text.Json;
using OmniForge.Agents.Tools;

namespace OmniForge.Agents.Running.Waits;

/// <summary>What stands between the request of a call and its result. Pure.</summary>
internal static class CallGate
{
    /// <param name="tool">The tool of the call.</param>
    /// <param name="earlier">What an earlier run left of this call; null for a call of this run.</param>
    /// <param name="doubt">What is known of the same change when it was sent before.</param>
    public static GateStep Next(ITool tool, ApprovalRule approvals, OpenCall? earlier, Doubt doubt, DateTimeOffset now)
    {
        if (earlier is { Postponed: { Fresh: true } later } && earlier.Questions.All(question => question.Answer is not null))
        {
            var known = earlier.Questions.Any(question => question.Kind == QuestionKind.InDoubt) ? Doubt.None : doubt;
            return later.Until > now ? new GateStep.Later(later) : Ready(tool, earlier, Doubt.None, known, now);
        }

        if (earlier?.Questions is not { Count: > 0 } questions)
        {
            return tool is IAskingTool ? new GateStep.Ask(QuestionKind.Input)
                : Approved(tool, approvals) ? Ready(tool, earlier, earlier is not null ? Doubt.MayHaveHappened : Doubt.None, doubt, now)
                : new GateStep.Ask(QuestionKind.Approval);
        }

        var last = questions[^1];
        return last.Answer is not { } answer ? new GateStep.Wait(last.Kind == QuestionKind.Auth ? WaitCause.Auth : WaitCause.Input, last.ExpiresAt)
            : Refusal(answer, last.Kind) is { } refusal ? refusal
            : last.Kind switch
            {
                QuestionKind.Input => new GateStep.Answer(answer.Response ?? default),
                QuestionKind.InDoubt when answer.Decision == QuestionDecision.Skip => new GateStep.Happened(),
                QuestionKind.Auth when answer.Decision == QuestionDecision.Skip => new GateStep.LeaveOut(),
                _ => Ready(
                    tool, earlier, answer.Fresh ? Doubt.None : Doubt.MayHaveHappened,
                    questions.Any(question => question.Kind == QuestionKind.InDoubt) ? Doubt.None : doubt, now),
            };
    }

    private static bool Approved(ITool tool, ApprovalRule approvals) => (approvals, tool.Descriptor.Class) switch
    {
        (_, ToolClass.Pure or ToolClass.Read) or (ApprovalRule.Never, _) => true,
        (ApprovalRule.External, ToolClass.Workspace or ToolClass.Write) => true,
        _ => false,
    };

    private static GateStep.Refuse? Refusal(QuestionAnswer answer, QuestionKind kind) => answer switch
    {
        { Expired: true, Decision: QuestionDecision.Deny } => new GateStep.Refuse(FailureReasons.InterruptExpired, kind),
        { Decision: QuestionDecision.Deny } => new GateStep.Refuse(FailureReasons.InterruptDenied, kind),
        _ => null,
    };

    /// <param name="call">Whether this call may have been made.</param>
    /// <param name="change">Whether an earlier call of the same change may have been.</param>
    private static GateStep Ready(ITool tool, OpenCall? earlier, Doubt call, Doubt change, DateTimeOffset now)
    {
        var once = DryRunRules.Changes(tool.Descriptor.Class) && tool.Descriptor.Repeat is ToolRepeat.Unsafe or ToolRepeat.Probe;
        if (once && change == Doubt.MayHaveHappened)
        {
            return new GateStep.Ask(QuestionKind.InDoubt);
        }

        if (tool.Descriptor.ClientHosted)
        {
            var until = (earlier?.RequestedAt ?? now) + tool.Descriptor.Timeout;
            return earlier?.Submitted is { } submitted ? new GateStep.Finish(submitted)
                : until <= now ? new GateStep.Late()
                : new GateStep.Wait(WaitCause.Input, until);
        }

        return once && call == Doubt.MayHaveHappened ? new GateStep.Ask(QuestionKind.InDoubt) : new GateStep.Make();
    }
}

/// <summary>What is known of a change that was sent.</summary>
internal enum Doubt
{
    None,
    MayHaveHappened,
}

/// <summary>What to do with a call.</summary>
internal abstract record GateStep
{
    /// <summary>Call the tool.</summary>
    public sealed record Make : GateStep;

    /// <summary>Ask a person first.</summary>
    public sealed record Ask(QuestionKind Kind) : GateStep;

    /// <summary>Leave; the answer is not there yet.</summary>
    public sealed record Wait(WaitCause Cause, DateTimeOffset Until) : GateStep;

    /// <summary>The person's answer is the result.</summary>
    public sealed record Answer(JsonElement Response) : GateStep;

    /// <summary>The client's answer is the result.</summary>
    public sealed record Finish(ToolResult Result) : GateStep;

    /// <summary>A person says that the call was made.</summary>
    public sealed record Happened : GateStep;

    /// <summary>The client did not answer in time.</summary>
    public sealed record Late : GateStep;

    /// <summary>The provider asked to be asked later, and later is not yet.</summary>
    public sealed record Later(Postponement Until) : GateStep;

    /// <summary>A person says to go on without the account, and so without the call.</summary>
    public sealed record LeaveOut : GateStep;

    /// <summary>A person said no, or nobody said anything.</summary>
    public sealed record Refuse(string Reason, QuestionKind Kind) : GateStep;
}

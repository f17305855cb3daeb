namespace OmniForge.Agents.Running;

/// <summary>
/// Failures in plain words, in a fixed order: what happened, what is safe, one next step, an offer to help.
/// </summary>
internal static class FailureText
{
    private const string Offer = "I can help with that.";

    public static RunFailure Of(StepFault fault, string skill, string stepPath) => new(
        fault.Reason,
        fault.Category,
        $"\"{skill}\" could not finish: {fault.Cause} Everything saved before is kept. {fault.NextStep} {Offer}")
    {
        Detail = fault.Detail,
        Retryable = fault.Retryable,
        StepPath = stepPath,
        Tool = fault.Tool,
        ProviderStatus = fault.ProviderStatus,
        RetryAfter = fault.RetryAfter,
    };

    public static RunFailure Stopped(string skill, string stepPath) => new(
        FailureReasons.Cancelled,
        RunFailureCategory.Policy,
        $"The run was stopped while \"{skill}\" was at work. Everything saved before is kept. Start it again when you like. {Offer}")
    {
        StepPath = stepPath,
    };

    /// <summary>The step waited for somebody when another step ended the run.</summary>
    public static RunFailure GivenUp(string skill, string stepPath) => new(
        FailureReasons.Cancelled,
        RunFailureCategory.Policy,
        $"\"{skill}\" was waiting for an answer when another step ended the run. Everything saved before is kept. Start it again when you like. {Offer}")
    {
        StepPath = stepPath,
    };

    public static StepFault NotRecorded(string what) => new(
        FailureReasons.NotRecorded,
        RunFailureCategory.Validation,
        $"the recording it is played from does not hold {what}.",
        "Record it again with a real run, or play it with the version and the input that were recorded.");

    public static StepFault OutputInvalid(string problem) => new(
        FailureReasons.OutputInvalid,
        RunFailureCategory.Validation,
        $"its result does not have the agreed form, also after it was asked twice to correct it. {problem}",
        "Correct the skill's text or the form that is asked for.");

    public static StepFault StepTimeout(TimeSpan limit) => new(
        FailureReasons.StepTimeout,
        RunFailureCategory.Timeout,
        $"it took longer than the {Span(limit)} it is allowed.",
        "Try again, or allow it more time.")
    {
        Retryable = true,
    };

    public static StepFault Deadline(TimeSpan limit) => new(
        FailureReasons.Deadline,
        RunFailureCategory.Timeout,
        $"the whole run took longer than the {Span(limit)} it is allowed.",
        "Try again, or allow the run more time.");

    public static StepFault Internal(Exception e) => new(
        FailureReasons.Internal,
        RunFailureCategory.Internal,
        "something on our side broke that should not.",
        "Try again; if it happens twice, tell whoever runs this server.")
    {
        Detail = $"{e.GetType().FullName}: {e.Message}",
        Retryable = true,
    };

    public static StepFault ToolGone(string tool) => new(
        FailureReasons.ToolGone,
        RunFailureCategory.Tool,
        $"it waited for {tool}, and this server does not have that tool any more.",
        "Start it again.");

    /// <summary>Nobody allowed a call, or answered its question.</summary>
    public static StepFault Refused(string reason, string tool) => new(
        reason,
        RunFailureCategory.Policy,
        reason == FailureReasons.InterruptExpired ? $"nobody answered the question about \"{tool}\" in time." : $"\"{tool}\" was refused by the person who was asked.",
        reason == FailureReasons.InterruptExpired ? "Start it again and answer the question." : "Start it again if it should be done after all.");

    /// <summary>Nobody signed in to the account that a call needs.</summary>
    public static StepFault NotSignedIn(string reason, string tool, string integration) => new(
        reason,
        RunFailureCategory.Integration,
        reason == FailureReasons.InterruptExpired
            ? $"\"{tool}\" needs an account, and nobody signed in to it in time."
            : $"\"{tool}\" needs an account, and the person who was asked did not want to sign in.",
        $"Sign in with `omniforge connections add {integration}`, then start it again.");

    public static RunFailure NoSkills(string agent) => new(
        FailureReasons.NoSkills,
        RunFailureCategory.Validation,
        $"\"{agent}\" has nothing to do yet: it has no skill. Nothing was changed. Add a skill first. {Offer}");

    /// <summary>A span as people say it: "5 minutes", "90 seconds", "1 hour".</summary>
    public static string Span(TimeSpan span)
    {
        var (amount, unit) = span switch
        {
            { TotalHours: >= 1 } when span.TotalHours % 1 == 0 => (span.TotalHours, "hour"),
            { TotalMinutes: >= 1 } when span.TotalMinutes % 1 == 0 => (span.TotalMinutes, "minute"),
            _ => (span.TotalSeconds, "second"),
        };
        return FormattableString.Invariant($"{amount:0.#} {unit}{(amount == 1 ? "" : "s")}");
    }
}

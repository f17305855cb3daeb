using System.Globalization;
using OmniForge.Agents.Running;
using OmniForge.Agents.Running.Waits;
using OmniForge.V1;

namespace OmniForge.Server.Executions.Control;

/// <summary>Waiting in plain words.</summary>
internal static class WaitText
{
    /// <param name="waits">What its steps wait for.</param>
    /// <param name="reason">Why a pause was asked for; empty = nobody said.</param>
    /// <param name="zone">Of the execution: whoever reads it thinks in its time.</param>
    public static string Cause(ExecutionStatus status, IReadOnlyList<RunWait> waits, string reason, DateTimeOffset now, TimeZoneInfo zone) => status switch
    {
        ExecutionStatus.Paused => Paused(reason),
        ExecutionStatus.WaitingForAuth => First(waits, WaitCause.Auth) is { } wait ? $"waiting for a sign-in to {wait.For}" : "a connection is needed",
        ExecutionStatus.WaitingForRetry => First(waits, WaitCause.Retry) is { Until: { } until } wait
            ? $"waiting for {wait.For} until {Clock(until, now, zone)}"
            : "the next attempt comes later",
        _ => "somebody has to answer",
    };

    private static RunWait? First(IReadOnlyList<RunWait> waits, WaitCause cause)
        => waits.Where(wait => wait.Cause == cause && wait.For.Length > 0).MinBy(wait => wait.Until);

    private static string Clock(DateTimeOffset until, DateTimeOffset now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(until, zone);
        return local.ToString(local.Date == TimeZoneInfo.ConvertTime(now, zone).Date ? "HH:mm:ss" : "dddd, HH:mm:ss", CultureInfo.InvariantCulture);
    }

    public static string Paused(string reason) => reason.Length == 0 ? "somebody asked for a pause" : $"somebody asked for a pause: {reason}";

    public static string Back(ExecutionStatus from, Delivery delivery) => (from, delivery) switch
    {
        (ExecutionStatus.Paused, _) => "somebody let it go on",
        (_, { Expired.Count: > 0 }) => "nobody answered in time",
        (_, { News: true }) => "there is an answer",
        _ => "the time has come",
    };

    public static RunFailure TooLong(TimeSpan limit, string stepPath) => new(
        "WAIT_LIMIT",
        RunFailureCategory.Timeout,
        $"The run waited longer than the {Span(limit)} it may wait, and was given up. Everything saved before is kept. Start it again, or allow it a longer wait.")
    {
        StepPath = stepPath,
    };

    private static string Span(TimeSpan span) => span switch
    {
        { TotalDays: >= 2 } => FormattableString.Invariant($"{span.TotalDays:0.#} days"),
        { TotalHours: >= 2 } => FormattableString.Invariant($"{span.TotalHours:0.#} hours"),
        { TotalMinutes: >= 2 } => FormattableString.Invariant($"{span.TotalMinutes:0.#} minutes"),
        _ => FormattableString.Invariant($"{span.TotalSeconds:0.#} seconds"),
    };
}

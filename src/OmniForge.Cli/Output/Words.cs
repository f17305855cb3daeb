using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using OmniForge.V1;

namespace OmniForge.Cli.Output;

/// <summary>Values of the contract as people write them.</summary>
internal static class Words
{
    public static string Of(AgentStatus status) => status switch
    {
        AgentStatus.Draft => "draft",
        AgentStatus.Active => "on",
        AgentStatus.Paused => "paused",
        AgentStatus.Archived => "put away",
        _ => "unknown",
    };

    public static string Of(ExecutionStatus status) => status switch
    {
        ExecutionStatus.Pending => "waiting",
        ExecutionStatus.Running => "running",
        ExecutionStatus.WaitingForInput or ExecutionStatus.WaitingForAuth => "waiting for a person",
        ExecutionStatus.WaitingForRetry => "waiting to try again",
        ExecutionStatus.Paused => "paused",
        ExecutionStatus.Cancelling => "being cancelled",
        ExecutionStatus.Succeeded => "succeeded",
        ExecutionStatus.Failed => "failed",
        ExecutionStatus.Cancelled => "cancelled",
        ExecutionStatus.TimedOut => "took too long",
        ExecutionStatus.Rejected => "was not started",
        _ => "unknown",
    };

    public static string Of(ExecutionMode mode) => mode switch
    {
        ExecutionMode.DryRun => "dry run",
        ExecutionMode.Test => "test",
        ExecutionMode.Replay => "replay",
        _ => "live",
    };

    public static string Of(ScheduleStatus status) => status switch
    {
        ScheduleStatus.Active => "on",
        ScheduleStatus.Paused => "paused",
        ScheduleStatus.Exhausted => "ended",
        _ => "unknown",
    };

    public static string Of(ConnectionStatus status) => status switch
    {
        ConnectionStatus.Pending => "waits for the sign-in",
        ConnectionStatus.Active => "connected",
        ConnectionStatus.NeedsReconnect => "needs a new sign-in",
        ConnectionStatus.Expired => "never finished",
        ConnectionStatus.Revoked => "disconnected",
        _ => "unknown",
    };

    public static string Of(ToolEffect effect) => effect switch
    {
        ToolEffect.Read => "reads",
        ToolEffect.Write => "writes",
        ToolEffect.External => "reaches outside",
        _ => "unknown",
    };

    public static string Of(McpToolState state) => state switch
    {
        McpToolState.Approved => "approved",
        McpToolState.New => "new, waits for approval",
        McpToolState.Changed => "changed, waits for approval",
        McpToolState.Disabled => "switched off",
        _ => "unknown",
    };

    public static string Of(NoticeCause cause) => cause switch
    {
        NoticeCause.Failed => "a run failed",
        NoticeCause.Paused => "a run is paused",
        NoticeCause.WaitsForAnswer => "a run waits for your answer",
        NoticeCause.WaitsForConnection => "a run waits for an account",
        NoticeCause.NotStarted => "a run could not start",
        NoticeCause.SchedulePaused => "an agent stopped running by itself",
        NoticeCause.ConnectionLost => "an account needs a new sign-in",
        NoticeCause.TriggerPaused => "a trigger paused itself",
        _ => "news",
    };

    public static string Of(TriggerStatus status) => status switch
    {
        TriggerStatus.Active => "on",
        TriggerStatus.Paused => "paused",
        _ => "unknown",
    };

    public static string Of(DeliverySource source) => source switch
    {
        DeliverySource.Webhook => "webhook",
        DeliverySource.Poll => "look",
        DeliverySource.Test => "test",
        DeliverySource.Redelivery => "once more",
        _ => "unknown",
    };

    public static string Of(DeliveryVerdict verdict) => verdict switch
    {
        DeliveryVerdict.Accepted => "accepted",
        DeliveryVerdict.Duplicate => "came before",
        DeliveryVerdict.Ignored => "left out",
        DeliveryVerdict.Handshake => "address checked",
        DeliveryVerdict.BadSignature => "refused: wrong signature",
        DeliveryVerdict.TooOld => "refused: too old",
        DeliveryVerdict.TooLarge => "refused: too large",
        DeliveryVerdict.TooSlow => "refused: too slow",
        DeliveryVerdict.Malformed => "refused: unreadable",
        DeliveryVerdict.RateLimited => "refused: too many at once",
        _ => "unknown",
    };

    public static string Of(EventOutcome outcome) => outcome switch
    {
        EventOutcome.Waiting => "waits",
        EventOutcome.Started => "started",
        EventOutcome.Ignored => "left out",
        EventOutcome.Merged => "merged",
        EventOutcome.Failed => "could not start",
        _ => "unknown",
    };

    public static string Of(FiringOutcome outcome) => outcome switch
    {
        FiringOutcome.Fired => "ran",
        FiringOutcome.Buffered => "waits its turn",
        FiringOutcome.DroppedBuffer => "dropped",
        FiringOutcome.SkippedOverlap => "left out: the one before still ran",
        FiringOutcome.SkippedPaused => "left out: paused",
        FiringOutcome.SkippedDst => "left out: the clock skipped it",
        FiringOutcome.MissedCollapsed => "missed: a later one ran",
        FiringOutcome.MissedWindow => "missed",
        FiringOutcome.FailedToStart => "could not start",
        _ => "unknown",
    };

    public static string Of(FiringOrigin origin) => origin switch
    {
        FiringOrigin.Cron => "by itself",
        FiringOrigin.CatchUp => "made up for",
        FiringOrigin.Backfill => "backfill",
        FiringOrigin.Manual => "by hand",
        _ => "unknown",
    };

    /// <summary>Sortable local time for lists: `2026-11-23 08:00`.</summary>
    public static string Stamp(Timestamp? at) => at is null
        ? "-"
        : TimeZoneInfo.ConvertTime(at.ToDateTimeOffset(), TimeZoneInfo.Local).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>`Monday, 23 November 2026, 08:00`, in a zone.</summary>
    public static string Day(Timestamp at, TimeZoneInfo zone)
        => TimeZoneInfo.ConvertTime(at.ToDateTimeOffset(), zone).ToString("dddd, d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    public static string Span(TimeSpan span) => span.TotalMinutes >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)span.TotalMinutes} min {span.Seconds} s")
        : string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.0} s");

    public static string Size(long bytes) => bytes switch
    {
        < 1_024 => $"{bytes} bytes",
        < 1_024 * 1_024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0 / 1024.0:0.#} MB"),
    };

    /// <summary>`Europe/Berlin` as `Berlin time`.</summary>
    public static string Zone(string iana) => iana.Length == 0 ? "your time" : iana[(iana.LastIndexOf('/') + 1)..].Replace('_', ' ') + " time";

    public static string Count(int number, string one) => number == 1 ? $"1 {one}" : $"{number} {one}s";
}

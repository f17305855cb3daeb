using Google.Protobuf.WellKnownTypes;
using OmniForge.Client;
using OmniForge.LanguageServer.Protocol;
using OmniForge.V1;

namespace OmniForge.LanguageServer.Platform;

/// <summary>The platform's messages in the words of the editor's requests.</summary>
internal static class PlatformWords
{
    public static string Of(AgentStatus status) => status switch
    {
        AgentStatus.Active => "active",
        AgentStatus.Paused => "paused",
        AgentStatus.Archived => "archived",
        _ => "draft",
    };

    public static string Of(ExecutionStatus status) => status switch
    {
        ExecutionStatus.Pending => "queued",
        ExecutionStatus.Succeeded => "succeeded",
        ExecutionStatus.Failed or ExecutionStatus.TimedOut or ExecutionStatus.Rejected => "failed",
        ExecutionStatus.Cancelled => "cancelled",
        ExecutionStatus.WaitingForInput or ExecutionStatus.WaitingForAuth or ExecutionStatus.WaitingForRetry or ExecutionStatus.Paused => "waiting",
        _ => "running",
    };

    public static string Of(ConversationPhase phase) => phase switch
    {
        ConversationPhase.Discovery => "discovery",
        ConversationPhase.OauthFlow => "connecting",
        ConversationPhase.Requirements => "requirements",
        ConversationPhase.Generation => "generation",
        ConversationPhase.Testing => "testing",
        ConversationPhase.Activation => "activation",
        ConversationPhase.Complete => "complete",
        _ => "idle",
    };

    public static string Of(ProposalStatus status) => status switch
    {
        ProposalStatus.Accepted => "accepted",
        ProposalStatus.Rejected => "rejected",
        ProposalStatus.Open => "open",
        _ => "stale",
    };

    public static string? Time(Timestamp? time) => time?.ToDateTimeOffset().ToString("O", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>In the zone of this machine, to the minute.</summary>
    public static string LocalTime(Timestamp time) => LocalTime(time.ToDateTimeOffset());

    /// <summary>In the zone of this machine, to the minute.</summary>
    public static string LocalTime(DateTimeOffset time)
        => TimeZoneInfo.ConvertTime(time, TimeZoneInfo.Local).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    public static InboxItem Of(Notice notice) => new(
        notice.Id,
        notice.Cause switch
        {
            NoticeCause.Failed => "failed",
            NoticeCause.Paused => "paused",
            NoticeCause.NotStarted => "notStarted",
            NoticeCause.SchedulePaused => "stopped",
            _ => "waiting",
        },
        notice.Text,
        notice.AgentId,
        notice.ExecutionId.Length > 0 ? notice.ExecutionId : null,
        Time(notice.CreatedAt));

    public static ExecutionItem Of(Execution execution) => new(
        execution.Id,
        execution.AgentId,
        execution.Mode == ExecutionMode.Live ? "live" : "dryRun",
        Of(execution.Status),
        Time(execution.StartedAt),
        Time(execution.CompletedAt),
        execution.Error.Length > 0 ? execution.Error : null);

    public static BuilderQuestion? Of(Question? question)
        => question is { Text.Length: > 0 } ? new(question.Id, question.Text, [.. question.Choices]) : null;

    /// <summary>What an execution's event tells a person; null = nothing.</summary>
    /// <param name="mode">Unspecified = not known: the execution is followed from its middle on.</param>
    public static ExecutionNotice? Of(ExecutionEvent happened, string agentId, ExecutionMode mode)
    {
        ExecutionNotice Notice(string kind, string? skill = null, string? status = null, string? text = null)
            => new(happened.ExecutionId, agentId, happened.Sequence, kind, skill, status, text);
        return happened.HappenedCase switch
        {
            ExecutionEvent.HappenedOneofCase.ExecutionStarted => Notice("started"),
            ExecutionEvent.HappenedOneofCase.StepStarted => Notice("stepStarted", happened.StepStarted.Skill),
            ExecutionEvent.HappenedOneofCase.StepFinished => Notice(
                "stepFinished", happened.StepFinished.Step.SkillName, Of(happened.StepFinished.Step), Failed(happened.StepFinished.Step)),
            ExecutionEvent.HappenedOneofCase.EffectPredicted => Notice("output", text: happened.EffectPredicted.Summary),
            ExecutionEvent.HappenedOneofCase.MessageCompleted => Notice("output", text: happened.MessageCompleted.Text),
            ExecutionEvent.HappenedOneofCase.ToolDenied => Notice("output", text: $"{happened.ToolDenied.Tool} was refused: {happened.ToolDenied.Rule}"),
            ExecutionEvent.HappenedOneofCase.StatusChanged when Of(happened.StatusChanged.To) == "waiting"
                => Notice("waiting", status: "waiting", text: happened.StatusChanged.Cause),
            ExecutionEvent.HappenedOneofCase.ExecutionFinished => Notice(
                "finished", status: Of(happened.ExecutionFinished.Status), text: happened.ExecutionFinished.Failure?.Message),
            _ => ExecutionWords.Of(happened, mode) is { } line ? Notice("output", text: line) : null,
        };
    }

    private static string Of(Step step) => step.Failure is null ? "succeeded" : "failed";

    private static string? Failed(Step step) => step.Failure is { Message.Length: > 0 } failure ? failure.Message : null;
}

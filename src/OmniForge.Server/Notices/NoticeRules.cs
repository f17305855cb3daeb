using OmniForge.V1;

namespace OmniForge.Server.Notices;

/// <summary>What owners are told of. Pure.</summary>
internal static class NoticeRules
{
    /// <summary>Of a run that began by itself. Unspecified = nothing: it goes well, or somebody wanted it so.</summary>
    public static NoticeCause CauseOf(ExecutionStatus status) => status switch
    {
        ExecutionStatus.Failed or ExecutionStatus.TimedOut or ExecutionStatus.Rejected => NoticeCause.Failed,
        ExecutionStatus.Paused => NoticeCause.Paused,
        ExecutionStatus.WaitingForInput => NoticeCause.WaitsForAnswer,
        ExecutionStatus.WaitingForAuth => NoticeCause.WaitsForConnection,
        _ => NoticeCause.Unspecified,
    };
}

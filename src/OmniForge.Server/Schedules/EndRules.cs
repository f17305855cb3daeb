using OmniForge.V1;

namespace OmniForge.Server.Schedules;

/// <summary>What the ends of its runs mean for a schedule. Pure.</summary>
internal static class EndRules
{
    /// <summary>Failed runs in a row after one more has ended; a cancelled one says nothing.</summary>
    public static int Failures(int before, ExecutionStatus end) => end switch
    {
        ExecutionStatus.Succeeded => 0,
        ExecutionStatus.Failed or ExecutionStatus.TimedOut or ExecutionStatus.Rejected => before + 1,
        _ => before,
    };

    public static bool MustPause(int failures, int limit) => limit > 0 && failures >= limit;

    public static string PauseReason(int failures, string last)
    {
        var count = failures == 1 ? "The last run failed" : $"The last {failures} runs failed";
        return last.Length == 0
            ? $"{count}. Nothing starts by itself until somebody resumes this schedule."
            : $"{count}, most recently with: {last.TrimEnd('.')}. Nothing starts by itself until somebody resumes this schedule.";
    }
}

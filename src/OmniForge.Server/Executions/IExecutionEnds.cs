namespace OmniForge.Server.Executions;

/// <summary>
/// Who wants to know that an execution has ended. Told after the commit, at most once and perhaps never: a crash may come between, so
/// the listener also looks by itself from time to time.
/// </summary>
internal interface IExecutionEnds
{
    /// <summary>Returns at once; the work is done elsewhere.</summary>
    void Ended(string tenantId, string executionId, string scheduleId);
}

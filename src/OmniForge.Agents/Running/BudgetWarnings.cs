namespace OmniForge.Agents.Running;

/// <summary>Tells once for each limit of an execution that four fifths of it are used; not again after a crash.</summary>
internal sealed class BudgetWarnings
{
    public const string Tokens = "tokens";
    public const string Cost = "cost_micros";
    public const string ToolCalls = "tool_calls";
    public const string Writes = "writes";

    /// <summary>Seconds.</summary>
    public const string WallTime = "wall_time";

    /// <summary>Model turns of one step.</summary>
    public const string Iterations = "iterations";

    private readonly RunLimits _limits;
    private readonly HashSet<string> _told = [];

    public BudgetWarnings(RunLimits limits, RunUsage soFar, int writes)
    {
        _limits = limits;
        while (Next(soFar, writes, TimeSpan.Zero) is not null)
        {
        }
    }

    public BudgetWarned? Next(RunUsage used, int writes, TimeSpan running)
        => Check(Tokens, used.InputTokens + used.OutputTokens, _limits.MaxTokens)
            ?? Check(Cost, used.CostMicros, _limits.MaxCostMicros)
            ?? Check(ToolCalls, used.ToolCalls, _limits.MaxToolCalls)
            ?? Check(Writes, writes, _limits.MaxWrites)
            ?? Check(WallTime, (long)running.TotalSeconds, (long)_limits.Deadline.TotalSeconds);

    public static bool IsNear(long used, long limit) => limit > 0 && used * 5 >= limit * 4;

    private BudgetWarned? Check(string scope, long used, long limit)
        => IsNear(used, limit) && _told.Add(scope) ? new BudgetWarned(scope, used, limit) : null;
}

namespace OmniForge.Agents.Running;

/// <summary>What one execution has used and may still use. Checked before each call, never after.</summary>
internal sealed class RunBudget(RunLimits limits, RunUsage soFar)
{
    private int _writes;

    /// <summary>Everything used by this execution, recorded usage of an earlier process included.</summary>
    public RunUsage Total { get; private set; } = soFar;

    public void Add(RunUsage delta) => Total = Total.Plus(delta);

    public void BeforeModelCall()
    {
        if (Total.InputTokens + Total.OutputTokens >= limits.MaxTokens)
        {
            throw Exhausted($"this run has used its allowance of {limits.MaxTokens:N0} language-model tokens.");
        }
    }

    public void BeforeToolCall(bool writes)
    {
        if (Total.ToolCalls >= limits.MaxToolCalls)
        {
            throw Exhausted($"this run has made the {limits.MaxToolCalls:N0} tool calls it is allowed.");
        }

        if (writes && _writes >= limits.MaxWrites)
        {
            throw Exhausted($"this run has made the {limits.MaxWrites:N0} changes it is allowed.");
        }

        Total = Total.Plus(new RunUsage { ToolCalls = 1 });
        _writes += writes ? 1 : 0;
    }

    private static StepFailedException Exhausted(string cause)
        => new(StepFault.Of(FailureReasons.Budget, RunFailureCategory.Policy, cause, "Raise the limit or give the skill less to do."));
}

namespace OmniForge.Agents.Running;

/// <summary>
/// What one execution has used and may still use. Checked before each call, never after; steps at work at the same time share it.
/// A skill called by another gets half of what is left, and what it uses counts for both.
/// </summary>
internal sealed class RunBudget
{
    private readonly RunLimits _limits;
    private readonly RunBudget? _outer;
    private readonly Lock _lock = new();
    private readonly BudgetWarnings _warnings;
    private int _writes;

    /// <param name="soFar">Used before a crash.</param>
    /// <param name="writes">Changes made before a crash.</param>
    public RunBudget(RunLimits limits, RunUsage soFar, int writes)
    {
        (_limits, Total, _writes) = (limits, soFar, writes);
        _warnings = new BudgetWarnings(limits, soFar, writes);
    }

    private RunBudget(RunLimits limits, RunBudget outer)
        : this(limits, new RunUsage(), 0) => _outer = outer;

    /// <summary>Everything used by this execution, recorded usage of an earlier process included.</summary>
    public RunUsage Total { get; private set; }

    public void Add(RunUsage delta)
    {
        _outer?.Add(delta);
        lock (_lock)
        {
            Total = Total.Plus(delta);
        }
    }

    public void BeforeModelCall()
    {
        _outer?.BeforeModelCall();
        lock (_lock)
        {
            if (Total.InputTokens + Total.OutputTokens >= _limits.MaxTokens)
            {
                throw Exhausted($"{Whose} has used its allowance of {_limits.MaxTokens:N0} language-model tokens.");
            }

            if (_limits.MaxCostMicros > 0 && Total.CostMicros >= _limits.MaxCostMicros)
            {
                throw Exhausted($"{Whose} has cost the {_limits.MaxCostMicros / 1_000_000m:0.00####} US dollars it is allowed.");
            }
        }
    }

    public void BeforeToolCall(ToolEffectKind effect)
    {
        Check(effect);
        _outer?.BeforeToolCall(effect);
        lock (_lock)
        {
            Check(effect);
            Total = Total.Plus(new RunUsage { ToolCalls = 1 });
            _writes += effect == ToolEffectKind.Changes ? 1 : 0;
        }
    }

    private void Check(ToolEffectKind effect)
    {
        lock (_lock)
        {
            if (Total.ToolCalls >= _limits.MaxToolCalls)
            {
                throw Exhausted($"{Whose} has made the {_limits.MaxToolCalls:N0} tool calls it is allowed.");
            }

            if (effect == ToolEffectKind.Changes && _writes >= _limits.MaxWrites)
            {
                throw Exhausted($"{Whose} has made the {_limits.MaxWrites:N0} changes it is allowed.");
            }
        }
    }

    /// <summary>The next limit of the execution that is four fifths used and was not told yet; null = none.</summary>
    public BudgetWarned? Warning(TimeSpan running)
    {
        if (_outer is not null)
        {
            return _outer.Warning(running);
        }

        lock (_lock)
        {
            return _warnings.Next(Total, _writes, running);
        }
    }

    /// <summary>A budget inside this one: half of what is left, at least one call and one change where any is left.</summary>
    public RunBudget Half()
    {
        lock (_lock)
        {
            var tokens = Total.InputTokens + Total.OutputTokens;
            return new RunBudget(
                _limits with
                {
                    MaxTokens = Left(_limits.MaxTokens, tokens),
                    MaxCostMicros = _limits.MaxCostMicros == 0 ? 0 : Math.Max(1, Left(_limits.MaxCostMicros, Total.CostMicros)),
                    MaxToolCalls = (int)Left(_limits.MaxToolCalls, Total.ToolCalls),
                    MaxWrites = (int)Left(_limits.MaxWrites, _writes),
                },
                this);
        }
    }

    private string Whose => _outer is null ? "this run" : "a skill called by another gets half of what is left, and it";

    private static long Left(long limit, long used) => (Math.Max(0, limit - used) + 1) / 2;

    private static StepFailedException Exhausted(string cause)
        => new(StepFault.Of(FailureReasons.Budget, RunFailureCategory.Policy, cause, "Raise the limit or give the skill less to do."));
}

/// <summary>Whether a call counts as a change.</summary>
internal enum ToolEffectKind
{
    ReadsOnly,
    Changes,
}

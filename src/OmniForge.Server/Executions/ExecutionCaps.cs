using System.Globalization;
using OmniForge.Server.Hosting;

namespace OmniForge.Server.Executions;

/// <summary>The most that an agent of any tenant may ask for. From the environment; a larger wish is cut to it, not refused.</summary>
internal sealed record ExecutionCaps
{
    /// <summary>`OMNIFORGE_MOST_SECONDS`: longest execution. Default 86,400, a day.</summary>
    public long Seconds { get; init; } = 86_400;

    /// <summary>`OMNIFORGE_MOST_ITERATIONS`: model turns of a step. Default 100.</summary>
    public long Iterations { get; init; } = 100;

    /// <summary>`OMNIFORGE_MOST_PARALLEL`: steps of an execution at work at once. Default 8.</summary>
    public long Parallel { get; init; } = 8;

    /// <summary>`OMNIFORGE_MOST_TOOL_CALLS`: of an execution. Default 10,000.</summary>
    public long ToolCalls { get; init; } = 10_000;

    /// <summary>`OMNIFORGE_MOST_WRITES`: writing calls of an execution. Default 1,000.</summary>
    public long Writes { get; init; } = 1_000;

    /// <summary>`OMNIFORGE_MOST_TOKENS`: model tokens of an execution. Default 10 million.</summary>
    public long Tokens { get; init; } = 10_000_000;

    /// <summary>`OMNIFORGE_MOST_COST_MICROS`: millionths of a US dollar an execution may cost. Default 0, no limit.</summary>
    public long CostMicros { get; init; }

    public static ExecutionCaps Read(IConfiguration configuration)
    {
        var normal = new ExecutionCaps();
        return new ExecutionCaps
        {
            Seconds = Number(configuration, "OMNIFORGE_MOST_SECONDS", normal.Seconds),
            Iterations = Number(configuration, "OMNIFORGE_MOST_ITERATIONS", normal.Iterations),
            Parallel = Number(configuration, "OMNIFORGE_MOST_PARALLEL", normal.Parallel),
            ToolCalls = Number(configuration, "OMNIFORGE_MOST_TOOL_CALLS", normal.ToolCalls),
            Writes = Number(configuration, "OMNIFORGE_MOST_WRITES", normal.Writes),
            Tokens = Number(configuration, "OMNIFORGE_MOST_TOKENS", normal.Tokens),
            CostMicros = Number(configuration, "OMNIFORGE_MOST_COST_MICROS", normal.CostMicros),
        };
    }

    /// <summary>The plan itself when nothing in it is too much.</summary>
    public ExecutionPlanRecord Cut(ExecutionPlanRecord plan)
    {
        var cut = plan with
        {
            DeadlineSeconds = Math.Min(plan.DeadlineSeconds, Seconds),
            StepTimeoutSeconds = Math.Min(plan.StepTimeoutSeconds, Seconds),
            MaxIterations = (int)Math.Min(plan.MaxIterations, Iterations),
            MaxParallel = (int)Math.Min(plan.MaxParallel > 0 ? plan.MaxParallel : 8, Parallel),
            MaxToolCalls = (int)Math.Min(plan.MaxToolCalls, ToolCalls),
            MaxWrites = (int)Math.Min(plan.MaxWrites, Writes),
            MaxTokens = Math.Min(plan.MaxTokens, Tokens),
            MaxCostMicros = CostMicros == 0 ? plan.MaxCostMicros
                : plan.MaxCostMicros == 0 ? CostMicros
                : Math.Min(plan.MaxCostMicros, CostMicros),
        };
        return cut == plan ? plan : cut;
    }

    private static long Number(IConfiguration configuration, string name, long normal)
    {
        var written = configuration[name];
        if (string.IsNullOrWhiteSpace(written))
        {
            return normal;
        }

        return long.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= int.MaxValue
            ? number
            : throw new StartRefused($"{name} is \"{written}\", but must be a whole number above 0. Correct it, or unset it.");
    }
}

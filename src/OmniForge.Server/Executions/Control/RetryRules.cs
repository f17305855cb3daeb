using OmniForge.Agents.Running;
using OmniForge.Server.Hosting;

namespace OmniForge.Server.Executions.Control;

/// <summary>What a retry begins with, and which results of the first execution it takes over. Pure.</summary>
internal static class RetryRules
{
    /// <summary>Skipped because the execution ended before its turn.</summary>
    private const string EarlierStop = "EARLIER_STOP";

    /// <summary>Key of the step to begin with.</summary>
    /// <param name="wish">Path or key; empty = the first that did not succeed, or the first of all when none failed.</param>
    public static string From(ExecutionPlanRecord plan, IReadOnlyList<StepRecord> first, string wish)
    {
        if (wish.Length > 0)
        {
            return plan.Skills.Where((skill, index) => skill.Key == wish || PathOf(index) == wish).Select(skill => skill.Key).FirstOrDefault()
                ?? throw DomainException.Status("STEP_UNKNOWN",
                    $"There is no step {wish}. Name one of: {string.Join(", ", plan.Skills.Select((skill, index) => $"{PathOf(index)} ({skill.Key})"))}.");
        }

        var kept = first.Where(Keeps).Select(step => step.Key).ToHashSet();
        return plan.Skills.Select(skill => skill.Key).FirstOrDefault(key => !kept.Contains(key))
            ?? plan.Skills.Select(skill => skill.Key).FirstOrDefault() ?? "";
    }

    /// <summary>
    /// The steps that do not run again: all before the first one, and those beside it, unless the input is another. Steps are the
    /// same when their keys are; their places are those of the new plan.
    /// </summary>
    public static IReadOnlyList<StepRecord> Kept(ExecutionPlanRecord plan, IReadOnlyList<StepRecord> first, RetryRecord retry)
    {
        var from = plan.Skills.FirstOrDefault(skill => skill.Key == retry.FromStep);
        var kept = new List<StepRecord>();
        for (var index = 0; index < plan.Skills.Count; index++)
        {
            var skill = plan.Skills[index];
            var beside = skill.Order == from?.Order && skill.Key != from.Key && !retry.OtherInput;
            if ((skill.Order < from?.Order || beside)
                && first.Where(step => step.Key == skill.Key && !step.Path.Contains('/') && Keeps(step)).MaxBy(step => step.Attempt) is { } step)
            {
                // What it cost was paid by the first execution.
                kept.Add(step with { Path = PathOf(index), Order = skill.Order, Attempt = 1, Usage = new() });
            }
        }

        return kept;
    }

    private static string PathOf(int index) => $"{index + 1}";

    private static bool Keeps(StepRecord step)
        => step.Outcome == StepOutcome.Succeeded || step is { Outcome: StepOutcome.Skipped, SkipReason: not EarlierStop };
}

/// <summary>Where a retry comes from.</summary>
/// <param name="Id">The execution that it repeats.</param>
/// <param name="FromStep">Key of the step it begins with.</param>
/// <param name="OtherInput">It has an input of its own.</param>
internal sealed record RetryRecord(string Id, string FromStep, bool OtherInput);

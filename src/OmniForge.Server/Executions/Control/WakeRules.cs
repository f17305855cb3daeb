using OmniForge.Agents.Running.Waits;
using OmniForge.V1;

namespace OmniForge.Server.Executions.Control;

/// <summary>What becomes of a waiting execution when somebody looks at it. Pure.</summary>
internal static class WakeRules
{
    /// <param name="news">True when something was sent to it that it has not acted on.</param>
    /// <param name="until">The first moment at which something of it is over by itself; null = none.</param>
    public static Wake Decide(ExecutionStatus status, bool pauseWanted, bool news, DateTimeOffset? until, DateTimeOffset longestUntil, DateTimeOffset now)
    {
        if (longestUntil <= now)
        {
            return new(WakeKind.TimedOut, now);
        }

        var paused = status == ExecutionStatus.Paused;
        return pauseWanted ? new(paused ? WakeKind.Stay : WakeKind.Pause, longestUntil)
            : paused || news || until <= now ? new(WakeKind.GoOn, now)
            : new(WakeKind.Stay, until < longestUntil ? until.Value : longestUntil);
    }

    /// <summary>The status of an execution whose steps wait for these: people go before connections, those before time.</summary>
    public static ExecutionStatus StatusOf(IReadOnlyList<RunWait> waits)
    {
        var causes = waits.Select(wait => wait.Cause).ToHashSet();
        return causes.Contains(WaitCause.Paused) ? ExecutionStatus.Paused
            : causes.Contains(WaitCause.Input) ? ExecutionStatus.WaitingForInput
            : causes.Contains(WaitCause.Auth) ? ExecutionStatus.WaitingForAuth
            : ExecutionStatus.WaitingForRetry;
    }

    /// <summary>The first moment at which something that is waited for is over by itself; null = never.</summary>
    public static DateTimeOffset? FirstEnd(PastRun past, Func<OpenCall, TimeSpan> timeout)
    {
        var ends = past.OpenQuestions.Select(question => question.ExpiresAt)
            .Concat(past.OpenSteps.Values.Where(step => step.RetryAt is not null).Select(step => step.RetryAt!.Value))
            .Concat(past.OpenSteps.Values.SelectMany(step => step.Calls)
                .Where(call => call.Questions.All(question => question.Answer is not null))
                .Select(call => call.Postponed is { Fresh: true } later ? later.Until : call.RequestedAt + timeout(call)))
            .ToList();
        return ends.Count == 0 ? null : ends.Min();
    }
}

/// <param name="Until">When to look again at the latest.</param>
internal readonly record struct Wake(WakeKind Kind, DateTimeOffset Until);

internal enum WakeKind
{
    Stay,

    /// <summary>It waits on, as paused.</summary>
    Pause,
    GoOn,
    TimedOut,
}

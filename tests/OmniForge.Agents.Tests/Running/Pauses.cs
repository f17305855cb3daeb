using Microsoft.Extensions.Time.Testing;
using OmniForge.Agents.Running;
using OmniForge.TestKit;

namespace OmniForge.Agents.Tests.Running;

/// <summary>Lets the pauses of a run pass on a fake clock.</summary>
internal static class Pauses
{
    /// <summary>Moves the clock to the end of each pause as it is written down.</summary>
    public static async Task<RunOutcome> PassAsync(FakeTimeProvider time, Task<RunOutcome> run, ListLog log)
    {
        var passed = 0;
        using var patience = new CancellationTokenSource(Patience.Limit);
        while (!run.IsCompleted)
        {
            patience.Token.ThrowIfCancellationRequested();
            var pauses = log.Of<StepRetryScheduled>();
            if (pauses.Count > passed)
            {
                time.SetUtcNow(pauses[passed++].At);
            }

            await Task.Yield();
        }

        return await run;
    }
}

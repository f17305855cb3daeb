using OmniForge.Agents.Running.Waits;
using OmniForge.Agents.Workspaces;

namespace OmniForge.Agents.Running;

/// <summary>
/// Runs one version of an agent from input to outcome over the seams it is given. It holds no state between runs.
/// </summary>
public sealed class AgentRunner(TimeProvider time)
{
    /// <summary>
    /// Ends in exactly one outcome, also when it fails, runs out of time, is cancelled or has to wait. Throws only when
    /// <paramref name="log"/> does, because what cannot be written down cannot be said to have happened, and what
    /// <see cref="RunRequest.PlatformFailed"/> claims.
    /// </summary>
    public async Task<RunOutcome> RunAsync(RunRequest request, IRunLog log, CancellationToken cancellationToken)
    {
        var limits = request.Plan.Limits;
        var countdown = request.Deadline ?? new Countdown(time, request.StartedAt + limits.Deadline - time.GetUtcNow());
        using var stops = new StopSignals(time, countdown.Left, cancellationToken);
        var budget = new RunBudget(limits, request.UsageSoFar, request.WritesSoFar);
        var workspace = request.Mode == RunMode.DryRun ? new OverlayWorkspace(request.Workspace, time) : request.Workspace;
        if (request.Mode == RunMode.DryRun)
        {
            await SampleFiles.PutAsync(request.MockData, workspace, cancellationToken);
        }

        var run = new RunContext
        {
            Request = request,
            Plan = ReadPlan.Of(request.Plan),
            Journal = new RunJournal(log),
            Budget = budget,
            Scope = new StepScope { Budget = budget, MaxIterations = limits.MaxIterations },
            Time = time,
            Stops = stops,
            Countdown = countdown,
            Waits = new RunWaits(request.Waits),
            Tools = request.Tools.ToDictionary(t => t.Descriptor.Name, StringComparer.Ordinal),
            Workspace = workspace,
        };
        return await new PlanRun(run).RunAsync();
    }
}

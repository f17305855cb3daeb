using System.Text.Json.Nodes;
using OmniForge.Agents.Running.Waits;
using OmniForge.Agents.Workspaces;
using OmniForge.Skills.Permissions;

namespace OmniForge.Agents.Running;

/// <summary>
/// Runs one version of an agent from input to outcome over the seams it is given. It holds no state between runs.
/// </summary>
public sealed class AgentRunner(TimeProvider time)
{
    /// <summary>
    /// Ends in exactly one outcome, also when it fails, runs out of time, is cancelled or has to wait. Throws only when
    /// <paramref name="log"/> does: what cannot be written down cannot be said to have happened.
    /// </summary>
    public async Task<RunOutcome> RunAsync(RunRequest request, IRunLog log, CancellationToken cancellationToken)
    {
        var remaining = (request.Deadline ?? request.StartedAt + request.Plan.Limits.Deadline) - time.GetUtcNow();
        using var stops = new StopSignals(time, remaining, cancellationToken);
        var run = new RunContext
        {
            Request = request,
            Journal = new RunJournal(log),
            Budget = new RunBudget(request.Plan.Limits, request.UsageSoFar),
            Time = time,
            Stops = stops,
            Waits = new RunWaits(request.Waits),
            Grant = ToolList.Parse(request.Plan.GrantedTools),
            Tools = request.Tools.ToDictionary(t => t.Descriptor.Name, StringComparer.Ordinal),
            Workspace = request.Mode == RunMode.DryRun ? new OverlayWorkspace(request.Workspace, time) : request.Workspace,
        };
        return await RunStepsAsync(run, StepRules.Groups(request.Plan));
    }

    private static async Task<RunOutcome> RunStepsAsync(RunContext run, IReadOnlyList<IReadOnlyList<PlannedStep>> groups)
    {
        var finished = Finished(run.Request.FinishedSteps);
        var input = run.Request.Input;
        JsonObject? result = null;
        var partial = false;
        foreach (var group in groups)
        {
            var outputs = new List<(string Key, JsonObject Output)>();
            foreach (var step in group)
            {
                var record = finished.GetValueOrDefault(step.Path) ?? await new StepRunner(run, step).RunAsync(input);
                if (record.Outcome == StepOutcome.Waiting)
                {
                    return Suspended(run);
                }

                finished[step.Path] = record;
                if (record is { Outcome: StepOutcome.Succeeded, Output: { } output })
                {
                    outputs.Add((step.Skill.Key, output));
                }
                else if (record.Outcome == StepOutcome.Skipped)
                {
                    partial = true;
                }
                else
                {
                    await SkipRestAsync(run, groups, finished);
                    return Ended(run, record, step.Skill, result, partial);
                }
            }

            if (outputs.Count > 0)
            {
                input = result = StepRules.Merge(outputs, group.Count);
            }
        }

        return groups.Count == 0
            ? new RunOutcome
            {
                End = RunEnd.Failed,
                StopReason = "DEPENDENCY_MISSING",
                Failure = FailureText.NoSkills(run.Request.Plan.Name),
                Usage = run.Budget.Total,
            }
            : new RunOutcome
            {
                End = RunEnd.Succeeded,
                StopReason = "COMPLETED",
                Result = result,
                Usage = run.Budget.Total,
                Partial = partial,
            };
    }

    /// <summary>
    /// Steps that are done. A cancelled one and those never reached are not: whoever goes on with a run has not cancelled it.
    /// </summary>
    private static Dictionary<string, StepRecord> Finished(IReadOnlyList<StepRecord> records)
    {
        var finished = new Dictionary<string, StepRecord>(StringComparer.Ordinal);
        foreach (var record in records.Where(r => r is { Outcome: not StepOutcome.Cancelled, Attempt: > 0 }))
        {
            finished[record.Path] = record;
        }

        return finished;
    }

    private static RunOutcome Ended(RunContext run, StepRecord last, PlannedSkill skill, JsonObject? result, bool partial) => new()
    {
        End = last.Outcome switch
        {
            StepOutcome.Cancelled => RunEnd.Cancelled,
            StepOutcome.TimedOut => RunEnd.TimedOut,
            _ => RunEnd.Failed,
        },
        StopReason = StepRules.StopReason(last, skill),
        Result = result,
        Failure = last.Failure,
        Usage = run.Budget.Total,
        Partial = partial,
    };

    private static RunOutcome Suspended(RunContext run) => new()
    {
        End = RunEnd.Suspended,
        StopReason = "",
        Usage = run.Budget.Total,
        Waits = run.Waits.All,
    };

    /// <summary>Steps that were never reached get a record too, so that every step of the plan is accounted for.</summary>
    private static async Task SkipRestAsync(
        RunContext run, IReadOnlyList<IReadOnlyList<PlannedStep>> groups, Dictionary<string, StepRecord> finished)
    {
        foreach (var step in groups.SelectMany(g => g).Where(s => !finished.ContainsKey(s.Path)))
        {
            var record = new StepRecord
            {
                Path = step.Path,
                Key = step.Skill.Key,
                Skill = step.Skill.Name,
                Digest = step.Skill.Digest,
                Order = step.Skill.Order,
                Attempt = 0,
                Outcome = StepOutcome.Skipped,
            };
            await run.Journal.AppendAsync(new StepSkipped(record, "EARLIER_STOP") { StepPath = step.Path });
        }
    }
}

using System.Text.Json.Nodes;
using OmniForge.Agents.Conditions;

namespace OmniForge.Agents.Running;

/// <summary>
/// Runs the steps of a plan order by order. Steps of one order work at the same time. When one of them ends the run, those at
/// work beside it come to their own end, so that no change is cut in half, and nothing else is started.
/// </summary>
internal sealed class PlanRun(RunContext run)
{
    private readonly KnownValues _known = new(run.Request.Input);
    private readonly Dictionary<string, StepRecord> _done = Done(run.Request.FinishedSteps);
    private JsonObject? _result;
    private bool _partial;

    public async Task<RunOutcome> RunAsync()
    {
        var input = run.Request.Input;
        foreach (var group in run.Plan.Groups)
        {
            var outputs = new List<(string Key, JsonObject Output)>(group.Count);
            var waiting = await RunGroupAsync(group, input);
            var last = group.Select(step => _done.GetValueOrDefault(step.Path)).FirstOrDefault(record => record is not null && Ends(record));
            if (waiting.Count > 0 && last is null)
            {
                return Suspended();
            }

            foreach (var step in group)
            {
                if (_done.GetValueOrDefault(step.Path) is not { } record)
                {
                    continue;
                }

                _partial |= record is { Outcome: StepOutcome.Skipped, SkipReason: not SkipReasons.ConditionFalse };
                if (record.Outcome == StepOutcome.Succeeded)
                {
                    var output = await OutputAsync(record);
                    outputs.Add((step.Skill.Key, output));
                    _known.Add(step.Skill.Key, "SUCCEEDED", output);
                }
                else
                {
                    _known.Add(step.Skill.Key, "SKIPPED", null);
                }
            }

            if (last is not null)
            {
                await GiveUpAsync(waiting);
                await SkipRestAsync();
                return Ended(last, group.First(step => step.Path == last.Path).Skill, await StepArtifacts.ResultAsync(run, _result));
            }

            if (outputs.Count > 0)
            {
                input = _result = StepRules.Merge(outputs, group.Count);
            }
        }

        return run.Plan.Groups.Count == 0 ? Nothing() : new RunOutcome
        {
            End = RunEnd.Succeeded,
            StopReason = "COMPLETED",
            Result = await StepArtifacts.ResultAsync(run, _result),
            Usage = run.Budget.Total,
            Partial = _partial,
        };
    }

    /// <summary>The steps that wait; the others are done, or were not started because one ended the run.</summary>
    private async Task<List<StepRecord>> RunGroupAsync(IReadOnlyList<PlannedStep> group, JsonObject input)
    {
        var open = new List<(PlannedStep Step, JsonObject Input)>(group.Count);
        foreach (var step in group.Where(step => !_done.ContainsKey(step.Path)))
        {
            if (step.Condition is { } condition && !condition.Holds(_known))
            {
                _done[step.Path] = await SkipAsync(step, SkipReasons.ConditionFalse);
            }
            else
            {
                open.Add((step, StepInput(step, group.Count == 1 ? input : (JsonObject)input.DeepClone())));
            }
        }

        var waiting = new List<StepRecord>();
        foreach (var record in open.Count == 1
            ? [await new StepRunner(run, open[0].Step, run.Scope).RunAsync(open[0].Input)]
            : await RunTogetherAsync(open))
        {
            if (record.Outcome == StepOutcome.Waiting)
            {
                waiting.Add(record);
            }
            else
            {
                _done[record.Path] = record;
            }
        }

        return waiting;
    }

    private async Task<IEnumerable<StepRecord>> RunTogetherAsync(List<(PlannedStep Step, JsonObject Input)> open)
    {
        var records = new StepRecord?[open.Count];
        var next = -1;
        var ended = 0;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(open.Count, Math.Max(1, run.Request.Plan.Limits.MaxParallel))).Select(_ => WorkAsync()));
        return records.OfType<StepRecord>();

        async Task WorkAsync()
        {
            // None waits for what another does before its first wait.
            await Task.Yield();
            while (Volatile.Read(ref ended) == 0 && Interlocked.Increment(ref next) is var i && i < open.Count)
            {
                records[i] = await new StepRunner(run, open[i].Step, run.Scope) { Ending = Ending }.RunAsync(open[i].Input);
            }
        }

        void Ending(StepRecord record)
        {
            if (Ends(record))
            {
                Volatile.Write(ref ended, 1);
            }
        }
    }

    /// <summary>Fields that are not there are left out.</summary>
    private JsonObject StepInput(PlannedStep step, JsonObject whole)
    {
        if (step.Inputs.Count == 0)
        {
            return whole;
        }

        var mapped = new JsonObject();
        foreach (var (field, path) in step.Inputs)
        {
            if (_known.TryGet(path, out var value))
            {
                mapped[field] = value?.DeepClone();
            }
        }

        return mapped;
    }

    /// <summary>The output of a step; one that was too large to be kept in its record is fetched.</summary>
    private async Task<JsonObject> OutputAsync(StepRecord record)
        => record.Output ?? await StepArtifacts.ReadAsync(run, record.OutputArtifact!);

    private static bool Ends(StepRecord record) => record.Outcome is not (StepOutcome.Succeeded or StepOutcome.Skipped or StepOutcome.Waiting);

    /// <summary>
    /// Steps that are done. A cancelled one and those never reached are not: whoever goes on with a run has not cancelled it.
    /// </summary>
    private static Dictionary<string, StepRecord> Done(IReadOnlyList<StepRecord> records)
    {
        var done = new Dictionary<string, StepRecord>(StringComparer.Ordinal);
        foreach (var record in records.Where(r => r.Outcome != StepOutcome.Cancelled && (r.Attempt > 0 || r.SkipReason == SkipReasons.ConditionFalse)))
        {
            done[record.Path] = record;
        }

        return done;
    }

    /// <summary>Steps that wait for somebody while another one has ended the run.</summary>
    private async Task GiveUpAsync(List<StepRecord> waiting)
    {
        foreach (var step in waiting)
        {
            var cancelled = step with { Outcome = StepOutcome.Cancelled, Failure = FailureText.GivenUp(step.Skill, step.Path), CompletedAt = run.Time.GetUtcNow() };
            _done[step.Path] = cancelled;
            await run.Journal.AppendAsync(new StepFinished(cancelled) { StepPath = step.Path });
        }
    }

    /// <summary>Steps that were never reached get a record too, so that every step of the plan is accounted for.</summary>
    private async Task SkipRestAsync()
    {
        foreach (var step in run.Plan.Groups.SelectMany(g => g).Where(s => !_done.ContainsKey(s.Path)))
        {
            await SkipAsync(step, SkipReasons.EarlierStop);
        }
    }

    private async Task<StepRecord> SkipAsync(PlannedStep step, string reason)
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
            SkipReason = reason,
            StartedAt = run.Time.GetUtcNow(),
            CompletedAt = run.Time.GetUtcNow(),
        };
        await run.Journal.AppendAsync(new StepSkipped(record, reason)
        {
            StepPath = step.Path,
            Condition = reason == SkipReasons.ConditionFalse ? step.Skill.Condition! : "",
        });
        return record;
    }

    private RunOutcome Suspended() => new()
    {
        End = RunEnd.Suspended,
        StopReason = "",
        Usage = run.Budget.Total,
        Waits = run.Waits.All,
    };

    private RunOutcome Ended(StepRecord last, PlannedSkill skill, JsonObject? result) => new()
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
        Partial = _partial,
    };

    private RunOutcome Nothing() => new()
    {
        End = RunEnd.Failed,
        StopReason = "DEPENDENCY_MISSING",
        Failure = FailureText.NoSkills(run.Request.Plan.Name),
        Usage = run.Budget.Total,
    };
}

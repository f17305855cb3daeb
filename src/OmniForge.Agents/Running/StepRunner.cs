using System.Text.Json.Nodes;
using OmniForge.Agents.Models;
using OmniForge.Agents.Running.Waits;
using OmniForge.Skills.Permissions;

namespace OmniForge.Agents.Running;

/// <summary>Runs one step to its recorded end: attempts, pauses, and the one place where any exception becomes a failure.</summary>
internal sealed class StepRunner(RunContext run, PlannedStep step, StepScope scope)
{
    private readonly OpenStep? _open = run.Waits.Options?.OpenSteps.GetValueOrDefault(step.Path);
    private readonly StepTally _tally = new(step.Path, run.Waits.Options?.OpenSteps.GetValueOrDefault(step.Path)?.Usage ?? new());
    private static readonly AttemptEnd Left = new(StepOutcome.Waiting);

    private DateTimeOffset _started;

    /// <summary>Hears of the step's end before anybody can read it.</summary>
    public Action<StepRecord>? Ending { get; init; }

    /// <summary>Who does the present attempt: the step's own skill, or the one that takes over.</summary>
    private PlannedSkill _skill = step.Skill;
    private StepActor _actor;

    /// <summary>The record that was written as the step's end, or one that says that it waits. Throws only when the log or the platform does.</summary>
    public async Task<StepRecord> RunAsync(JsonObject input)
    {
        using var span = RunTrace.Step(step);
        var tools = new ToolDispatcher(run, step.Path, scope.Budget, _tally);
        ContinueAsBefore();
        _started = run.Time.GetUtcNow();
        if (run.Waits.PauseAsked)
        {
            run.Waits.Add(WaitCause.Paused, null);
            return Record(Left, _open?.Attempt ?? 1, input);
        }

        if (_open?.RetryAt is { } due && await HoldAsync(due) is { } left)
        {
            return left == Left ? Record(left, _open.Attempt, input) : await FinishAsync(left, _open.Attempt, input);
        }

        for (var attempt = First; ; attempt++)
        {
            var skill = _skill;
            _started = run.Time.GetUtcNow();
            if (_open is not { RetryAt: null } || attempt > _open.Attempt)
            {
                await AppendAsync(new StepStarted(skill.Key, skill.Name, skill.Digest, skill.Order, attempt, input));
            }

            var end = await AttemptAsync(tools, attempt, input);
            await _tally.FlushAsync(run);
            if (end == Left)
            {
                return Record(end, attempt, input);
            }

            if (end.Failure is not { } failure || end.Outcome == StepOutcome.Cancelled)
            {
                return await FinishAsync(end, attempt, input);
            }

            switch (StepRules.Decide(step.Skill, attempt, failure, _actor))
            {
                case AfterFailure.Fallback:
                    await TakeOverAsync(Record(end, attempt, input), failure);
                    break;
                case AfterFailure.Skip:
                    return await SkipAsync(failure, attempt, input);
                case AfterFailure.Retry:
                    if (await PauseAsync(Record(end, attempt, input), failure) is { } stopped)
                    {
                        return stopped == Left ? Record(stopped, attempt, input) : await FinishAsync(stopped, attempt, input);
                    }

                    break;
                default:
                    return await FinishAsync(end, attempt, input);
            }
        }
    }

    private async Task<AttemptEnd> AttemptAsync(ToolDispatcher tools, int attempt, JsonObject input)
    {
        var timeout = step.Skill.Timeout ?? run.Request.Plan.Limits.StepTimeout;
        using var limit = new CancellationTokenSource(timeout, run.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, run.Stops.Token, scope.Stop);
        try
        {
            either.Token.ThrowIfCancellationRequested();
            var skill = ReadSkill.Of(_skill.Text);
            var frame = new SkillFrame(skill.Document.Name ?? _skill.Name, skill.Document.AllowedTools) { Place = SkillPrompt.Place(_skill.Name) };
            IReadOnlyList<SkillFrame> frames = [.. scope.Around, frame];
            tools.ActFor(frames);
            tools.Skills = SkillCalls.Of(run, step, _skill, scope, frames);
            var conversation = new StepConversation(run, step with { Skill = _skill }, scope, skill, tools, _tally);
            return new(StepOutcome.Succeeded) { Output = await conversation.RunAsync(attempt, input, either.Token) };
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            return Stopped() ?? Failed(FailureText.StepTimeout(timeout), StepOutcome.TimedOut);
        }
        catch (StepLeftException)
        {
            return Left;
        }
        catch (StepFailedException e)
        {
            return Failed(e.Fault);
        }
        catch (RecordedFailureException e)
        {
            return new(StepOutcome.Failed) { Failure = e.Failure };
        }
        catch (Exception e) when (!run.Journal.Broken && !run.Request.PlatformFailed(e))
        {
            return Failed(Fault(e));
        }
    }

    private static StepFault Fault(Exception e)
    {
        if (e is not ModelException { Fault: var fault })
        {
            return FailureText.Internal(e);
        }

        return new StepFault(
            FailureReasons.Of(fault.Kind),
            fault.Kind == ModelFaultKind.StepFailed ? RunFailureCategory.Tool : RunFailureCategory.Model,
            fault.Cause,
            fault.NextStep)
        {
            Retryable = fault.Retryable,
            Detail = fault.Detail ?? e.Message,
            Tool = fault.Tool,
            ProviderStatus = fault.Status,
            RetryAfter = fault.RetryAfter,
        };
    }

    /// <summary>Waits before the next attempt; not null when the run was stopped meanwhile or left.</summary>
    private async Task<AttemptEnd?> PauseAsync(StepRecord failed, RunFailure failure)
    {
        var spread = Backoff.Spread(run.Request.ExecutionId, step.Path, failed.Attempt);
        var pause = run.Request.Mode == RunMode.Replay
            ? TimeSpan.Zero
            : Backoff.Pause(StepRules.RetryOf(step.Skill), failed.Attempt, failure.RetryAfter, spread);
        var due = run.Time.GetUtcNow() + pause;
        await AppendAsync(new StepRetryScheduled(due, failure) { Step = await SlimAsync(failed) });
        return await HoldAsync(due);
    }

    /// <summary>Waits here for a short time and elsewhere for a long one.</summary>
    private async Task<AttemptEnd?> HoldAsync(DateTimeOffset due)
    {
        var pause = due - run.Time.GetUtcNow();
        if (run.Waits.Options is { } waits && pause > waits.LongestPauseInPlace)
        {
            run.Waits.Add(run.Waits.PauseAsked ? WaitCause.Paused : WaitCause.Retry, due);
            return Left;
        }

        if (pause <= TimeSpan.Zero)
        {
            return null;
        }

        try
        {
            await Task.Delay(pause, run.Time, run.Stops.Token);
            return null;
        }
        catch (OperationCanceledException) when (Stopped() is not null)
        {
            return Stopped();
        }
    }

    /// <summary>How the attempt ends when the run is stopped from outside; null when it is not.</summary>
    private AttemptEnd? Stopped() => run.Stops.Cause switch
    {
        StopCause.Caller => new(StepOutcome.Cancelled) { Failure = FailureText.Stopped(_skill.Name, step.Path) },
        StopCause.Deadline => Failed(FailureText.Deadline(run.Request.Plan.Limits.Deadline), StepOutcome.TimedOut),
        _ => null,
    };

    private AttemptEnd Failed(StepFault fault, StepOutcome outcome = StepOutcome.Failed)
        => new(outcome) { Failure = FailureText.Of(fault, _skill.Name, step.Path) };

    private async Task<StepRecord> FinishAsync(AttemptEnd end, int attempt, JsonObject input)
    {
        var record = Record(end, attempt, input);
        Ending?.Invoke(record);
        await AppendAsync(new StepFinished(await SlimAsync(record)));
        return record;
    }

    private async Task<StepRecord> SkipAsync(RunFailure failure, int attempt, JsonObject input)
    {
        var record = Record(new(StepOutcome.Skipped) { Failure = failure }, attempt, input) with { SkipReason = SkipReasons.ErrorStrategy };
        await AppendAsync(new StepSkipped(await SlimAsync(record), SkipReasons.ErrorStrategy));
        return record;
    }

    private StepRecord Record(AttemptEnd end, int attempt, JsonObject input) => new()
    {
        Path = step.Path,
        Key = step.Skill.Key,
        Skill = _skill.Name,
        Digest = _skill.Digest,
        Order = step.Skill.Order,
        Attempt = attempt,
        Outcome = end.Outcome,
        Input = input,
        Output = end.Output,
        Failure = end.Failure,
        Iterations = _tally.Usage.ModelCalls,
        ToolCalls = _tally.Usage.ToolCalls,
        Usage = _tally.Usage,
        StartedAt = _started,
        CompletedAt = run.Time.GetUtcNow(),
    };

    private async Task TakeOverAsync(StepRecord failed, RunFailure failure)
    {
        await AppendAsync(new StepRetryScheduled(run.Time.GetUtcNow(), failure) { Step = await SlimAsync(failed) });
        TakeOver();
    }

    /// <summary>A step that another skill had taken over, or was about to when no retry was left, stays with it.</summary>
    private void ContinueAsBefore()
    {
        if (step.Skill.ErrorStrategy == StepErrorStrategy.Fallback && _open is { } open
            && (open.Skill == step.Skill.Fallback || (open.RetryAt is not null && open.Attempt > StepRules.RetryOf(step.Skill).MaxRetries)))
        {
            TakeOver();
        }
    }

    /// <summary>From the next attempt on another skill does the step, with the step's own settings and limits.</summary>
    private void TakeOver()
    {
        var other = run.Plan.Library[step.Skill.Fallback!];
        _skill = step.Skill with { Name = other.Name, Text = other.Text, Digest = other.Digest };
        _actor = StepActor.Fallback;
    }

    private ValueTask<StepRecord> SlimAsync(StepRecord record) => StepArtifacts.SlimAsync(run, record);

    private ValueTask AppendAsync(RunEvent happened) => run.Journal.AppendAsync(happened with { StepPath = step.Path });

    private int First => _open is null ? 1 : _open.RetryAt is null ? _open.Attempt : _open.Attempt + 1;

    private sealed record AttemptEnd(StepOutcome Outcome)
    {
        public JsonObject? Output { get; init; }
        public RunFailure? Failure { get; init; }
    }
}

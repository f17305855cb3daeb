using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using OmniForge.Agents.Running.Waits;
using OmniForge.Agents.Tools;
using OmniForge.Skills.Permissions;

namespace OmniForge.Agents.Running;

/// <summary>
/// Every tool call of one step passes here: permission, schema, budget, journal, time limit, cap. A refusal is a result
/// the model reads, and the run goes on.
/// </summary>
internal sealed class ToolDispatcher
{
    private const int DefaultCap = 256 * 1024;

    private readonly RunContext _run;
    private readonly string _path;
    private readonly RunBudget _budget;
    private readonly StepTally _tally;
    private readonly EarlierCalls _earlier;
    private readonly FailedChanges _failed;
    private readonly RecordedCalls _recorded;
    private readonly OpenStep? _open;
    private readonly CallWaits _waits;
    private readonly EmbeddedCommands _embedded;
    private bool _begun;
    private bool _settled;
    private StepFault? _refused;
    private IReadOnlyList<SkillFrame> _frames = [];
    private int _number;

    public ToolDispatcher(RunContext run, string path, RunBudget budget, StepTally tally)
    {
        (_run, _path, _budget, _tally) = (run, path, budget, tally);
        _waits = new CallWaits(run, path);
        _embedded = new EmbeddedCommands(run, path, budget, tally);
        _recorded = new RecordedCalls(run.Request.Recording, path);
        _open = run.Waits.Options?.OpenSteps.GetValueOrDefault(path);
        _earlier = new EarlierCalls(path, run.Request.FinishedCalls, _open?.Attempt ?? 1, IsKept);
        _failed = new FailedChanges(path, run.Request.FinishedCalls, IsChange);
        _number = Math.Max(_earlier.LastNumber, _open?.LastCall ?? 0);
    }

    /// <summary>Model turn that is being answered, from 1.</summary>
    public int Turn { get; set; }

    /// <summary>What the skill's own steps fix about its changes.</summary>
    public FixedArguments Fixed { get; set; } = FixedArguments.None;

    /// <summary>Carries out calls of other skills; null = this step cannot call any.</summary>
    public SkillCalls? Skills { get; set; }

    /// <summary>Tools that some call could use; the others are not shown to the model at all.</summary>
    public IEnumerable<ITool> Offered => _run.Request.Tools.Where(
        t => Permission.Offers(_run.Grant, _frames, t.Descriptor.Name) && (t is not SkillTool || Skills is { Any: true }));

    /// <summary>Whose permissions hold from now on, outermost skill first.</summary>
    public void ActFor(IReadOnlyList<SkillFrame> frames) => _frames = frames;

    /// <inheritdoc cref="EmbeddedCommands.RunAsync"/>
    public Task<IReadOnlyList<string>> EmbeddedAsync(string body, CancellationToken cancellationToken) => _embedded.RunAsync(body, _frames, cancellationToken);

    /// <summary>Starts an attempt: the first one of this run goes on behind the calls committed before.</summary>
    public IReadOnlyList<ToolFinished> Begin()
    {
        if (!_begun && _open?.RetryAt is null)
        {
            _begun = true;
            return _earlier.History;
        }

        _begun = true;
        _earlier.BeginAttempt();
        return [];
    }

    /// <summary>Brings calls that were asked for and have no result to their end, with what became of their questions meanwhile.</summary>
    public async Task<IReadOnlyList<ToolFinished>> SettleAsync(BoundResults results, CancellationToken cancellationToken)
    {
        if (_settled || _open is not { RetryAt: null, Calls: { Count: > 0 } calls })
        {
            return [];
        }

        _settled = true;
        var finished = new List<ToolFinished>();
        foreach (var open in calls.Where(open => !EmbeddedCommands.Made(open.Id)))
        {
            if (!_run.Tools.TryGetValue(open.Tool, out var tool))
            {
                throw new StepFailedException(FailureText.ToolGone(open.Tool));
            }

            var (_, end) = await MakeAsync(new PendingCall(open.Id, tool, open.Arguments, open), results, cancellationToken);
            finished.Add(end);
        }

        return finished;
    }

    public async Task<FunctionResultContent> CallAsync(FunctionCallContent call, BoundResults results, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var arguments = call.Exception is null ? RunJson.Arguments(call.Arguments) : null;
        var tool = _run.Tools.GetValueOrDefault(call.Name);
        var number = NextNumber(call.Name, arguments, out var committed);
        var id = string.Create(CultureInfo.InvariantCulture, $"{_path}:{number}");
        if (committed is not null)
        {
            var known = ResultOf(committed);
            Bind(call.Name, known, results);
            return ToolAnswer.Of(call.CallId, call.Name, known, Cap(tool));
        }

        if (Refusal(call.Name, tool, arguments ?? []) is { } rule)
        {
            await AppendAsync(new ToolDenied(id, call.Name, rule) { Arguments = arguments, Turn = Turn });
            return ToolAnswer.Of(call.CallId, call.Name, ToolResult.Fail(ToolErrorCode.Denied, rule), DefaultCap);
        }

        var (result, _) = await MakeAsync(new PendingCall(id, tool!, arguments, null), results, cancellationToken);
        Bind(call.Name, result, results);
        return ToolAnswer.Of(call.CallId, call.Name, result, Cap(tool));
    }

    public static ToolResult ResultOf(ToolFinished call) => call.Error is { } error
        ? new ToolResult { Error = error }
        : new ToolResult { Value = RunJson.Element(call.Result), Truncated = call.Truncated };

    private int NextNumber(string tool, JsonObject? arguments, out ToolFinished? committed)
    {
        do
        {
            _number++;
            committed = arguments is null ? null : _earlier.Find(_number, tool, arguments);
        }
        while (committed is null && _earlier.Taken(_number));

        return _number;
    }

    private string? Refusal(string name, ITool? tool, JsonObject arguments)
    {
        var verdict = Permission.Admits(_run.Grant, _frames, new ToolUse(name, ToolSubject.Of(name, arguments)));
        return !verdict.Allowed ? verdict.Rule
            : tool is null ? $"There is no tool called '{name}' here."
            : Changes(tool) ? Fixed.Refusal(name, arguments)
            : null;
    }

    private async Task<(ToolResult Result, ToolFinished Finished)> MakeAsync(PendingCall call, BoundResults results, CancellationToken cancellationToken)
    {
        var descriptor = call.Tool.Descriptor;
        using var span = RunTrace.Tool(descriptor, call.Id);
        var arguments = call.Arguments ?? [];
        var element = RunJson.Element(arguments);
        var wrong = call.Arguments is null
            ? "The arguments could not be read."
            : ArgumentSchema.Check(descriptor.InputSchema, element);
        if (call.Earlier is null)
        {
            var changes = Changes(call.Tool) && _run.Request.Mode is not (RunMode.DryRun or RunMode.Replay);
            _budget.BeforeToolCall(changes ? ToolEffectKind.Changes : ToolEffectKind.ReadsOnly);
            _tally.Add(new RunUsage { ToolCalls = 1 });
            await AppendAsync(new ToolRequested(call.Id, descriptor.Name, descriptor.Class, arguments)
            {
                ClientHosted = descriptor.ClientHosted,
                Turn = Turn,
            });
            await _run.WarnAsync(_path);
        }

        call = call with { Before = Changes(call.Tool) ? _failed.Find(descriptor.Name, arguments) : null };
        var (plan, answer) = PlanOf(call.Tool, call.Id, arguments);
        var watched = new WatchedWorkspace(_run.Workspace);
        var started = _run.Time.GetTimestamp();
        var result = wrong is not null ? ToolResult.Fail(ToolErrorCode.Invalid, wrong)
            : answer ?? await PassAsync(call, element, watched, results, cancellationToken);
        var duration = _run.Time.GetElapsedTime(started);
        if (plan.Predict && result.Ok)
        {
            await AppendAsync(Predicted(call.Tool, arguments, element));
        }

        foreach (var artifact in _run.Request.Mode is RunMode.DryRun ? [] : watched.Written)
        {
            await AppendAsync(artifact);
        }

        var shown = ToolAnswer.Capped(result, descriptor.OutputCap);
        var finished = new ToolFinished(
            call.Id,
            descriptor.Name,
            shown.Value is { } value ? RunJson.Node(value) : null,
            shown.Error,
            plan.Origin != ResultOrigin.Real,
            duration,
            shown.Truncated)
        {
            Arguments = arguments,
            Origin = plan.Origin,
        };
        await AppendAsync(finished);
        Remember(finished, call.Tool, arguments);

        return _refused is { } refusal ? throw new StepFailedException(refusal) : (result, finished);
    }

    private void Remember(ToolFinished finished, ITool tool, JsonObject arguments)
    {
        if (Changes(tool))
        {
            _failed.Take(finished, arguments);
        }

        if (finished.Error is null && Kept(tool))
        {
            _earlier.Remember(finished, arguments);
        }
    }

    /// <summary>Where the result comes from; not null when that is not the tool itself.</summary>
    private (CallPlan Plan, ToolResult? Answer) PlanOf(ITool tool, string callId, JsonObject arguments)
    {
        var request = _run.Request;
        if (tool is SkillTool && !(request.Mode == RunMode.DryRun && request.MockData.ContainsKey(SkillTool.Name)))
        {
            // What a called skill does is decided for each of its own calls.
            return (new CallPlan(ResultOrigin.Real, Predict: false), null);
        }

        if (request.Mode is not (RunMode.DryRun or RunMode.Replay))
        {
            return (DryRunRules.Decide(request.Mode, tool.Descriptor.Class, ResultOrigin.Real), null);
        }

        var sample = request.Mode == RunMode.DryRun && request.MockData.TryGetValue(tool.Descriptor.Name, out var given) ? ToolResult.Of(given) : null;
        var recorded = sample is null && (request.Mode == RunMode.Replay || !Changes(tool)) ? _recorded.Take(tool.Descriptor.Name, arguments) : null;
        var plan = DryRunRules.Decide(
            request.Mode,
            tool.Descriptor.Class,
            sample is not null ? ResultOrigin.SampleData : recorded is not null ? ResultOrigin.Recording : ResultOrigin.Real);
        return (plan, plan.Origin switch
        {
            ResultOrigin.SampleData => sample,
            ResultOrigin.Recording => recorded ?? throw new StepFailedException(FailureText.NotRecorded(
                $"this call of {tool.Descriptor.Name}: {Shown(arguments)}")),
            ResultOrigin.Generated => ToolResult.Of(DryRunRules.Synthetic(callId)),
            _ => null,
        });
    }

    private static string Shown(JsonObject arguments)
        => RunJson.Text(arguments) is var text && text.Length > 200 ? $"{text[..200]}…" : text;

    /// <summary>The call itself, or what a person or the client that hosts the tool says instead; leaves while that is open.</summary>
    private async Task<ToolResult> PassAsync(
        PendingCall call, JsonElement arguments, WatchedWorkspace workspace, BoundResults results, CancellationToken cancellationToken)
    {
        var waits = _run.Waits;
        if (call.Tool is IAskingTool or { Descriptor.ClientHosted: true } && (waits.Options is null || _run.Request.Mode == RunMode.DryRun))
        {
            return NobodyThere.Answer(call.Tool, arguments, _run.Request.Mode);
        }

        var approvals = _run.Request.Mode == RunMode.DryRun ? ApprovalRule.Never : waits.Options?.Approvals ?? ApprovalRule.Never;
        var step = CallGate.Next(call.Tool, approvals, call.Earlier, call.Before?.Doubt ?? Doubt.None, _run.Time.GetUtcNow());
        if (step is GateStep.Ask { Kind: QuestionKind.InDoubt } && call.Tool is IProbingTool probing)
        {
            step = await Probing.LookAsync(probing, arguments, ContextOf(call, workspace, results), _run.Time, cancellationToken) ?? step;
        }

        switch (step)
        {
            case GateStep.Ask when waits.Options is null:
                return NobodyThere.InDoubt(call.Tool);
            case GateStep.Ask ask:
                throw await _waits.AskAsync(call, arguments, ask.Kind);
            case GateStep.Later later:
                throw await _waits.PutOffAsync(call, later.Until);
            case GateStep.Wait wait:
                throw waits.Leave(wait.Cause, wait.Until);
            case GateStep.Answer answer:
                return ((IAskingTool)call.Tool).Answered(arguments, answer.Response);
            case GateStep.Finish finish:
                return finish.Result;
            case GateStep.Happened:
                return ToolResult.Of(RunJson.Element(new JsonObject { ["already_done"] = true }));
            case GateStep.Late:
                return ToolResult.Fail(
                    ToolErrorCode.Timeout,
                    $"{call.Tool.Descriptor.Title} runs at the client, which did not answer within {FailureText.Span(call.Tool.Descriptor.Timeout)}.");
            case GateStep.LeaveOut:
                return ToolResult.Fail(ToolErrorCode.Auth, $"{call.Tool.Descriptor.Title} was left out, because its account is not connected.");
            case GateStep.Refuse refuse:
                var (title, integration) = (call.Tool.Descriptor.Title, call.Tool.Descriptor.Integration);
                _refused = refuse.Kind == QuestionKind.Auth
                    ? FailureText.NotSignedIn(refuse.Reason, title, integration)
                    : FailureText.Refused(refuse.Reason, title);
                return ToolResult.Fail(ToolErrorCode.Denied, _refused.Cause);
            default:
                return await _waits.SettledAsync(call, arguments, await InvokeAsync(call, arguments, workspace, results, cancellationToken));
        }
    }

    private async Task<ToolResult> InvokeAsync(
        PendingCall call, JsonElement arguments, WatchedWorkspace workspace, BoundResults results, CancellationToken cancellationToken)
    {
        var timeout = call.Tool.Descriptor.Timeout;
        var context = ContextOf(call, workspace, results);
        if (call.Tool is SkillTool)
        {
            // It ends by itself when it is stopped, and must not go on unseen. Its steps have time limits of their own.
            return Skills is { } skills
                ? await skills.CallAsync(call.Id, arguments, cancellationToken)
                : ToolResult.Fail(ToolErrorCode.Denied, "No skill can be called here.");
        }

        var started = _run.Time.GetTimestamp();
        using var limit = new CancellationTokenSource(timeout, _run.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            // A tool that does not look at its token is left behind; the run does not wait for it.
            return await call.Tool.InvokeAsync(arguments, context, either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return ToolResult.Fail(
                ToolErrorCode.Timeout,
                $"{call.Tool.Descriptor.Title} took longer than {FailureText.Span(timeout)} and was stopped.");
        }
        catch (Exception e) when (Changes(call.Tool) && !_run.Stops.Token.IsCancellationRequested && !_run.Request.PlatformFailed(e))
        {
            await BrokenOffAsync(call, _run.Time.GetElapsedTime(started));
            throw;
        }
    }

    private ToolContext ContextOf(PendingCall call, WatchedWorkspace workspace, BoundResults results)
    {
        var request = _run.Request;
        var key = $"{request.ExecutionId}:{call.Before?.CallId ?? call.Id}";
        return new(workspace, request.StartedAt, request.TimeZone, key, results.Values) { Accounts = request.Accounts, Place = _frames.Count == 0 ? null : _frames[^1].Place };
    }

    /// <summary>A change that broke off has a result too: that nobody knows. The next attempt must not take it for one never sent.</summary>
    private async ValueTask BrokenOffAsync(PendingCall call, TimeSpan duration)
    {
        var error = new ToolError(ToolErrorCode.InDoubt, $"{call.Tool.Descriptor.Title} broke off before it answered. Whether it was done is not known.");
        var finished = new ToolFinished(call.Id, call.Tool.Descriptor.Name, null, error, false, duration, false) { Arguments = call.Arguments };
        await AppendAsync(finished);
        Remember(finished, call.Tool, call.Arguments!);
    }

    private static EffectPredicted Predicted(ITool tool, JsonObject arguments, JsonElement element)
    {
        var name = tool.Descriptor.Name;
        var target = ToolSubject.Of(name, arguments)
            ?? arguments.Select(p => ToolSubject.String(arguments, p.Key)).FirstOrDefault(s => s is { Length: > 0 and <= 200 })
            ?? "";
        return new EffectPredicted(name, tool.Descriptor.Class, target, tool.Predict(element), arguments);
    }

    private static void Bind(string tool, ToolResult result, BoundResults results)
    {
        if (result is { Ok: true, Value: { } value })
        {
            results.Bind(tool, value);
        }
    }

    private bool IsChange(string tool) => _run.Tools.TryGetValue(tool, out var known) && Changes(known);

    /// <summary>What a later attempt takes over instead of doing it again: changes, and whole skills, which may have made some.</summary>
    private bool IsKept(string tool) => _run.Tools.TryGetValue(tool, out var known) && Kept(known);

    private static bool Kept(ITool tool) => Changes(tool) || tool is SkillTool;

    private static bool Changes(ITool tool) => DryRunRules.Changes(tool.Descriptor.Class);

    private static int Cap(ITool? tool) => tool?.Descriptor.OutputCap ?? DefaultCap;

    private ValueTask AppendAsync(RunEvent happened) => _run.Journal.AppendAsync(happened with { StepPath = _path });
}

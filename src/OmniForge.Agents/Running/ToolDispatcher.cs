using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
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
    private readonly IReadOnlyList<SkillFrame> _frames;
    private readonly StepTally _tally;
    private readonly EarlierCalls _earlier;
    private int _number;

    public ToolDispatcher(RunContext run, string path, IReadOnlyList<SkillFrame> frames, StepTally tally)
    {
        (_run, _path, _frames, _tally) = (run, path, frames, tally);
        _earlier = new EarlierCalls(path, run.Request.FinishedCalls);
        _number = _earlier.LastNumber;
        foreach (var call in _earlier.History.Where(c => _run.Tools.TryGetValue(c.Tool, out var t) && Changes(t)))
        {
            _earlier.Remember(call, call.Arguments!);
        }
    }

    /// <summary>Tools that some call could use; the others are not shown to the model at all.</summary>
    public IEnumerable<ITool> Offered
        => _run.Request.Tools.Where(t => Permission.Offers(_run.Grant, _frames, t.Descriptor.Name));

    /// <summary>Starts an attempt: the first one goes on behind the calls committed before a crash.</summary>
    public IReadOnlyList<ToolFinished> Begin(int attempt)
    {
        if (attempt == 1)
        {
            return _earlier.History;
        }

        _earlier.BeginAttempt();
        return [];
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
            return ToolAnswer.Of(call.CallId, known, Cap(tool));
        }

        if (Refusal(call.Name, tool, arguments ?? []) is { } rule)
        {
            await AppendAsync(new ToolDenied(id, call.Name, rule));
            return ToolAnswer.Of(call.CallId, ToolResult.Fail(ToolErrorCode.Denied, rule), DefaultCap);
        }

        var result = await MakeAsync(new Call(id, tool!, arguments), results, cancellationToken);
        Bind(call.Name, result, results);
        return ToolAnswer.Of(call.CallId, result, Cap(tool));
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
        return !verdict.Allowed ? verdict.Rule : tool is null ? $"There is no tool called '{name}' here." : null;
    }

    private async Task<ToolResult> MakeAsync(Call call, BoundResults results, CancellationToken cancellationToken)
    {
        var descriptor = call.Tool.Descriptor;
        var arguments = call.Arguments ?? [];
        var element = RunJson.Element(arguments);
        var wrong = call.Arguments is null
            ? "The arguments could not be read."
            : ArgumentSchema.Check(descriptor.InputSchema, element);
        _run.Budget.BeforeToolCall(Changes(call.Tool) && _run.Request.Mode != RunMode.DryRun);
        _tally.Add(new RunUsage { ToolCalls = 1 });
        await AppendAsync(new ToolRequested(call.Id, descriptor.Name, descriptor.Class, arguments));

        var mocked = _run.Request.MockData.TryGetValue(descriptor.Name, out var mock);
        var plan = DryRunRules.Decide(_run.Request.Mode, descriptor.Class, mocked);
        var watched = new WatchedWorkspace(_run.Workspace);
        var started = _run.Time.GetTimestamp();
        var result = wrong is not null ? ToolResult.Fail(ToolErrorCode.Invalid, wrong) : plan.Source switch
        {
            CallSource.MockData => ToolResult.Of(mock),
            CallSource.Nothing => ToolResult.Of(DryRunRules.Synthetic(call.Id)),
            _ => await InvokeAsync(call, element, watched, results, cancellationToken),
        };
        var duration = _run.Time.GetElapsedTime(started);
        if (plan.Predict && result.Ok)
        {
            await AppendAsync(Predicted(call.Tool, arguments, element));
        }

        foreach (var artifact in _run.Request.Mode == RunMode.DryRun ? [] : watched.Written)
        {
            await AppendAsync(artifact);
        }

        var shown = ToolAnswer.Capped(result, descriptor.OutputCap);
        var finished = new ToolFinished(
            call.Id,
            descriptor.Name,
            shown.Value is { } value ? RunJson.Node(value) : null,
            shown.Error,
            plan.Source != CallSource.Tool,
            duration,
            shown.Truncated)
        {
            Arguments = arguments,
        };
        await AppendAsync(finished);
        if (result.Ok && Changes(call.Tool))
        {
            _earlier.Remember(finished, arguments);
        }

        return result;
    }

    private async Task<ToolResult> InvokeAsync(
        Call call, JsonElement arguments, WatchedWorkspace workspace, BoundResults results, CancellationToken cancellationToken)
    {
        var request = _run.Request;
        var timeout = call.Tool.Descriptor.Timeout;
        var context = new ToolContext(
            workspace, request.StartedAt, request.TimeZone, $"{request.ExecutionId}:{call.Id}", results.Values);
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

    private static bool Changes(ITool tool) => DryRunRules.Changes(tool.Descriptor.Class);

    private static int Cap(ITool? tool) => tool?.Descriptor.OutputCap ?? DefaultCap;

    private ValueTask AppendAsync(RunEvent happened) => _run.Journal.AppendAsync(happened with { StepPath = _path });

    private sealed record Call(string Id, ITool Tool, JsonObject? Arguments);
}

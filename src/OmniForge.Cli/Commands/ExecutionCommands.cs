using System.CommandLine;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Output;
using OmniForge.Cli.Watching;
using OmniForge.V1;

namespace OmniForge.Cli.Commands;

/// <summary>`executions list|show|watch|cancel|pause|resume|retry|answer`.</summary>
internal static class ExecutionCommands
{
    public static Command Create(Verbs verbs)
    {
        var group = new Command("executions", "What agents did and do: list, show, watch, cancel, pause, resume, retry, answer.")
        {
            List(verbs), Show(verbs), WatchCommand.Create(verbs), Cancel(verbs),
            SteeringCommands.Pause(verbs), SteeringCommands.Resume(verbs), SteeringCommands.Retry(verbs), SteeringCommands.Answer(verbs),
        };
        verbs.Explain(group, "omniforge executions list", "omniforge executions watch                  all of them, live");
        return group;
    }

    public static Argument<string> IdArgument => new("EXECUTION") { Description = "Id of the execution; `executions list` shows them." };

    public static Option<string?> AgentOption => new("--agent") { Description = "Only those of this agent, by name or id." };

    public static Option<string[]> StatusOption => new("--status")
    {
        Description = "Only these: pending, running, succeeded, failed, cancelled …",
        AllowMultipleArgumentsPerToken = true,
    };

    public static async Task<WatchExecutionsRequest> WatchFilterAsync(Call call, Option<string?> agent, Option<string[]> status)
    {
        var filter = new WatchExecutionsRequest();
        filter.Statuses.AddRange((call.Value(status) ?? []).Select(Status));
        if (call.Value(agent) is { } name)
        {
            filter.AgentId = (await AgentNames.FindAsync(call.Client, name, call.Cancelled)).Id;
        }

        return filter;
    }

    private static Command List(Verbs verbs)
    {
        var json = Verbs.JsonOption;
        var agent = AgentOption;
        var status = StatusOption;
        Option<int> limit = new("--limit", "-n") { Description = "Most rows.", DefaultValueFactory = _ => 20 };
        return verbs.Calling(
            new("list", "Executions, newest first.") { agent, status, limit, json },
            async call =>
            {
                if (call.Value(limit) < 1)
                {
                    throw new CliException("--limit must be 1 or more.", ExitCodes.Usage);
                }

                var filter = new ListExecutionsRequest { PageSize = Math.Min(call.Value(limit), 500) };
                filter.Statuses.AddRange((call.Value(status) ?? []).Select(Status));
                if (call.Value(agent) is { } name)
                {
                    filter.AgentId = (await AgentNames.FindAsync(call.Client, name, call.Cancelled)).Id;
                }

                var rows = await call.Client.Executions.ListAsync(filter, call.Cancelled).Take(call.Value(limit)).ToListAsync(call.Cancelled);
                if (call.Value(json))
                {
                    var all = new ListExecutionsResponse();
                    all.Executions.AddRange(rows);
                    Json.Write(call.Terminal, all);
                }
                else if (rows.Count == 0)
                {
                    call.Terminal.Line("Nothing has run yet. `omniforge run AGENT` runs one.");
                }
                else
                {
                    Tables.Write(call.Terminal, ["status", "mode", "agent", "started", "took", "id"], await RowsAsync(call, rows));
                }

                return ExitCodes.Done;
            },
            "omniforge executions list --agent \"Project report\"",
            "omniforge executions list --status failed --limit 5 --json");
    }

    private static ExecutionStatus Status(string word)
        => Enum.TryParse<ExecutionStatus>(string.Concat(word.Where(char.IsLetter)), ignoreCase: true, out var status)
            ? status
            : throw new CliException($"\"{word}\" is no status. One of: pending, running, succeeded, failed, cancelled, timed-out, rejected.", ExitCodes.Usage);

    private static async Task<IReadOnlyList<IReadOnlyList<string>>> RowsAsync(Call call, IReadOnlyList<Execution> executions)
    {
        var names = await call.Client.Agents.ListAsync(new() { ShowDeleted = true }, call.Cancelled)
            .ToDictionaryAsync(agent => agent.Id, agent => agent.Name, cancellationToken: call.Cancelled);
        return
        [
            .. executions.Select(execution => (string[])
            [
                Words.Of(execution.Status), Words.Of(execution.Mode), names.GetValueOrDefault(execution.AgentId, execution.AgentId),
                Words.Stamp(execution.StartedAt ?? execution.CreatedAt), Took(execution), execution.Id,
            ]),
        ];
    }

    private static string Took(Execution execution) => execution is { StartedAt: { } start, CompletedAt: { } end }
        ? Words.Span(end.ToDateTimeOffset() - start.ToDateTimeOffset())
        : "-";

    private static Command Show(Verbs verbs)
    {
        var id = IdArgument;
        var json = Verbs.JsonOption;
        return verbs.Calling(
            new("show", "One execution with its steps, result and cost.") { id, json },
            async call =>
            {
                var execution = await call.Client.Executions.GetAsync(call.Value(id), ExecutionView.Full, call.Cancelled);
                if (call.Value(json))
                {
                    Json.Write(call.Terminal, execution);
                }
                else
                {
                    Describe(call.Terminal, execution);
                }

                return ExitCodes.Done;
            },
            "omniforge executions show EXECUTION_ID",
            "omniforge executions show EXECUTION_ID --json");
    }

    private static void Describe(Terminal terminal, Execution execution)
    {
        terminal.Line($"{Words.Of(execution.Status)} ({Words.Of(execution.Mode)}), version {execution.AgentVersion}, took {Took(execution)}");
        if (execution.Error.Length > 0)
        {
            terminal.Line(execution.Error);
        }

        if (execution.Kept.Length > 0)
        {
            terminal.Line(execution.Kept);
        }

        foreach (var step in execution.Steps)
        {
            terminal.Line($"  step {step.Path} {step.SkillName}: {step.Status.ToString().ToLowerInvariant()}, {Words.Count(step.ToolCalls, "tool call")}");
        }

        if (execution.Usage is { } usage)
        {
            var tokens = Words.Count((int)(usage.InputTokens + usage.OutputTokens), "token");
            terminal.Line($"  {tokens}, {Words.Count(usage.ToolCalls, "tool call")}, model {usage.Provider} {usage.Model}".TrimEnd());
        }

        foreach (var (name, value) in execution.Result?.Fields ?? [])
        {
            terminal.Line($"{name}: {(value.HasStringValue ? value.StringValue : value.ToString())}");
        }
    }

    private static Command Cancel(Verbs verbs)
    {
        var id = IdArgument;
        var json = Verbs.JsonOption;
        Option<bool> hard = new("--hard") { Description = "At once, instead of after the present tool call." };
        return verbs.Calling(
            new("cancel", "Cancel an execution.") { id, hard, json },
            async call =>
            {
                var mode = call.Value(hard) ? CancelMode.Hard : CancelMode.Graceful;
                var execution = await call.Client.Executions.CancelAsync(call.Value(id), mode, "asked for in a terminal", call.Cancelled);
                if (call.Value(json))
                {
                    Json.Write(call.Terminal, execution);
                }
                else
                {
                    call.Terminal.Line($"It is {Words.Of(execution.Status)}.");
                }

                return ExitCodes.Done;
            },
            "omniforge executions cancel EXECUTION_ID",
            "omniforge executions cancel EXECUTION_ID --hard");
    }
}

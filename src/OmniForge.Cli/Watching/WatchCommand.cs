using System.CommandLine;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Commands;
using OmniForge.Cli.Output;
using OmniForge.Client;
using OmniForge.V1;

namespace OmniForge.Cli.Watching;

/// <summary>`executions watch`: one as a live tree, or all as a live table; lines where there is no terminal.</summary>
internal static class WatchCommand
{
    public static Command Create(Verbs verbs)
    {
        var id = new Argument<string?>("EXECUTION")
        {
            Description = "Id of the execution; `executions list` shows them. Left out = all, as they change.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var json = new Option<bool>("--json") { Description = "Print every event, or every change, as one line of JSON." };
        Option<ulong> after = new("--after") { Description = "Of one execution: only events after this sequence number." };
        var agent = ExecutionCommands.AgentOption;
        var status = ExecutionCommands.StatusOption;
        return verbs.Calling(
            new("watch", "One execution to its end, or all as they change, live. Reconnects by itself; Ctrl-C leaves, they go on.") { id, after, agent, status, json },
            async call =>
            {
                var form = call.Value(json) ? PrintAs.Json : PrintAs.Text;
                if (call.Parsed.GetValue(id) is not { } wanted)
                {
                    return call.Parsed.GetResult(after) is { Implicit: false }
                        ? throw new CliException("--after counts the events of one execution: name it. `omniforge executions list` shows their ids.", ExitCodes.Usage)
                        : await BoardWatch.RunAsync(call, await ExecutionCommands.WatchFilterAsync(call, agent, status), form);
                }

                if (call.Value(agent) is not null || call.Value(status) is { Length: > 0 })
                {
                    throw new CliException("--agent and --status choose among all executions; leave out the id, or leave out these.", ExitCodes.Usage);
                }

                try
                {
                    return await WatchAsync(call, wanted, call.Value(after), form);
                }
                catch (Exception left) when (call.Cancelled.IsCancellationRequested && left is OperationCanceledException or OmniForgeException)
                {
                    call.Terminal.Problem($"It goes on without you. To look again: omniforge executions watch {wanted}");
                    return ExitCodes.Done;
                }
            },
            "omniforge executions watch                        all of them, live",
            "omniforge executions watch --agent \"Project report\" --status failed",
            "omniforge executions watch EXECUTION_ID",
            "omniforge executions watch EXECUTION_ID --after 12 --json");
    }

    private static async Task<int> WatchAsync(Call call, string id, ulong after, PrintAs form)
    {
        var events = call.Client.Executions.WatchAsync(id, after, cancellationToken: call.Cancelled);
        if (form == PrintAs.Json || !call.Terminal.Kind.Rich)
        {
            var end = await ExecutionPrinter.PrintAsync(call.Context, events, form);
            return end is null or { Status: ExecutionStatus.Succeeded } ? ExitCodes.Done : ExitCodes.Failed;
        }

        var execution = await call.Client.Executions.GetAsync(id, cancellationToken: call.Cancelled);
        var agent = await call.Client.Agents.GetAsync(execution.AgentId, cancellationToken: call.Cancelled);
        var planned = agent.Version == execution.AgentVersion ? agent.Skills.Count : 0;
        await LiveTree.ShowAsync(call.Context, new ExecutionTree(call.Context.Time) { Agent = agent.Name, Planned = planned }, events);
        var last = await call.Client.Executions.GetAsync(id, cancellationToken: call.Cancelled);
        foreach (var (name, value) in last.Result?.Fields ?? [])
        {
            call.Terminal.Line($"{name}: {(value.HasStringValue ? value.StringValue : value.ToString())}");
        }

        return last.Status == ExecutionStatus.Succeeded ? ExitCodes.Done : ExitCodes.Failed;
    }
}

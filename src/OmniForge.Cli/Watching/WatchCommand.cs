using System.CommandLine;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Commands;
using OmniForge.Cli.Output;
using OmniForge.Client;
using OmniForge.V1;

namespace OmniForge.Cli.Watching;

/// <summary>`executions watch`: a live tree on a terminal, lines elsewhere.</summary>
internal static class WatchCommand
{
    private static readonly ExecutionStatus[] Unfinished =
    [
        ExecutionStatus.Pending, ExecutionStatus.Running, ExecutionStatus.WaitingForInput, ExecutionStatus.WaitingForAuth,
        ExecutionStatus.WaitingForRetry, ExecutionStatus.Paused, ExecutionStatus.Cancelling,
    ];

    public static Command Create(Verbs verbs)
    {
        var id = new Argument<string?>("EXECUTION")
        {
            Description = "Id of the execution; `executions list` shows them. Left out = the newest that has not ended.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var json = new Option<bool>("--json") { Description = "Print every event as one line of JSON." };
        Option<ulong> after = new("--after") { Description = "Only events after this sequence number." };
        return verbs.Calling(
            new("watch", "What an execution does, live, to its end. Reconnects by itself; Ctrl-C leaves, the execution goes on.") { id, after, json },
            async call =>
            {
                if ((call.Parsed.GetValue(id) ?? await NewestAsync(call)) is not { } wanted)
                {
                    call.Terminal.Line("Nothing runs at the moment. `omniforge executions list` shows what ran.");
                    return ExitCodes.Done;
                }

                try
                {
                    return await WatchAsync(call, wanted, call.Value(after), call.Value(json) ? PrintAs.Json : PrintAs.Text);
                }
                catch (Exception left) when (call.Cancelled.IsCancellationRequested && left is OperationCanceledException or OmniForgeException)
                {
                    call.Terminal.Problem($"It goes on without you. To look again: omniforge executions watch {wanted}");
                    return ExitCodes.Done;
                }
            },
            "omniforge executions watch",
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

    private static async Task<string?> NewestAsync(Call call)
    {
        var filter = new ListExecutionsRequest { PageSize = 1 };
        filter.Statuses.AddRange(Unfinished);
        return (await call.Client.Executions.ListAsync(filter, call.Cancelled).FirstOrDefaultAsync(call.Cancelled))?.Id;
    }
}

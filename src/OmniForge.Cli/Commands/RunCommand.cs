using System.CommandLine;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Output;
using OmniForge.Client;
using OmniForge.Client.Sessions;
using OmniForge.V1;

namespace OmniForge.Cli.Commands;

/// <summary>`run`: starts an agent and shows what it does.</summary>
internal static class RunCommand
{
    public static Command Create(Verbs verbs)
    {
        var name = new Argument<string>("AGENT") { Description = "Name or id of the agent." };
        var input = new Option<string?>("--input", "-i") { Description = "Input as JSON, or @FILE to read it from a file.", HelpName = "JSON|@FILE" };
        var dry = new Option<bool>("--dry-run") { Description = "Predict every change, make none. Works for drafts and paused agents too." };
        var replay = new Option<string?>("--replay")
        {
            Description = "Play a recorded execution again: model and tools are answered from its recording alone.",
            HelpName = "EXECUTION",
        };
        var busy = new Option<string?>("--busy")
        {
            Description = "While another one of this agent (or of the same --key) has not ended: start beside it, refuse, wait for its end, or cancel it first.",
            HelpName = "allow|reject|enqueue|cancel-other",
        };
        busy.AcceptOnlyFromAmong("allow", "reject", "enqueue", "cancel-other");
        var key = new Option<string?>("--key") { Description = "What --busy looks for; without it, executions of this agent.", HelpName = "KEY" };
        var detach = new Option<bool>("--detach", "-d") { Description = "Start it and return; `executions watch` shows the rest." };
        var json = new Option<bool>("--json") { Description = "Print every event as one line of JSON." };
        return verbs.Calling(
            new("run", "Run an agent now and watch it: steps, tools, tokens, time. Ctrl-C cancels it, twice at once.")
            {
                name, input, dry, replay, busy, key, detach, json,
            },
            async call =>
            {
                var given = Input(call.Value(input));
                var agent = await AgentNames.FindAsync(call.Client, call.Value(name), call.Cancelled);
                var request = new StartExecutionRequest
                {
                    AgentId = agent.Id,
                    InputData = given,
                    Mode = call.Value(dry) ? ExecutionMode.DryRun : call.Value(replay) is null ? ExecutionMode.Live : ExecutionMode.Replay,
                    ReplayOf = call.Value(replay) ?? "",
                    UseDraft = call.Value(dry) && agent.Version == 0,
                    BusyPolicy = Policy(call.Value(busy)),
                    ConcurrencyKey = call.Value(key) ?? "",
                    View = EventView.Messages,
                };
                return call.Value(detach) ? await DetachAsync(call, request, call.Value(json)) : await FollowAsync(call, request, call.Value(json));
            },
            "omniforge run \"Project report\"",
            "omniforge run \"Project report\" --dry-run",
            "omniforge run \"Project report\" --replay 0199f3c2a41b7e6d8c5a1f0e9b3d7c24",
            "omniforge run lookup --input '{\"customer\": \"Acme\"}'",
            "omniforge run lookup --input @request.json --json",
            "omniforge run \"Project report\" --busy enqueue");
    }

    private static BusyPolicy Policy(string? word)
        => word is null ? BusyPolicy.Unspecified : System.Enum.Parse<BusyPolicy>(word.Replace("-", "", StringComparison.Ordinal), ignoreCase: true);

    /// <summary>JSON object of an option; `@file` reads it from a file.</summary>
    public static Struct? Input(string? option)
    {
        if (option is null)
        {
            return null;
        }

        var file = option.StartsWith('@') ? option[1..] : null;
        if (file is not null && !File.Exists(file))
        {
            throw new CliException($"There is no file {file}. --input takes JSON, or @ and the name of a file.", ExitCodes.Usage);
        }

        try
        {
            return JsonParser.Default.Parse<Struct>(file is null ? option : File.ReadAllText(file));
        }
        catch (Exception wrong) when (wrong is InvalidProtocolBufferException or InvalidJsonException)
        {
            throw new CliException(
                $"{(file is null ? "--input" : file)} is no JSON object: {wrong.Message} One looks like {{\"customer\": \"Acme\"}}.", ExitCodes.Usage);
        }
    }

    private static async Task<int> DetachAsync(Call call, StartExecutionRequest request, bool json)
    {
        var started = await call.Client.Executions.StartAsync(request, call.Cancelled);
        if (json)
        {
            Json.Write(call.Terminal, started);
        }
        else
        {
            call.Terminal.Line($"Started. Watch it with: omniforge executions watch {started.ExecutionId}");
        }

        return ExitCodes.Done;
    }

    private static async Task<int> FollowAsync(Call call, StartExecutionRequest request, bool json)
    {
        // The session outlives the first Ctrl-C: it has to deliver the cancellation and show the end.
        var hard = call.Context.Interrupts.Hard;
        await using var session = await call.Client.Executions.OpenAsync(request, call.Cancelled);
        await using var soft = call.Cancelled.Register(() => _ = CancelAsync(call, session, CancelMode.Graceful));
        await using var twice = hard.Register(() => _ = CancelAsync(call, session, CancelMode.Hard));
        var end = await ExecutionPrinter.PrintAsync(
            call.Context, session.ReadAsync(CancellationToken.None), json ? PrintAs.Json : PrintAs.Text);
        return end?.Status == ExecutionStatus.Succeeded ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static async Task CancelAsync(Call call, ExecutionSession session, CancelMode mode)
    {
        try
        {
            call.Terminal.Problem(mode == CancelMode.Hard ? "Cancelling now." : "Cancelling after the present tool call. Ctrl-C again cancels at once.");
            await session.CancelAsync(mode, "Ctrl-C", CancellationToken.None);
        }
        catch (OmniForgeException refusal)
        {
            // It may have ended by itself in the meantime; the stream shows how.
            if (refusal.Reason is not ("EXECUTION_FINISHED" or "STREAM_ENDED"))
            {
                call.Terminal.Problem(Failures.Explain(refusal));
            }
        }
    }
}

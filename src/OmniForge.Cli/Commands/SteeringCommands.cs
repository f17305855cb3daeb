using System.CommandLine;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Output;
using OmniForge.V1;

namespace OmniForge.Cli.Commands;

/// <summary>`executions pause|resume|retry|answer`.</summary>
internal static class SteeringCommands
{
    public static Command Pause(Verbs verbs)
    {
        var id = ExecutionCommands.IdArgument;
        var json = Verbs.JsonOption;
        Option<string?> reason = new("--reason") { Description = "Why; whoever watches it sees this." };
        return verbs.Calling(
            new("pause", "Pause an execution before its next step or model turn.") { id, reason, json },
            async call => Show(call, json, await call.Client.Executions.PauseAsync(call.Value(id), call.Value(reason) ?? "", call.Cancelled)),
            "omniforge executions pause EXECUTION_ID",
            "omniforge executions pause EXECUTION_ID --reason \"the list is not ready\"");
    }

    public static Command Resume(Verbs verbs)
    {
        var id = ExecutionCommands.IdArgument;
        var json = Verbs.JsonOption;
        return verbs.Calling(
            new("resume", "Let a paused execution go on.") { id, json },
            async call => Show(call, json, await call.Client.Executions.ResumeAsync(call.Value(id), call.Cancelled)),
            "omniforge executions resume EXECUTION_ID");
    }

    public static Command Retry(Verbs verbs)
    {
        var id = ExecutionCommands.IdArgument;
        var json = Verbs.JsonOption;
        Option<string?> from = new("--from") { Description = "Path or key of the first step that runs again; default the one that failed.", HelpName = "STEP" };
        Option<string?> input = new("--input", "-i") { Description = "Another input as JSON, or @FILE to read it from a file.", HelpName = "JSON|@FILE" };
        return verbs.Calling(
            new("retry", "Begin an execution that has ended anew, from one of its steps.") { id, from, input, json },
            async call =>
            {
                var request = new RetryExecutionRequest { ExecutionId = call.Value(id), FromStep = call.Value(from) ?? "", InputData = RunCommand.Input(call.Value(input)) };
                var begun = await call.Client.Executions.RetryAsync(request, call.Cancelled);
                if (call.Value(json))
                {
                    Json.Write(call.Terminal, begun);
                }
                else
                {
                    call.Terminal.Line($"Started. Watch it with: omniforge executions watch {begun.Id}");
                }

                return ExitCodes.Done;
            },
            "omniforge executions retry EXECUTION_ID",
            "omniforge executions retry EXECUTION_ID --from 2");
    }

    public static Command Answer(Verbs verbs)
    {
        var id = ExecutionCommands.IdArgument;
        var json = Verbs.JsonOption;
        Argument<string> answer = new("ANSWER")
        {
            Description = "approve, deny, retry or skip; or the answer itself, as words or as a JSON object.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string?> question = new("--question") { Description = "Id of the question, when several are open." };
        Option<string?> comment = new("--comment") { Description = "Why; kept with the answer." };
        return verbs.Calling(
            new("answer", "Answer what an execution asks; without an answer, show the question.") { id, answer, question, comment, json },
            async call =>
            {
                var open = await OpenAsync(call, call.Value(id), call.Value(question));
                if (call.Parsed.GetValue(answer) is not { Length: > 0 } words)
                {
                    Describe(call, json, open);
                    return ExitCodes.Done;
                }

                var request = Request(open, words);
                request.Comment = call.Value(comment) ?? "";
                var resolved = await call.Client.Executions.ResolveAsync(request, call.Cancelled);
                if (call.Value(json))
                {
                    Json.Write(call.Terminal, resolved);
                }
                else
                {
                    call.Terminal.Line($"Answered. `omniforge executions watch {call.Value(id)}` shows how it goes on.");
                }

                return ExitCodes.Done;
            },
            "omniforge executions answer EXECUTION_ID",
            "omniforge executions answer EXECUTION_ID approve",
            "omniforge executions answer EXECUTION_ID \"the second one\"");
    }

    /// <summary>Words become the decision they name where the kind of question knows it, otherwise the answer itself.</summary>
    public static ResolveInterruptRequest Request(Interrupt open, string words)
    {
        var request = new ResolveInterruptRequest { ExecutionId = open.ExecutionId, InterruptId = open.Id };
        Decision[] known = open.Kind switch
        {
            InterruptKind.Approval => [Decision.Approve, Decision.Deny],
            InterruptKind.InDoubt or InterruptKind.Auth => [Decision.Retry, Decision.Skip, Decision.Deny],
            _ => [Decision.Deny],
        };
        var named = known.FirstOrDefault(decision => string.Equals(decision.ToString(), words, StringComparison.OrdinalIgnoreCase));
        if (named != Decision.Unspecified)
        {
            request.Decision = named;
            return request;
        }

        if (open.Kind != InterruptKind.Input)
        {
            throw new CliException($"This is answered with {string.Join(", ", known.Select(decision => decision.ToString().ToLowerInvariant()))}.", ExitCodes.Usage);
        }

        request.Decision = Decision.Submit;
        request.Response = Response(words);
        return request;
    }

    private static Struct Response(string words)
    {
        if (!words.TrimStart().StartsWith('{'))
        {
            return new() { Fields = { ["answer"] = Value.ForString(words) } };
        }

        try
        {
            return JsonParser.Default.Parse<Struct>(words);
        }
        catch (InvalidProtocolBufferException wrong)
        {
            throw new CliException($"The answer begins like a JSON object, but is none: {wrong.Message}", ExitCodes.Usage);
        }
        catch (InvalidJsonException wrong)
        {
            throw new CliException($"The answer begins like a JSON object, but is none: {wrong.Message}", ExitCodes.Usage);
        }
    }

    private static async Task<Interrupt> OpenAsync(Call call, string execution, string? question)
    {
        var open = await call.Client.Executions.ListInterruptsAsync(new() { ExecutionId = execution }, call.Cancelled).ToListAsync(call.Cancelled);
        if (question is not null)
        {
            return open.Find(found => found.Id == question)
                ?? throw new CliException($"There is no open question {question}. `omniforge executions answer {execution}` shows what is open.", ExitCodes.Failed);
        }

        return open.Count switch
        {
            0 => throw new CliException($"This execution asks nothing now. `omniforge executions show {execution}` says how it stands.", ExitCodes.Failed),
            1 => open[0],
            _ => throw new CliException($"Several questions are open; choose one with --question: {string.Join(", ", open.Select(found => $"{found.Id} ({found.Title})"))}.", ExitCodes.Usage),
        };
    }

    private static void Describe(Call call, Option<bool> json, Interrupt open)
    {
        if (call.Value(json))
        {
            Json.Write(call.Terminal, open);
            return;
        }

        call.Terminal.Line(open.Prompt);
        if (open.Choices.Count > 0)
        {
            call.Terminal.Line($"Choose: {string.Join(", ", open.Choices)}");
        }

        call.Terminal.Line($"Open until {Words.Stamp(open.ExpiresAt)}. Answer with `omniforge executions answer {open.ExecutionId} ANSWER`.");
    }

    private static int Show(Call call, Option<bool> json, Execution execution)
    {
        if (call.Value(json))
        {
            Json.Write(call.Terminal, execution);
        }
        else
        {
            call.Terminal.Line($"It is {Words.Of(execution.Status)}; the wish is stored and takes hold at once or before the next step.");
        }

        return ExitCodes.Done;
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using OmniForge.Agents.Models;
using OmniForge.Agents.Running.Waits;

namespace OmniForge.Agents.Running;

/// <summary>One attempt of a step: the model is asked, its tool calls are made, until it answers without one.</summary>
internal sealed class StepConversation(
    RunContext run, PlannedStep step, StepScope scope, ReadSkill skill, ToolDispatcher tools, StepTally tally)
{
    /// <summary>How often a model may correct a result that does not have the agreed form.</summary>
    private const int Repairs = 2;

    public async Task<JsonObject> RunAsync(int attempt, JsonObject input, CancellationToken cancellationToken)
    {
        var model = run.Request.Mode == RunMode.Replay && run.Request.Recording is { } recording
            ? new RecordedModel(recording, step.Path, attempt)
            : run.Request.Model;
        var messages = await MessagesAsync(input, cancellationToken);
        var results = new BoundResults(skill.Named, RunJson.Element(input));
        var repairs = 0;
        var open = run.Waits.Options?.OpenSteps.GetValueOrDefault(step.Path) is { RetryAt: null } left && left.Attempt == attempt ? left : null;
        var history = tools.Begin();
        Continue(messages, history, open?.Messages ?? [], results, 0);
        tools.Skills?.Hear(messages);
        Continue(messages, await tools.SettleAsync(results, cancellationToken), [], results, history.Count);
        var options = Options();
        for (var turn = 1 + (open?.Turns ?? 0); ; turn++)
        {
            run.Waits.LeaveIfPaused();
            await HearAsync(messages);
            if (turn > scope.MaxIterations)
            {
                throw new StepFailedException(new StepFault(
                    FailureReasons.IterationLimit,
                    RunFailureCategory.Model,
                    $"the language model took {turn - 1} turns without coming to an end.",
                    "Give the skill less to do, or raise the limit."));
            }

            scope.Budget.BeforeModelCall();
            tools.Turn = turn;
            tools.Skills?.Hear(messages);
            var response = await AskAsync(model, messages, options, attempt, turn, cancellationToken);
            messages.AddMessages(response);
            var calls = response.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>()
                .Where(c => !c.InformationalOnly).ToList();
            if (calls.Count == 0)
            {
                var output = Output(response);
                if (step.Skill.OutputSchema is not { } schema || OutputSchema.Check(schema, output) is not { } problem)
                {
                    return output;
                }

                if (repairs++ == Repairs)
                {
                    throw new StepFailedException(FailureText.OutputInvalid(problem));
                }

                messages.Add(new ChatMessage(ChatRole.User, SkillPrompt.Repair(problem)));
                continue;
            }

            var answers = new List<AIContent>(calls.Count);
            foreach (var call in calls)
            {
                answers.Add(await tools.CallAsync(call, results, cancellationToken));
            }

            messages.Add(new ChatMessage(ChatRole.Tool, answers));
        }
    }

    private async Task<List<ChatMessage>> MessagesAsync(JsonObject input, CancellationToken cancellationToken)
    {
        var body = SkillPrompt.Body(run.Request, step.Skill, skill, await tools.EmbeddedAsync(skill.Document.Body, cancellationToken));
        tools.Fixed = FixedArguments.Of(body.Script, body.Values);
        return SkillPrompt.Compose(run, step.Skill, scope, skill, tools.Skills, body, input);
    }

    private static JsonObject Output(ChatResponse response)
    {
        if (response.FinishReason == ChatFinishReason.ContentFilter)
        {
            throw new ModelException(ModelFaults.Of(new ModelSignal(0) { Code = "content_filter" }));
        }

        if (response.FinishReason == ChatFinishReason.Length)
        {
            throw new StepFailedException(new StepFault(
                FailureReasons.ModelAnswerCut,
                RunFailureCategory.Model,
                "the language model's answer was too long and was cut off.",
                "Ask for a shorter result."));
        }

        return string.IsNullOrWhiteSpace(response.Text)
            ? throw new StepFailedException(new StepFault(
                FailureReasons.ModelAnswerEmpty,
                RunFailureCategory.Model,
                "the language model gave an empty answer.",
                "Try again, or choose another model.")
            {
                Retryable = true,
            })
            : StepOutput.Parse(response.Text);
    }

    /// <summary>Puts committed calls before the model as made, so that none is made again.</summary>
    private static void Continue(
        List<ChatMessage> messages, IReadOnlyList<ToolFinished> history, IReadOnlyList<ReadMessage> heard, BoundResults results, int before)
    {
        messages.AddRange(Heard(heard, 0));
        for (var i = 0; i < history.Count; i++)
        {
            var made = history[i];
            var id = string.Create(CultureInfo.InvariantCulture, $"earlier_{before + i + 1}");
            var result = ToolDispatcher.ResultOf(made);
            var arguments = made.Arguments!.ToDictionary(p => p.Key, p => (object?)RunJson.Element(p.Value));
            messages.Add(new ChatMessage(ChatRole.Assistant, [new FunctionCallContent(id, made.Tool, arguments)]));
            messages.Add(new ChatMessage(ChatRole.Tool, [ToolAnswer.Of(id, made.Tool, result, int.MaxValue)]));
            results.Bind(made.Tool, result.Value ?? RunJson.Element(null));
            messages.AddRange(Heard(heard, i + 1));
        }

        messages.AddRange(heard.Where(m => m.AfterCalls > history.Count).Select(m => new ChatMessage(ChatRole.User, m.Text)));
    }

    private static IEnumerable<ChatMessage> Heard(IReadOnlyList<ReadMessage> heard, int calls)
        => heard.Where(m => m.AfterCalls == calls).Select(m => new ChatMessage(ChatRole.User, m.Text));

    /// <summary>What people sent to the running skill since the last turn, written down before the model reads it.</summary>
    private async Task HearAsync(List<ChatMessage> messages)
    {
        foreach (var sent in run.Waits.Options?.TakeMessages(step.Path) ?? [])
        {
            await run.Journal.AppendAsync(new MessageCompleted(sent.Id, "user", sent.Text) { StepPath = step.Path });
            messages.Add(new ChatMessage(ChatRole.User, sent.Text));
        }
    }

    private ChatOptions Options()
    {
        var declared = tools.Offered
            .Select(t => t.Descriptor)
            .Select(AITool (d) => AIFunctionFactory.CreateDeclaration(d.Name, d.Description, d.InputSchema, null))
            .ToList();
        return new ChatOptions
        {
            ModelId = skill.Document.Model is { } model && model != "inherit" ? model : run.Request.Plan.Model,
            Tools = declared.Count == 0 ? null : declared,
        };
    }

    private async Task<ChatResponse> AskAsync(
        IChatClient model, List<ChatMessage> messages, ChatOptions options, int attempt, int turn, CancellationToken cancellationToken)
    {
        var messageId = string.Create(CultureInfo.InvariantCulture, $"{step.Path}:m{attempt}.{turn}");
        var updates = new List<ChatResponseUpdate>();
        long offset = 0;
        try
        {
            await foreach (var update in model.GetStreamingResponseAsync(messages, options, cancellationToken))
            {
                updates.Add(update);
                if (update.Text is { Length: > 0 } text)
                {
                    run.Journal.Publish(new MessageDelta(messageId, offset, text) { StepPath = step.Path });
                    offset += Encoding.UTF8.GetByteCount(text);
                }
            }
        }
        catch (Exception e) when (ModelFaults.Normalise(e, streaming: updates.Count > 0) is { } fault)
        {
            throw new ModelException(fault.Fault, e);
        }

        var response = updates.ToChatResponse();
        await RecordUsageAsync(model, response, turn);
        if (response.Text.Length > 0)
        {
            await run.Journal.AppendAsync(new MessageCompleted(messageId, "assistant", response.Text) { StepPath = step.Path });
        }

        return response;
    }

    /// <summary>Calls that cost tokens are written down at once; free ones are summed up until the step ends.</summary>
    private async Task RecordUsageAsync(IChatClient model, ChatResponse response, int turn)
    {
        var metadata = model.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata;
        var delta = new RunUsage
        {
            InputTokens = response.Usage?.InputTokenCount ?? 0,
            OutputTokens = response.Usage?.OutputTokenCount ?? 0,
            ModelCalls = 1,
            Provider = metadata?.ProviderName ?? "",
            Model = response.ModelId ?? metadata?.DefaultModelId ?? "",
        };
        delta = delta with { CostMicros = run.Request.Price?.CostOf(delta.InputTokens, delta.OutputTokens) ?? 0 };
        scope.Budget.Add(delta);
        tally.Add(delta);
        if (delta.InputTokens + delta.OutputTokens > 0)
        {
            await tally.FlushAsync(run);
        }

        await run.WarnAsync(step.Path);
        if (turn < scope.MaxIterations && BudgetWarnings.IsNear(turn, scope.MaxIterations) && !BudgetWarnings.IsNear(turn - 1, scope.MaxIterations))
        {
            await run.Journal.AppendAsync(new BudgetWarned(BudgetWarnings.Iterations, turn, scope.MaxIterations) { StepPath = step.Path });
        }
    }
}

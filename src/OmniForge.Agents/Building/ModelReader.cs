using Microsoft.Extensions.AI;
using OmniForge.Agents.Building.Reading;
using OmniForge.Agents.Models;
using OmniForge.Agents.Offline;

namespace OmniForge.Agents.Building;

/// <summary>Understands a message through a language model's structured output, checked against the grammar.</summary>
public sealed class ModelReader(IChatClient model, TimeProvider time)
{
    /// <summary>Name of the task for a client that answers without a model.</summary>
    public const string Task = "read_turn";

    /// <summary>An answer that cannot be read is sent back at most twice; then the grammar's reading counts.</summary>
    private const int MostRepairs = 2;

    /// <summary>A person waits: longer than this, and the grammar's reading counts.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(45);

    /// <summary>Reads a message. A model that does not answer, or not usably, is no fault: the grammar's reading stands and says why.</summary>
    public async Task<ModelReading> ReadAsync(string text, BuilderState state, BuilderWorld world, CancellationToken cancellationToken)
    {
        world = world with { Tables = state.Tables };
        var grammar = GrammarReader.Read(text, state, world);
        if (ModelCheck.Settled(grammar))
        {
            return new(grammar);
        }

        var calls = new List<ModelCall>();
        using var limit = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var read = await AskAsync(ModelPrompt.Situation(text, state, world), calls, either.Token);
            return read is null
                ? new(grammar) { Calls = calls, Fallback = "the language model gave no answer that I could use." }
                : new(ModelCheck.Merge(read with { Words = text }, grammar, state, world)) { Calls = calls };
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new(grammar) { Calls = calls, Fallback = ModelFaults.Of(new ModelSignal(408)).Cause };
        }
        catch (Exception e) when (ModelFaults.Normalise(e) is { } known)
        {
            return new(grammar) { Calls = calls, Fallback = known.Fault.Cause };
        }
    }

    /// <summary>Null when no answer could be used.</summary>
    private async Task<TurnUnderstanding?> AskAsync(string situation, List<ModelCall> calls, CancellationToken cancellationToken)
    {
        var messages = new List<ChatMessage> { new(ChatRole.System, ModelPrompt.Rules), new(ChatRole.User, situation) };
        var options = new ChatOptions
        {
            Temperature = 0,
            ResponseFormat = ChatResponseFormat.ForJsonSchema(ModelPrompt.Schema, "turn", "What the message means."),
            AdditionalProperties = new() { [OfflineChatClient.TaskProperty] = Task },
        };
        for (var repair = 0; repair <= MostRepairs; repair++)
        {
            var response = await model.GetResponseAsync(messages, options, cancellationToken);
            calls.Add(ModelCall.Of(model, response, ModelPrompt.Version));
            if (response.FinishReason == ChatFinishReason.ContentFilter)
            {
                throw new ModelException(ModelFaults.Of(new ModelSignal(0) { Code = "content_filter" }));
            }

            // A cut answer may look whole: what is missing at its end cannot be seen.
            var fault = "it was too long and was cut off";
            if (response.FinishReason != ChatFinishReason.Length && ModelAnswer.Parse(response.Text, out fault) is { } read)
            {
                return read;
            }

            messages.Add(new(ChatRole.Assistant, response.Text));
            messages.Add(new(ChatRole.User, ModelPrompt.Again(fault)));
        }

        return null;
    }
}

using Microsoft.Extensions.AI;
using OmniForge.Agents.Building.Reading;
using OmniForge.Agents.Offline;

namespace OmniForge.Agents.Building;

/// <summary>Understands a message through a language model's structured output, checked against the grammar.</summary>
public sealed class ModelReader(IChatClient model)
{
    /// <summary>Name of the task for a client that answers without a model.</summary>
    public const string Task = "read_turn";

    /// <summary>An answer that cannot be read is sent back at most twice; then the grammar's reading counts.</summary>
    private const int MostRepairs = 2;

    public async Task<TurnUnderstanding> ReadAsync(string text, BuilderState state, BuilderWorld world, CancellationToken cancellationToken)
    {
        world = world with { Tables = state.Tables };
        var grammar = GrammarReader.Read(text, state, world);
        if (ModelCheck.Settled(grammar))
        {
            return grammar;
        }

        var messages = new List<ChatMessage>
        {
            new(ChatRole.System, ModelPrompt.Rules),
            new(ChatRole.User, ModelPrompt.Situation(text, state, world)),
        };
        var options = new ChatOptions
        {
            Temperature = 0,
            ResponseFormat = ChatResponseFormat.ForJsonSchema(ModelPrompt.Schema, "turn", "What the message means."),
            AdditionalProperties = new() { [OfflineChatClient.TaskProperty] = Task },
        };
        for (var repair = 0; repair <= MostRepairs; repair++)
        {
            var answer = (await model.GetResponseAsync(messages, options, cancellationToken)).Text;
            if (ModelAnswer.Parse(answer, out var fault) is { } read)
            {
                return ModelCheck.Merge(read with { Words = text }, grammar, state, world);
            }

            messages.Add(new(ChatRole.Assistant, answer));
            messages.Add(new(ChatRole.User, ModelPrompt.Again(fault)));
        }

        return grammar;
    }
}

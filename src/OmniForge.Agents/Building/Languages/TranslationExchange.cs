using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using OmniForge.Agents.Building.Talking;
using OmniForge.Agents.Models;
using OmniForge.Agents.Offline;
using OmniForge.Agents.Prompts;

namespace OmniForge.Agents.Building.Languages;

/// <summary>Asks a model for some texts in a language, and once more when what comes back is not whole.</summary>
internal sealed class TranslationExchange(IChatClient model, TimeProvider time, string language)
{
    private const int MostRepairs = 1;

    private const string Task = "say_in_language";

    /// <summary>A person waits; the English is there.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private static readonly Prompt Files = Prompt.SayInLanguage;

    private static readonly JsonElement Schema = JsonElement.Parse(Files.Text("answer.schema.json"));

    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<ModelCall> _calls = [];

    public IReadOnlyList<ModelCall> Calls => _calls;

    /// <summary>The texts in the same order; null when the model is away, too slow or not exact.</summary>
    public async Task<IReadOnlyList<string>?> AskAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await AskAsync([.. texts.Select(text => new Masked(text))], either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e) when (ModelFaults.Normalise(e) is { })
        {
            return null;
        }
    }

    private async Task<IReadOnlyList<string>?> AskAsync(IReadOnlyList<Masked> texts, CancellationToken cancellationToken)
    {
        var masked = new JsonArray([.. texts.Select(text => JsonValue.Create(text.Text))]).ToJsonString(Readable);
        var messages = new List<ChatMessage>
        {
            new(ChatRole.System, Files.Fill("rules.md", ("language", language))),
            new(ChatRole.User, Files.Fill("texts.md", ("language", language), ("texts", DataBlock.Of(masked)))),
        };
        var options = new ChatOptions
        {
            Temperature = 0,
            ResponseFormat = ChatResponseFormat.ForJsonSchema(Schema, "said", "The texts in the other language."),
            AdditionalProperties = new() { [OfflineChatClient.TaskProperty] = Task },
        };
        for (var repair = 0; repair <= MostRepairs; repair++)
        {
            var response = await model.GetResponseAsync(messages, options, cancellationToken);
            _calls.Add(ModelCall.Of(model, response, Files.Version));
            if (response.FinishReason is null || response.FinishReason == ChatFinishReason.Stop)
            {
                if (Whole(texts, response.Text) is { } said)
                {
                    return said;
                }
            }

            messages.Add(new(ChatRole.Assistant, response.Text));
            messages.Add(new(ChatRole.User, Files.Text("again.md")));
        }

        return null;
    }

    /// <summary>Null unless there are as many texts as were asked for, each with its marks and numbers, and in plain words.</summary>
    private static IReadOnlyList<string>? Whole(IReadOnlyList<Masked> texts, string answer)
    {
        JsonArray? said;
        try
        {
            said = JsonNode.Parse(answer) is JsonObject { } given ? given["texts"] as JsonArray : null;
        }
        catch (JsonException)
        {
            return null;
        }

        if (said?.Count != texts.Count)
        {
            return null;
        }

        var restored = texts.Zip(said, (text, words)
            => words is JsonValue value && value.TryGetValue<string>(out var written) && PlainLanguage.Holds(written) ? text.Restore(written) : null).ToList();
        return restored.TrueForAll(text => text is not null) ? [.. restored.Select(text => text!)] : null;
    }
}

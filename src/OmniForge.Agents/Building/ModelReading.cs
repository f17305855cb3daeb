using Microsoft.Extensions.AI;

namespace OmniForge.Agents.Building;

/// <summary>A message as it was understood, and what a language model had to do with it.</summary>
public sealed record ModelReading(TurnUnderstanding Understood)
{
    /// <summary>Each answer of the model, oldest first; empty = it was not asked, because the grammar was sure.</summary>
    public IReadOnlyList<ModelCall> Calls { get; init; } = [];

    /// <summary>
    /// Why the grammar's reading had to do, as the second half of a sentence with its full stop; null = the model's answer was used, or
    /// none was needed.
    /// </summary>
    public string? Fallback { get; init; }
}

/// <summary>One answer of a language model.</summary>
/// <param name="Prompt">Task and version of what it was told, for instance `read-turn.1`.</param>
/// <param name="Provider">Name of the provider; empty = not known.</param>
/// <param name="Model">The provider's name of the model; empty = not known.</param>
/// <param name="Answer">Its text as it came.</param>
public sealed record ModelCall(string Prompt, string Provider, string Model, string Answer)
{
    /// <summary>Tokens read; 0 when the provider did not say.</summary>
    public long InputTokens { get; init; }

    /// <summary>Tokens written; 0 when the provider did not say.</summary>
    public long OutputTokens { get; init; }

    internal static ModelCall Of(IChatClient model, ChatResponse response, string prompt)
    {
        var metadata = model.GetService(typeof(ChatClientMetadata)) as ChatClientMetadata;
        return new(prompt, metadata?.ProviderName ?? "", response.ModelId ?? metadata?.DefaultModelId ?? "", response.Text)
        {
            InputTokens = response.Usage?.InputTokenCount ?? 0,
            OutputTokens = response.Usage?.OutputTokenCount ?? 0,
        };
    }
}

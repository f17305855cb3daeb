using System.Collections.Concurrent;

namespace OmniForge.Agents.Building.Languages;

/// <summary>The suggested answers in the languages that were wanted so far: always the same, so they are asked for once.</summary>
public sealed class SaidAnswers
{
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, string>> _known = new(StringComparer.Ordinal);

    /// <summary>English to the language; null when the model did not give all of them, each in words of its own.</summary>
    internal async Task<IReadOnlyDictionary<string, string>?> OfAsync(string language, TranslationExchange exchange, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(language, out var known))
        {
            return known;
        }

        var said = await exchange.AskAsync(OfferedAnswers.All, cancellationToken);
        return said is null || said.Distinct(StringComparer.OrdinalIgnoreCase).Count() != said.Count
            ? null
            : _known[language] = OfferedAnswers.All.Zip(said).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
    }
}

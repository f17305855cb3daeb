using System.Buffers;

namespace OmniForge.Skills.Rules.Safety;

/// <summary>Recognises wording that orders a model to drop its instructions, or to hide something from people.</summary>
internal static class OrderWording
{
    private static readonly string[] Drops = ["ignore", "disregard", "forget", "override", "bypass"];
    private static readonly string[] Earlier =
        ["previous", "prior", "earlier", "above", "preceding", "system", "safety", "developer"];

    private static readonly string[] Instructions =
        ["instructions", "instruction", "prompt", "prompts", "rules", "guidelines", "directions", "policies", "restrictions", "guardrails"];

    private static readonly string[] Fillers = ["all", "any", "every", "of", "the", "your", "my", "these", "those", "and", "other"];

    // The words that follow decide; nobody writes these by chance.
    private static readonly string[] Hiding =
    [
        "without telling the user", "without informing the user", "without the user knowing", "without the user's knowledge",
        "without user knowledge", "hide this from the user", "hide it from the user", "conceal this from the user", "keep this secret from the user",
        "keep it secret from the user", "keep this hidden from the user", "do not tell the user about this", "don't tell the user about this",
        "never tell the user about this", "do not mention this to the user", "don't mention this to the user", "never mention this to the user",
        "do not let the user know", "don't let the user know", "do not reveal this to the user", "don't reveal this to the user",
        "never reveal this to the user", "do not reveal this instruction", "do not mention this instruction", "do not tell the user that you",
        "don't tell the user that you", "so the user does not notice", "so that the user does not notice", "without the user noticing",
    ];

    private static readonly SearchValues<string> HidingValues = SearchValues.Create(Hiding, StringComparison.OrdinalIgnoreCase);
    private static readonly SearchValues<string> DropValues = SearchValues.Create(Drops, StringComparison.OrdinalIgnoreCase);

    // In a comment nobody but the model reads these words.
    private static readonly SearchValues<string> CommentValues = SearchValues.Create(
        ["secretly", "do not tell", "don't tell", "never tell", "do not mention", "don't mention", "do not reveal", "don't reveal", "do not inform"],
        StringComparison.OrdinalIgnoreCase);

    // Whoever describes an attack, or says what to do against it, orders nothing.
    private static readonly SearchValues<string> Descriptions = SearchValues.Create(
    [
        "example", "e.g.", "such as", "attack", "inject", "detect", "attempt", "malicious", "jailbreak", "never", "do not ignore", "don't ignore",
        "must not", "refuse", "phrases", "pattern", "tries to", "try to", "asks you to", "asked to", "tells you to", "suspicious", "adversar",
        "untrusted", "treat ", "if a ", "if the ",
    ], StringComparison.OrdinalIgnoreCase);

    /// <summary>The first order in a stretch of text; null = none.</summary>
    public static TextSpan? Find(string text, int from, int to, OrderPlace place)
    {
        var span = text.AsSpan(from, to - from);
        if (span.IndexOfAny(HidingValues) is var hidden && hidden >= 0)
        {
            return new(from + hidden, HidingLength(span[hidden..]));
        }

        if (place == OrderPlace.Comment && span.IndexOfAny(CommentValues) is var told && told >= 0)
        {
            return TextSpan.Between(from + told, SentenceEnd(text, from + told, to));
        }

        for (var at = from; at < to;)
        {
            var hit = text.AsSpan(at, to - at).IndexOfAny(DropValues);
            if (hit < 0)
            {
                return null;
            }

            at += hit;
            if ((at == 0 || !char.IsLetter(text[at - 1])) && DropEnd(text, at, to) is { } end)
            {
                return TextSpan.Between(at, end);
            }

            at++;
        }

        return null;
    }

    public static bool IsDescription(ReadOnlySpan<char> line) => line.ContainsAny(Descriptions);

    // "ignore" … up to six words … "instructions", with at least one word that says which.
    private static int? DropEnd(string text, int at, int to)
    {
        var (earlier, words) = (false, 0);
        while (at < to && words <= 7)
        {
            var end = at;
            while (end < to && char.IsLetter(text[end]))
            {
                end++;
            }

            var word = text[at..end].ToLowerInvariant();
            if (words > 0 && Instructions.Contains(word) && earlier)
            {
                return end;
            }

            if (word.Length == 0 || (words == 0 && !Drops.Contains(word)) || (words > 0 && !Earlier.Contains(word) && !Fillers.Contains(word) && !Instructions.Contains(word)))
            {
                return null;
            }

            earlier |= Earlier.Contains(word);
            words++;
            at = end;
            while (at < to && text[at] is ' ' or '\n' or '\r' or '\t')
            {
                at++;
            }
        }

        return null;
    }

    private static int HidingLength(ReadOnlySpan<char> text)
    {
        foreach (var phrase in Hiding)
        {
            if (text.StartsWith(phrase, StringComparison.OrdinalIgnoreCase))
            {
                return phrase.Length;
            }
        }

        return 1;
    }

    private static int SentenceEnd(string text, int from, int to)
    {
        var rest = text.AsSpan(from, to - from);
        return from + (rest.IndexOfAny('.', '\n', '\r') is var end && end < 0 ? rest : rest[..end]).TrimEnd().Length;
    }
}

internal enum OrderPlace
{
    Prose,
    Comment,
}

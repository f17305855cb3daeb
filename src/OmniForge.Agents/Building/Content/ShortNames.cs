using OmniForge.Agents.Building.Reading;

namespace OmniForge.Agents.Building.Content;

/// <summary>"Maya's projects", "only Harbor": one half of a name of two words that the table holds once.</summary>
internal static class ShortNames
{
    private static readonly string[] Doing =
    [
        "said", "says", "say", "is", "was", "agrees", "agreed", "wants", "will", "would", "should", "has", "had", "must", "approves", "approved", "thinks",
        "told", "can", "could", "needs", "likes", "knows", "decides", "checks", "looks", "sees", "reads", "confirms", "comes", "gets", "asked", "asks",
    ];

    /// <summary>The value that is meant; null for everyday words and for names that could be several.</summary>
    public static Item? Find(IReadOnlyList<Word> words, int at, string text, TableView table)
    {
        var word = words[at];
        if (word.Kind != WordKind.Word || word.Text.Length < 3 || word.Start >= text.Length || !char.IsUpper(text[word.Start]))
        {
            return null;
        }

        // The first word of a sentence has a capital anyway; and who says or wants something is no row of the table.
        var owns = text[word.Start..word.End].Contains("'s", StringComparison.Ordinal);
        if (!owns && (Asked(words, at) || at == 0 || words[at - 1].IsAny(".", "!", "?") || (at + 1 < words.Count && words[at + 1].IsAny(Doing))))
        {
            return null;
        }

        var found = table.Columns.SelectMany(column => column.Values.Where(pair => Half(pair.Value, word.Text)).Select(pair => (Column: column, pair.Value))).ToList();
        return found.Select(pair => pair.Value).Distinct(StringComparer.Ordinal).Count() == 1
            ? new(ItemKind.Value, word, [.. found.Select(pair => pair.Column).Distinct()], found[0].Value, word.Start, word.End)
            : null;
    }

    /// <summary>"I need to ask Derek", "until I have talked to Anna".</summary>
    private static bool Asked(IReadOnlyList<Word> words, int at)
        => at > 0 && (words[at - 1].IsAny("ask", "tell", "until", "till", "before", "once", "after", "if", "when", "unless", "show", "inform", "let", "told", "asked", "as", "because", "call", "what",
            "mail", "email", "hi", "hello", "dear", "thanks", "mr", "ms", "mrs", "provided", "assuming")
            || (at > 1 && words[at - 1].IsAny("to", "with", "for", "by", "from", "past", "of") && words[at - 2].IsAny("talk", "talked", "talking", "speak", "spoke", "spoken", "show", "shown", "send",
                "check", "checked", "discuss", "discussed", "agree", "agreed", "wait", "waiting", "approved", "confirmed", "run", "it", "ok", "okay", "approval", "word", "hear", "heard", "back", "news",
                "this", "that", "up", "sign", "signed")));

    private static bool Half(string value, string word)
        => value.Split(' ') is [{ Length: > 0 } first, { Length: > 0 } last] && char.IsUpper(first[0]) && char.IsUpper(last[0])
            && (first.Equals(word, StringComparison.OrdinalIgnoreCase) || last.Equals(word, StringComparison.OrdinalIgnoreCase));
}

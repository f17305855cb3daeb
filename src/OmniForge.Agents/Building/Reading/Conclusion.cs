namespace OmniForge.Agents.Building.Reading;

/// <summary>A message that ends with what follows from the rest: "it broke last time, so test it", "we talked about it: yes".</summary>
internal sealed record Conclusion(IReadOnlyList<Word> Why, IReadOnlyList<Word> Then)
{
    /// <summary>Words behind a "so" that has no mark before it; elsewhere it is a word of degree.</summary>
    private static readonly string[] Opens =
        ["let", "go", "please", "no", "yes", "test", "do", "just", "leave", "keep", "skip", "stop", "build", "turn", "switch", "cancel", "never", "by", "not", "ok", "sure"];

    private static readonly string[] Answers = ["yes", "no", "ok", "okay", "sure", "go", "agreed"];

    /// <summary>Before a colon: somebody else's word, or a word that is spoken about.</summary>
    private static readonly string[] Quotes =
        ["said", "says", "say", "saying", "wrote", "writes", "write", "asked", "asks", "ask", "answered", "answers", "answer", "replied", "type", "typed", "types", "word", "words", "meant", "means", "reads", "like", "button", "told", "tells", "tell", "quote", "text", "question", "e", "g", "example", "either", "option", "options"];

    /// <summary>Null when nothing is concluded.</summary>
    public static Conclusion? Of(IReadOnlyList<Word> words)
    {
        for (var at = words.Count - 2; at > 1; at--)
        {
            if (words[at - 1] is { Kind: WordKind.Mark, Text: ":" } && words[at].IsAny(Answers) && !words[at - 2].IsAny(Quotes))
            {
                return new([.. words.Take(at - 1)], [.. words.Skip(at)]);
            }

            var marked = words[at - 1].Kind == WordKind.Mark;
            if (words[at].Is("so") && !words[at + 1].IsAny("far", "that", "much", "many", "on", "be", "is", "are") && (marked || words[at + 1].IsAny(Opens)))
            {
                return new([.. words.Take(marked ? at - 1 : at)], [.. words.Skip(at + 1)]);
            }
        }

        return null;
    }

    /// <summary>Whether a yes may follow from a reason that was read so.</summary>
    public bool Allows(TurnReading why) => why is TurnReading.Yes or TurnReading.Unclear or TurnReading.Statement
        && !FaultPhrases.IsFault(Words.Join(Why)) && !DeferPhrases.IsStrong(Words.Join(Why)) && !FaultPhrases.AsksForChange(Words.Join(Why));
}

using OmniForge.Agents.Scheduling;

namespace OmniForge.Agents.Building.Reading;

/// <summary>"start over", "cancel", "undo" and "go back", alone or beside a word about why.</summary>
internal static class MoveReading
{
    /// <param name="names">Says of words whether they name content: then the message is more than a wish to move.</param>
    public static (TurnReading Reading, string? Target)? Beside(IReadOnlyList<Word> words, Func<IReadOnlyList<Word>, bool> names)
    {
        var clauses = Clauses.Cut(words);
        if (clauses.Count is < 2 or > 3 || clauses.Exists(clause => clause.Asked || clause.AfterBut))
        {
            return null;
        }

        var moves = clauses.ConvertAll(clause => MovePhrases.Strong(Text(clause.Words)));
        var found = moves.Where(move => move is not null).Select(move => move!.Value).ToList();
        return found.Select(move => move.Reading).Distinct().Count() == 1
            && clauses.Where((_, at) => moves[at] is null).All(clause => Explains(clause.Words, names)) ? found[0] : null;
    }

    private static bool Explains(IReadOnlyList<Word> words, Func<IReadOnlyList<Word>, bool> names)
    {
        var text = Text(words);
        return MovePhrases.IsReason(text) || (!names(words) && !FaultPhrases.AsksForChange(text) && !DeferPhrases.IsStrong(text) && !AgreePhrases.Match(text)
            && Polarity.Of(text) != true && ScheduleReader.Find(text).Count == 0);
    }

    /// <summary>"let's wipe the slate clean and do it all anew": the same move told twice.</summary>
    public static (TurnReading Reading, string? Target)? Twice(string sentence)
    {
        for (var at = sentence.IndexOf(" and ", StringComparison.Ordinal); at > 0; at = sentence.IndexOf(" and ", at + 1, StringComparison.Ordinal))
        {
            if (MovePhrases.Find(sentence[..at]) is { Target: null } first && MovePhrases.Find(sentence[(at + 5)..]) is { Target: null } second && first.Reading == second.Reading)
            {
                return first;
            }
        }

        return null;
    }

    private static string Text(IReadOnlyList<Word> words) => string.Join(' ', words.Where(word => word.Kind != WordKind.Mark)
        .SelectMany(word => AnswerSpelling.Fix(word.Text.ToLowerInvariant()).Split(' ', StringSplitOptions.RemoveEmptyEntries)));
}

namespace OmniForge.Agents.Building.Reading;

/// <summary>One clause of a message.</summary>
/// <param name="Asked">A question mark ends it.</param>
/// <param name="AfterBut">It limits what came before.</param>
internal sealed record Clause(IReadOnlyList<Word> Words, bool Asked, bool AfterBut);

/// <summary>Cuts at marks and at "but".</summary>
internal static class Clauses
{
    public static List<Clause> Cut(IReadOnlyList<Word> words)
    {
        var clauses = new List<Clause>();
        var current = new List<Word>();
        var but = false;
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (word.Kind == WordKind.Mark && Cuts(words, i))
            {
                Add(clauses, current, word.Text == "?", but);
                but = current.Count == 0 && but;
                current = [];
                continue;
            }

            if (current.Count > 0 && word.IsAny("but", "except", "however", "although", "though", "unless") && !(word.Is("but")
                && current[^1].IsAny("all", "anything", "nothing", "everything")) && !(word.Is("but") && current[0].Is("not") && !Answered(current)) && (word.Is("but") || Answered(current)))
            {
                Add(clauses, current, false, but);
                current = word.Is("but") || word.Is("however") ? [] : [word];
                but = true;
                continue;
            }

            if (current.Count == 0 && word.IsAny("but", "however"))
            {
                but = true;
                continue;
            }

            current.Add(word);
        }

        Add(clauses, current, false, but);
        return clauses;
    }

    private static bool Answered(List<Word> words)
        => AgreePhrases.Match(string.Join(' ', Fillers.Trim([.. words.Where(word => word.Kind != WordKind.Mark).Select(word
            => AnswerSpelling.Fix(word.Text))])));

    private static bool Cuts(IReadOnlyList<Word> words, int i)
    {
        var text = words[i].Text;
        if (text is "." or ";" or "!" or "?" or "…" or "," or "—" or "–" or "(" or ")")
        {
            return true;
        }

        // A dash between blanks cuts, a hyphen does not.
        return text == "-" && i > 0 && i + 1 < words.Count && words[i - 1].End < words[i].Start && words[i].End < words[i + 1].Start;
    }

    private static void Add(List<Clause> clauses, List<Word> words, bool asked, bool but)
    {
        if (words.Count > 0)
        {
            clauses.Add(new(words, asked, but));
        }
    }
}

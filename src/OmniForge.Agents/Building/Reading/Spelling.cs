namespace OmniForge.Agents.Building.Reading;

/// <summary>How far two words are apart, and the nearest of a list.</summary>
internal static class Spelling
{
    /// <summary>Everyday words are never a misspelling of a name.</summary>
    private static readonly HashSet<string> Common = new(StringComparer.Ordinal)
    {
        "later", "latest", "lately", "earlier", "other", "others", "there", "where", "these", "those", "their", "which", "while",
            "about", "right", "night", "light", "first", "today", "every",
        "order", "total", "count", "group", "table", "write", "wrong", "thing", "things", "think", "great", "please", "never", "change",
            "changed", "sorted", "within", "without", "report", "reports",
        "start", "started", "state", "shorter", "short", "longer", "number", "numbers", "month", "months", "monthly", "weeks", "weekly",
            "daily", "friday", "monday", "sunday", "called", "could",
        "would", "should", "least", "lowest", "highest", "longest", "newest", "oldest", "biggest", "better", "under", "above", "below",
            "again", "after", "before", "between", "everything", "something",
        "please", "friendlier", "simple", "simply", "until", "using", "being", "having", "instead", "because", "really", "thanks",
            "person", "people", "place", "point", "small", "large",
    };

    /// <summary>Single-letter changes, a swap of neighbours counting once.</summary>
    public static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            rows[i, 0] = i;
        }

        for (var j = 0; j <= right.Length; j++)
        {
            rows[0, j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = left[i - 1] == right[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[left.Length, right.Length];
    }

    /// <summary>True for a likely misspelling: a vowel left out of five letters, one change from five letters on, two from nine on, same first letter.</summary>
    public static bool Near(string said, string known)
    {
        if (said.Length == 4 && known.Length == 5 && said[0] == known[0] && !Common.Contains(said))
        {
            return Enumerable.Range(1, 3).Any(at => "aeiou".Contains(known[at], StringComparison.Ordinal) && known.Remove(at, 1) == said);
        }

        if (Common.Contains(said) || said.Length < 5 || known.Length < 4 || said[0] != known[0] || Math.Abs(said.Length - known.Length) > 2)
        {
            return false;
        }

        return Distance(said, known) <= (Math.Min(said.Length, known.Length) >= 8 ? 2 : 1);
    }

    /// <summary>True when two words begin alike for most of their length: "invoicing", "invoices".</summary>
    public static bool Related(string said, string known)
    {
        var same = said.Zip(known).TakeWhile(pair => pair.First == pair.Second).Count();
        return said == known || Near(said, known) || (same > 4 && same * 10 >= Math.Max(said.Length, known.Length) * 6);
    }

    /// <summary>The only word of the list that is near, or null.</summary>
    public static string? Nearest(string said, IEnumerable<string> known)
    {
        string? found = null;
        foreach (var word in known)
        {
            if (!Near(said, word) || word == found)
            {
                continue;
            }

            if (found is not null)
            {
                return null;
            }

            found = word;
        }

        return found;
    }
}

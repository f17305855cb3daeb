namespace OmniForge.Skills.Rules;

/// <summary>"Did you mean": the known word with the fewest edits, where swapping two neighbours counts as one.</summary>
internal static class Nearest
{
    private const int MaxEdits = 2;
    private const int ShortWord = 4;
    private const int MaxCells = 1024;

    /// <summary>Null when nothing is near: two edits at most, one in words of up to four characters.</summary>
    public static string? Find(string word, IEnumerable<string> known)
    {
        var most = word.Length <= ShortWord ? 1 : MaxEdits;
        return known
            .Where(candidate => Math.Abs(candidate.Length - word.Length) <= most)
            .Select(candidate => (Word: candidate, Edits: Edits(word, candidate)))
            .Where(found => found.Edits > 0 && found.Edits <= most)
            .OrderBy(found => found.Edits)
            .ThenBy(found => found.Word, StringComparer.Ordinal)
            .Select(found => found.Word)
            .FirstOrDefault();
    }

    /// <summary>The end of a sentence that suggests the nearest word; empty when there is none.</summary>
    public static string Question(string? nearest) => nearest is null ? "" : $" Did you mean '{nearest}'?";

    internal static int Edits(string a, string b)
    {
        var width = b.Length + 1;
        Span<int> table = (a.Length + 1) * width <= MaxCells ? stackalloc int[MaxCells] : new int[(a.Length + 1) * width];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                table[(i * width) + j] = i == 0 ? j : j == 0 ? i : Step(table, a, b, i, j);
            }
        }

        return table[(a.Length * width) + b.Length];
    }

    private static int Step(ReadOnlySpan<int> table, string a, string b, int i, int j)
    {
        var width = b.Length + 1;
        var at = (i * width) + j;
        var least = Math.Min(Math.Min(table[at - width], table[at - 1]) + 1, table[at - width - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
        return i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] ? Math.Min(least, table[at - (2 * width) - 2] + 1) : least;
    }
}

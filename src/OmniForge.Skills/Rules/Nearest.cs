namespace OmniForge.Skills.Rules;

/// <summary>"Did you mean": the known word with the fewest edits, where swapping two neighbours counts as one.</summary>
internal static class Nearest
{
    private const int MaxEdits = 2;
    private const int ShortWord = 4;

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
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                rows[i, j] = i == 0 ? j : j == 0 ? i : Step(rows, a, b, i, j);
            }
        }

        return rows[a.Length, b.Length];
    }

    private static int Step(int[,] rows, string a, string b, int i, int j)
    {
        var least = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
        return i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] ? Math.Min(least, rows[i - 2, j - 2] + 1) : least;
    }
}

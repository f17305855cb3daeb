namespace OmniForge.Agents.Scheduling;

/// <summary>How many slips of the pen (a letter more, less, other, or two swapped) lie between two words.</summary>
internal static class EditDistance
{
    // Longer words are no words of ours, whatever their distance.
    private const int LongestWord = 64;

    public static bool Within(string one, string other, int most)
        => Math.Abs(one.Length - other.Length) <= most && other.Length < LongestWord && Between(one, other) <= most;

    /// <summary>Row by row through the table of all beginnings of both words; only the last two rows are needed again.</summary>
    private static int Between(string one, string other)
    {
        var width = other.Length + 1;
        Span<int> table = stackalloc int[3 * width];
        for (var i = 0; i <= one.Length; i++)
        {
            var row = table.Slice(i % 3 * width, width);
            var above = table.Slice((i + 2) % 3 * width, width);
            var beforeThat = table.Slice((i + 1) % 3 * width, width);
            row[0] = i;
            for (var j = 1; j < width; j++)
            {
                row[j] = i == 0 ? j : Step(row, above, beforeThat, one, other, i, j);
            }
        }

        return table[(one.Length % 3 * width) + other.Length];
    }

    private static int Step(Span<int> row, Span<int> above, Span<int> beforeThat, string one, string other, int i, int j)
    {
        var cost = one[i - 1] == other[j - 1] ? 0 : 1;
        var best = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + cost);
        var swapped = i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
        return swapped ? Math.Min(best, beforeThat[j - 2] + 1) : best;
    }
}

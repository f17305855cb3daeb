namespace OmniForge.Agents.Scheduling;

/// <summary>How many slips of the pen (a letter more, less, other, or two swapped) lie between two words.</summary>
internal static class EditDistance
{
    public static bool Within(string one, string other, int most)
        => Math.Abs(one.Length - other.Length) <= most && Between(one, other) <= most;

    private static int Between(string one, string other)
    {
        var rows = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                rows[i, j] = Math.Min(i, j) == 0 ? Math.Max(i, j) : Step(rows, one, other, i, j);
            }
        }

        return rows[one.Length, other.Length];
    }

    private static int Step(int[,] rows, string one, string other, int i, int j)
    {
        var cost = one[i - 1] == other[j - 1] ? 0 : 1;
        var best = Math.Min(Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1, rows[i - 1, j - 1] + cost);
        var swapped = i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1];
        return swapped ? Math.Min(best, rows[i - 2, j - 2] + 1) : best;
    }
}

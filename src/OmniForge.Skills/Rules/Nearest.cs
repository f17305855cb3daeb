namespace OmniForge.Skills.Rules;

/// <summary>"Did you mean": the known word with the fewest edits, where swapping two neighbours counts as one.</summary>
internal static class Nearest
{
    private const int MaxEdits = 2;
    private const int ShortWord = 4;
    private const int MaxOnStack = 128;

    /// <summary>Null when nothing is near: two edits at most, one in words of up to four characters.</summary>
    public static string? Find(string word, IEnumerable<string> known)
    {
        var least = (word.Length <= ShortWord ? 1 : MaxEdits) + 1;
        string? nearest = null;
        foreach (var candidate in known)
        {
            // Of words equally near the first in ordinal order.
            if (Math.Abs(candidate.Length - word.Length) <= Math.Min(least, MaxEdits) && Edits(word, candidate) is var edits && edits > 0
                && (edits < least || (edits == least && nearest is not null && string.CompareOrdinal(candidate, nearest) < 0)))
            {
                (least, nearest) = (edits, candidate);
            }
        }

        return nearest;
    }

    /// <summary>The end of a sentence that suggests the nearest word; empty when there is none.</summary>
    public static string Question(string? nearest) => nearest is null ? "" : $" Did you mean '{nearest}'?";

    // Three rows of the table are enough: a swap looks back by two.
    internal static int Edits(string a, string b)
    {
        var width = b.Length + 1;
        Span<int> rows = width <= MaxOnStack ? stackalloc int[3 * MaxOnStack] : new int[3 * width];
        var before = rows[..width];
        var above = rows.Slice(width, width);
        var row = rows.Slice(2 * width, width);
        for (var j = 0; j < width; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            var oldest = before;
            before = above;
            above = row;
            row = oldest;
            row[0] = i;
            for (var j = 1; j < width; j++)
            {
                var least = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                row[j] = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] ? Math.Min(least, before[j - 2] + 1) : least;
            }
        }

        return row[b.Length];
    }
}

namespace OmniForge.Cli.Commands;

/// <summary>Which of several names a person may have meant.</summary>
internal static class Near
{
    /// <summary>True when one differs from the other by a few letters, or holds it.</summary>
    public static bool Is(string name, string typed)
        => typed.Length > 0
            && (name.Contains(typed, StringComparison.OrdinalIgnoreCase) || Distance(Folded(name), Folded(typed)) <= Math.Max(1, typed.Length / 4));

    /// <summary>The closest names, best first.</summary>
    public static IReadOnlyList<string> Closest(IEnumerable<string> names, string typed, int most)
        => [.. names.Where(name => Is(name, typed) || Is(Stem(name), Stem(typed)))
            .OrderBy(name => Distance(Folded(name), Folded(typed))).ThenBy(name => name, StringComparer.Ordinal).Take(most)];

    /// <summary>Letters to insert, drop or exchange.</summary>
    public static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (one[i - 1] == other[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[other.Length];
    }

    private static string Folded(string text) => text.ToLowerInvariant();

    private static string Stem(string name) => Path.GetFileNameWithoutExtension(name);
}

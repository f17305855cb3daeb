namespace OmniForge.Agents.Tools;

/// <summary>The names closest to one that does not exist, for "did you mean".</summary>
public static class NearNames
{
    /// <summary>
    /// At most <paramref name="count"/> of <paramref name="known"/>, nearest first: equal but for letter case, containing one another,
    /// or at most <paramref name="distance"/> edits away (default: a third of the length, at least 2).
    /// </summary>
    public static IReadOnlyList<string> Of(string wanted, IEnumerable<string> known, int count = 3, int? distance = null)
    {
        var limit = distance ?? Math.Max(2, wanted.Length / 3);
        return
        [
            .. known
                .Distinct(StringComparer.Ordinal)
                .Select(name => (name, rank: Rank(wanted, name, limit, contained: distance is null)))
                .Where(found => found.rank <= limit)
                .OrderBy(found => found.rank).ThenBy(found => found.name, StringComparer.Ordinal)
                .Take(count)
                .Select(found => found.name),
        ];
    }

    /// <summary>`; did you mean 'a' or 'b'?`, or nothing when no name is near.</summary>
    public static string Hint(string wanted, IEnumerable<string> known)
    {
        var near = Of(wanted, known);
        return near.Count == 0 ? "" : $"; did you mean {string.Join(" or ", near.Select(name => $"'{name}'"))}?";
    }

    private static int Rank(string wanted, string name, int limit, bool contained)
    {
        var (a, b) = (Key(wanted), Key(name));
        if (a == b)
        {
            return 0;
        }

        var related = contained && a.Length > 2 && b.Length > 2 && (a.Contains(b) || b.Contains(a));
        return related ? 1 : Edits(a, b, limit);
    }

    private static string Key(string name) => string.Concat(name.ToLowerInvariant().Where(c => c is not (' ' or '_' or '-')));

    /// <summary>Levenshtein distance; anything above <paramref name="limit"/> counts as one more than it.</summary>
    private static int Edits(string a, string b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) > limit || Math.Max(a.Length, b.Length) > 300)
        {
            return limit + 1;
        }

        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return Math.Min(row[b.Length], limit + 1);
    }
}

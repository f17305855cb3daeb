namespace OmniForge.Skills.Linting;

/// <summary>
/// Skills that describe themselves in nearly the same words (OF8003). Pairs of words are hashed, and only descriptions that
/// share one of their least hashes are compared, so that ten thousand skills cost about as much as their text is long.
/// </summary>
internal static class SimilarDescriptions
{
    private const int LeastWords = 3;
    private const int Bands = 8;
    private const double Near = 0.8;

    // How many candidates of one hash are compared.
    private const int MaxCompared = 8;

    public static void Check(List<SkillSetMember> skills)
    {
        var buckets = new Dictionary<(string Place, int Band, ulong Hash), List<(SkillSetMember Member, ulong[] Pairs)>>();
        foreach (var member in skills)
        {
            if (!member.Context.Judges("OF8003") || member.Skill.Document.Description is not { } description
                || Pairs(description) is not { Length: >= LeastWords - 1 } pairs)
            {
                continue;
            }

            SkillSetMember? like = null;
            for (var band = 0; band < Bands; band++)
            {
                var key = (member.Skill.Layer.Place, band, Least(pairs, band));
                var bucket = buckets.TryGetValue(key, out var known) ? known : buckets[key] = [];
                like ??= bucket.FirstOrDefault(other => other.Member.Skill.Name != member.Skill.Name && Likeness(other.Pairs, pairs) >= Near).Member;
                if (bucket.Count < MaxCompared)
                {
                    bucket.Add((member, pairs));
                }
            }

            if (like is not null)
            {
                member.Context.Report("OF8003", member.Place(FieldNames.Description),
                    $"'{like.Skill.Path}' describes itself in nearly the same words, so an agent cannot tell which one to use. Say what sets them apart, "
                        + "or merge them.");
            }
        }
    }

    /// <summary>In ascending order, each once.</summary>
    private static ulong[] Pairs(string text)
    {
        var pairs = new HashSet<ulong>();
        ulong before = 0;
        ulong word = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && char.IsLetterOrDigit(text[i]))
            {
                word = Mixed(word ^ char.ToLowerInvariant(text[i]));
                continue;
            }

            if (word != 0)
            {
                if (before != 0)
                {
                    pairs.Add(Mixed(before * 31 + word));
                }

                before = word;
                word = 0;
            }
        }

        return [.. pairs.Order()];
    }

    private static ulong Least(ulong[] pairs, int band)
    {
        var least = ulong.MaxValue;
        foreach (var pair in pairs)
        {
            least = Math.Min(least, Mixed(pair ^ ((ulong)(band + 1) * 0x9E3779B97F4A7C15)));
        }

        return least;
    }

    private static double Likeness(ulong[] a, ulong[] b)
    {
        var shared = 0;
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            shared += a[i] == b[j] ? 1 : 0;
            (i, j) = a[i].CompareTo(b[j]) switch { < 0 => (i + 1, j), > 0 => (i, j + 1), _ => (i + 1, j + 1) };
        }

        return (double)shared / (a.Length + b.Length - shared);
    }

    private static ulong Mixed(ulong value)
    {
        value = (value + 0x9E3779B97F4A7C15) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 29)) * 0x94D049BB133111EB;
        return value ^ (value >> 32);
    }
}

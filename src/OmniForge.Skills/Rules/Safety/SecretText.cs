using System.Buffers;

namespace OmniForge.Skills.Rules.Safety;

/// <summary>Whether a text can be a real secret: random enough, and not one that stands for another.</summary>
internal static class SecretText
{
    private const double LeastEntropy = 3.2;
    private static readonly SearchValues<char> Marks = SearchValues.Create("<>{}$%*…[]");

    // Values that vendors print in their own documentation.
    private const string KnownToken = "eyJzdWIiOiIxMjM0NTY3ODkw";

    public static bool IsInvented(ReadOnlySpan<char> value)
        => value.ContainsAny(SecretTable.Invented) || value.ContainsAny(Marks) || value.Contains(KnownToken, StringComparison.Ordinal)
        || Entropy(value) < LeastEntropy;

    /// <summary>Whether letters and digits alternate as in a generated value; words, paths and names do not.</summary>
    public static bool IsGenerated(ReadOnlySpan<char> value)
    {
        var (digits, letters, changes) = (0, 0, 0);
        for (var i = 0; i < value.Length; i++)
        {
            digits += char.IsAsciiDigit(value[i]) ? 1 : 0;
            letters += char.IsAsciiLetter(value[i]) ? 1 : 0;
            changes += i > 0 && Differ(Kind(value[i]), Kind(value[i - 1])) ? 1 : 0;
        }

        return digits >= 3 && letters >= 3 && changes >= value.Length / 5 && Entropy(value) >= 3.4;
    }

    // Underlines and hyphens stand between the words of a name.
    private static bool Differ(int kind, int before) => kind != before && kind != 3 && before != 3;

    private static int Kind(char c) => char.IsAsciiDigit(c) ? 0 : char.IsAsciiLetterLower(c) ? 1 : char.IsAsciiLetterUpper(c) ? 2 : 3;

    // In bits per character; 4 for random hexadecimal digits, below 3 for repetitions.
    private static double Entropy(ReadOnlySpan<char> value)
    {
        Span<int> counts = stackalloc int[128];
        foreach (var c in value)
        {
            counts[c & 127]++;
        }

        var bits = 0d;
        foreach (var count in counts)
        {
            bits -= count == 0 ? 0 : (double)count / value.Length * Math.Log2((double)count / value.Length);
        }

        return bits;
    }
}

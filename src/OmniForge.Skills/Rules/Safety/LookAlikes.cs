using System.Buffers;
using System.Text;

namespace OmniForge.Skills.Rules.Safety;

/// <summary>Letters of Cyrillic and Greek that look like Latin ones.</summary>
internal static class LookAlikes
{
    private const string Foreign = "аеорсхуіјѕһԁԛԝьАВЕКМНОРСТХУІЅЈΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορυικτ";
    private const string Latin = "aeopcxyijshdqwbABEKMHOPCTXYISJABEZHIKMNOPTYXavopuikt";
    private static readonly SearchValues<char> All = SearchValues.Create(Foreign);

    public static bool AnyIn(ReadOnlySpan<char> text) => text.ContainsAny(All);

    /// <summary>The token in Latin letters when it mixes them with look-alikes; null when it is written in one alphabet.</summary>
    public static string? Unmasked(string token)
    {
        if (!token.AsSpan().ContainsAny(All) || !token.Any(char.IsAsciiLetter))
        {
            return null;
        }

        var text = new StringBuilder(token.Length);
        foreach (var c in token)
        {
            text.Append(Foreign.IndexOf(c, StringComparison.Ordinal) is var at && at >= 0 ? Latin[at] : c);
        }

        // A word with further letters of the other alphabet is an honest foreign word beside a Latin one.
        var unmasked = text.ToString();
        return unmasked.All(char.IsAscii) ? unmasked : null;
    }
}

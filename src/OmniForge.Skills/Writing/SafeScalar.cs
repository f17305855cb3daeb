using System.Buffers;
using System.Globalization;
using System.Text;

namespace OmniForge.Skills.Writing;

/// <summary>
/// One value on one line: plain only where every YAML version reads the same text, else in double quotes with escapes. A value
/// can therefore never end its line and never become a key.
/// </summary>
internal static class SafeScalar
{
    private static readonly SearchValues<char> PlainCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 _-.,;()/+=$'*?!%");

    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "true", "false", "yes", "no", "on", "off", "y", "n", "null", "~",
    };

    public static string Write(string value) => IsPlain(value) ? value : Quoted(value);

    // Values that start with a letter cannot be numbers or dates; what such words could be instead is listed above.
    private static bool IsPlain(string value)
        => value.Length > 0
        && char.IsAsciiLetter(value[0])
        && value[^1] != ' '
        && value.AsSpan().IndexOfAnyExcept(PlainCharacters) < 0
        && !Words.Contains(value);

    /// <summary>The value in double quotes.</summary>
    public static string Quoted(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (var rune in value.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                _ when IsHidden(rune) => Escape(text, rune.Value),
                _ => text.Append(rune.ToString()),
            };
        }

        return text.Append('"').ToString();
    }

    // Next line, the two Unicode separators and the byte order mark end lines or vanish in some readers.
    private static bool IsHidden(Rune rune) => rune.Value is 0xFEFF or 0xFFFE or 0xFFFF || Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or
        UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse;

    private static StringBuilder Escape(StringBuilder text, int value) => value switch
    {
        <= 0xFF => text.Append("\\x").Append(value.ToString("X2", CultureInfo.InvariantCulture)),
        <= 0xFFFF => text.Append("\\u").Append(value.ToString("X4", CultureInfo.InvariantCulture)),
        _ => text.Append("\\U").Append(value.ToString("X8", CultureInfo.InvariantCulture)),
    };
}

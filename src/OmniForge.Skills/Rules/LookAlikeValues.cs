using System.Buffers;

namespace OmniForge.Skills.Rules;

/// <summary>Plain text that other readers of YAML take for something else.</summary>
internal static class LookAlikeValues
{
    private static readonly SearchValues<char> Numeric = SearchValues.Create("0123456789abcdefABCDEFxXoOeE+-_.:");

    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdefABCDEF_");
    private static readonly SearchValues<char> Counting = SearchValues.Create("0123456789_");

    /// <summary>"a number", "a date", "yes or no" or "no value"; null = every reader takes it for text.</summary>
    public static string? Kind(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.Length > 40)
        {
            return null;
        }

        return IsWord(text, "true", "false", "yes", "no", "on", "off") ? "yes or no"
            : text is "~" || IsWord(text, "null") ? "no value"
            : IsDate(text) ? "a date"
            : IsNumber(text) ? "a number"
            : null;
    }

    // YAML knows a word in lower case, capitalised and in capitals; "tRue" is text everywhere.
    private static bool IsWord(ReadOnlySpan<char> text, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (text.Equals(word, StringComparison.OrdinalIgnoreCase)
                && (text.SequenceEqual(word) || (char.IsAsciiLetterUpper(text[0])
                    && (text[1..].IndexOfAnyInRange('A', 'Z') < 0 || text[1..].IndexOfAnyInRange('a', 'z') < 0))))
            {
                return true;
            }
        }

        return false;
    }

    // 2026-09-01, with one digit for month and day only when a time follows.
    private static bool IsDate(ReadOnlySpan<char> text)
    {
        if (text.Length < 8 || text[4] != '-' || !Digits(text[..4]))
        {
            return false;
        }

        var month = Length(text[5..]);
        var rest = text[(5 + month)..];
        if (month is 0 or > 2 || rest.IsEmpty || rest[0] != '-')
        {
            return false;
        }

        var day = Length(rest[1..]);
        rest = rest[(1 + day)..];
        return day is 1 or 2 && (rest.IsEmpty
            ? month == 2 && day == 2
            : rest[0] is 'T' or 't' or ' ' && rest[1..].TrimStart() is [>= '0' and <= '9', ..] time && time.Contains(':'));
    }

    private static bool IsNumber(ReadOnlySpan<char> text)
    {
        var body = text[0] is '+' or '-' ? text[1..] : text;
        if (IsWord(body, ".inf", ".nan") || body is ".Inf" or ".INF" or ".NaN" or ".NAN")
        {
            return true;
        }

        if (body.IsEmpty || body.IndexOfAnyExcept(Numeric) >= 0 || !(char.IsAsciiDigit(body[0]) || body[0] == '.'))
        {
            return false;
        }

        return body.Contains(':') ? IsBase60(body) : IsBased(body) || IsDecimal(body);
    }

    private static bool IsBased(ReadOnlySpan<char> text) => text.Length > 2 && text[0] == '0' && text[1] switch
    {
        'x' => text[2..].IndexOfAnyExcept(Hexadecimal) < 0,
        'o' => text[2..].IndexOfAnyExceptInRange('0', '7') < 0,
        'b' => text[2..].IndexOfAnyExcept("01_") < 0,
        _ => false,
    };

    // 12, 1_000, 1.5, .5, 5., 1e3, 1.5E-3
    private static bool IsDecimal(ReadOnlySpan<char> text)
    {
        var cut = text.IndexOfAny('e', 'E');
        var mantissa = cut < 0 ? text : text[..cut];
        var exponent = cut < 0 ? [] : text[(cut + 1)..];
        if (cut >= 0 && !Digits(exponent is ['+' or '-', ..] ? exponent[1..] : exponent))
        {
            return false;
        }

        var dot = mantissa.IndexOf('.');
        var whole = dot < 0 ? mantissa : mantissa[..dot];
        var part = dot < 0 ? [] : mantissa[(dot + 1)..];
        return (Count(whole) || whole.IsEmpty) && (part.IsEmpty || Count(part)) && (Digits(whole[..Math.Min(1, whole.Length)])
            || (whole.IsEmpty && !part.IsEmpty && Digits(part[..1])));
    }

    // 12:30 is 750 for readers of the older version.
    private static bool IsBase60(ReadOnlySpan<char> text)
    {
        var first = true;
        foreach (var range in text.Split(':'))
        {
            var part = text[range];
            if (!first && part.Contains('.'))
            {
                part = part[..part.IndexOf('.')];
            }

            if (!Digits(part) || (!first && (part.Length > 2 || part is [> '5', _])))
            {
                return false;
            }

            first = false;
        }

        return true;
    }

    private static bool Digits(ReadOnlySpan<char> text) => !text.IsEmpty && text.IndexOfAnyExceptInRange('0', '9') < 0;

    private static bool Count(ReadOnlySpan<char> text) => !text.IsEmpty && text.IndexOfAnyExcept(Counting) < 0;

    private static int Length(ReadOnlySpan<char> text)
        => text.IndexOfAnyExceptInRange('0', '9') is var end && end < 0 ? text.Length : end;
}

using System.Buffers;

namespace OmniForge.Skills.Rules.Safety;

/// <summary>Finds telephone numbers: with a country's code, or as North America writes them.</summary>
internal static class PhoneNumbers
{
    private const int LeastDigits = 9;

    // Without blanks between its parts a shorter number could be any sum.
    private const int LeastUnbroken = 10;
    private const int MostDigits = 15;
    private const int MaxLength = 24;
    private static readonly SearchValues<char> Letters = SearchValues.Create("0123456789 ().-/\u00A0");

    public static IEnumerable<TextSpan> In(string text)
    {
        for (var at = text.IndexOf('+', StringComparison.Ordinal); at >= 0; at = text.IndexOf('+', at + 1))
        {
            if (International(text, at, 1) is { } length)
            {
                yield return new(at, length);
            }
        }

        for (var at = text.IndexOf("00", StringComparison.Ordinal); at >= 0; at = text.IndexOf("00", at + 2, StringComparison.Ordinal))
        {
            if (International(text, at, 2) is { } length && HasCode(text.AsSpan(at + 2)))
            {
                yield return new(at, length);
            }
        }

        for (var at = text.IndexOf('-', StringComparison.Ordinal); at >= 0; at = text.IndexOf('-', at + 1))
        {
            if (American(text, at) is { } span)
            {
                yield return span;
            }
        }
    }

    private static int? International(string text, int at, int sign)
    {
        if (at + sign + 1 >= text.Length || text[at + sign] is < '1' or > '9' || (at > 0 && !Starts(text[at - 1])))
        {
            return null;
        }

        var from = at + sign;
        var rest = text.AsSpan(from, Math.Min(MaxLength, text.Length - from));
        var length = rest.IndexOfAnyExcept(Letters) is var end && end < 0 ? rest.Length : end;
        var number = rest[..length].TrimEnd(" ().-/\u00A0");
        var follows = from + number.Length < text.Length ? text[from + number.Length] : ' ';
        return char.IsLetterOrDigit(follows) || number.Contains("  ", StringComparison.Ordinal) || IsFraction(number) || !IsReal(number)
            || (number.Length < LeastUnbroken && number.IndexOfAnyExceptInRange('0', '9') < 0) ? null : number.Length + sign;
    }

    private static bool Starts(char before)
        => char.IsWhiteSpace(before) || before is '(' or ':' or '"' or '\'' or '`' or '[' or '<' or '>' or '*' or '_' or '|' or ',' or ';';

    // "0049 30 …": the country's code stands alone, and no further group starts with zero as in tables of numbers.
    private static bool HasCode(ReadOnlySpan<char> number)
        => number.IndexOfAnyExceptInRange('0', '9') is > 0 and <= 3 and var end && number[end] is ' ' or '-' or '/'
        && end + 1 < number.Length && number[end + 1] is >= '1' and <= '9' && number[..Math.Min(number.Length, MaxLength)].IndexOf(" 00") < 0;

    // +3.14159265358
    private static bool IsFraction(ReadOnlySpan<char> number)
        => number.IndexOf('.') is var dot && dot > 0 && dot == number.IndexOfAnyExceptInRange('0', '9') && number[(dot + 1)..].IndexOfAnyExceptInRange('0', '9') < 0;

    // 202-456-1111 and (202) 456-1111, seen from the last hyphen.
    private static TextSpan? American(string text, int at)
    {
        if (at < 7 || at + 5 > text.Length || !Digits(text, at + 1, 4) || !Digits(text, at - 3, 3) || (at + 5 < text.Length && IsWord(text[at + 5])))
        {
            return null;
        }

        var start = text[at - 4] == '-' && Digits(text, at - 7, 3) ? at - 7
            : at >= 9 && text[at - 4] == ' ' && text[at - 5] == ')' && Digits(text, at - 8, 3) && text[at - 9] == '(' ? at - 9
            : -1;
        if (start < 0 || (start > 0 && (IsWord(text[start - 1]) || text[start - 1] is '+' or '/' or '.' or '=')))
        {
            return null;
        }

        var number = text.AsSpan(start, at + 5 - start);
        var area = number[0] == '(' ? number[1] : number[0];
        return area is '0' or '1' || text[at - 3] is '0' or '1' || !IsReal(number) ? null : TextSpan.Between(start, at + 5);
    }

    // 555 is kept for films; what counts up from its start or repeats one digit is an example.
    private static bool IsReal(ReadOnlySpan<char> number)
    {
        Span<char> digits = stackalloc char[MaxLength];
        var count = 0;
        foreach (var c in number)
        {
            if (char.IsAsciiDigit(c))
            {
                digits[count++] = c;
            }
        }

        var plain = digits[..count];
        return count is >= LeastDigits and <= MostDigits && plain.IndexOf("555") < 0 && plain.IndexOf("0000") < 0 && plain.IndexOf("1111") < 0
            && plain.IndexOf("9999") < 0 && !plain.StartsWith("12345") && !plain.StartsWith("98765") && plain.IndexOf("23456789") < 0;
    }

    private static bool Digits(string text, int from, int count) => from >= 0 && text.AsSpan(from, count).IndexOfAnyExceptInRange('0', '9') < 0;

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '-';
}

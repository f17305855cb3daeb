using System.Buffers;

namespace OmniForge.Skills.Rules.Safety;

/// <summary>Finds telephone numbers: with a country's code, or as North America writes them.</summary>
internal static class PhoneNumbers
{
    private const int LeastDigits = 9;
    private const int MostDigits = 15;
    private const int MaxLength = 24;
    private static readonly SearchValues<char> Letters = SearchValues.Create("0123456789 ().-/\u00A0");

    public static IEnumerable<TextSpan> In(string text)
    {
        for (var at = text.IndexOf('+', StringComparison.Ordinal); at >= 0; at = text.IndexOf('+', at + 1))
        {
            if (International(text, at) is { } length)
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

    private static int? International(string text, int at)
    {
        if (at + 2 >= text.Length || text[at + 1] is < '1' or > '9' || (at > 0 && !(char.IsWhiteSpace(text[at - 1]) || text[at - 1] is '(' or ':' or '"' or '\''
            or '`' or '[' or '<' or '>')))
        {
            return null;
        }

        var rest = text.AsSpan(at + 1, Math.Min(MaxLength, text.Length - at - 1));
        var length = rest.IndexOfAnyExcept(Letters) is var end && end < 0 ? rest.Length : end;
        var number = rest[..length].TrimEnd(" ().-/\u00A0");
        var follows = at + 1 + number.Length < text.Length ? text[at + 1 + number.Length] : ' ';
        return char.IsLetterOrDigit(follows) || number.Contains("  ", StringComparison.Ordinal) || !IsReal(number) ? null : number.Length + 1;
    }

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

    // 555 is kept for films; what counts up or repeats one digit is an example.
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
        return count is >= LeastDigits and <= MostDigits && plain.IndexOf("555") < 0 && plain.IndexOf("12345") < 0 && plain.IndexOf("0000") < 0
            && plain.IndexOf("1111") < 0 && plain.IndexOf("9999") < 0 && plain.IndexOf("98765") < 0 && plain.IndexOf("23456") < 0;
    }

    private static bool Digits(string text, int from, int count) => from >= 0 && text.AsSpan(from, count).IndexOfAnyExceptInRange('0', '9') < 0;

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '-';
}

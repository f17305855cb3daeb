using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;

namespace OmniForge.Skills.Rules.Safety;

/// <summary>Finds international bank account numbers (IBAN): a country, its length, and digits that fit each other.</summary>
internal static class AccountNumbers
{
    private const int MaxLength = 34;
    private const int Group = 4;

    private static readonly FrozenDictionary<string, int> Lengths = (
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 "
        + "GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 "
        + "PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20")
        .Split(' ').ToFrozenDictionary(row => row[..2], row => int.Parse(row[2..], CultureInfo.InvariantCulture));

    private static readonly SearchValues<string> Countries = SearchValues.Create([.. Lengths.Keys], StringComparison.Ordinal);

    public static IEnumerable<TextSpan> In(string text)
    {
        for (var at = Next(text, 0); at >= 0; at = Next(text, at + 1))
        {
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && Length(text.AsSpan(at)) is { } length)
            {
                yield return new(at, length);
            }
        }
    }

    private static int Next(string text, int from)
        => text.AsSpan(from).IndexOfAny(Countries) is var hit && hit < 0 ? -1 : from + hit;

    /// <summary>How long the number is as written, in one piece or in groups of four; null = this is none.</summary>
    private static int? Length(ReadOnlySpan<char> text)
    {
        var digits = Lengths[text[..2].ToString()];
        Span<char> number = stackalloc char[MaxLength];
        var grouped = text.Length > Group && text[Group] is ' ' or '\u00A0';
        var at = 0;
        for (var i = 0; i < digits; i++)
        {
            if (grouped && i > 0 && i % Group == 0 && (at >= text.Length || text[at++] is not (' ' or '\u00A0')))
            {
                return null;
            }

            if (at >= text.Length || !(char.IsAsciiDigit(text[at]) || (i is not (2 or 3) && char.IsAsciiLetterUpper(text[at]))))
            {
                return null;
            }

            number[i] = text[at++];
        }

        return (at < text.Length && char.IsLetterOrDigit(text[at])) || Rest(number[..digits]) != 1 ? null : at;
    }

    // The number read from its fifth sign on, its first four behind, letters as two digits: one is left over when divided by 97.
    private static int Rest(ReadOnlySpan<char> number)
    {
        var rest = 0;
        for (var i = 0; i < number.Length; i++)
        {
            var c = number[(i + Group) % number.Length];
            rest = char.IsAsciiDigit(c) ? ((rest * 10) + c - '0') % 97 : ((rest * 100) + c - 'A' + 10) % 97;
        }

        return rest;
    }
}

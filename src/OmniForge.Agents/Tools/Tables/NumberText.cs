using System.Globalization;

namespace OmniForge.Agents.Tools.Tables;

/// <summary>Which sign divides whole and fraction.</summary>
internal enum DecimalMark
{
    Point,
    Comma,
}

/// <summary>Numbers as people write them: `1,234.50`, `-3`, `.5`, `$12`, `45%`, `1e-3`.</summary>
internal static class NumberText
{
    private const string Currencies = "$€£¥₹";

    /// <summary>
    /// False for anything else, also for whole numbers with a leading zero: those are codes (`00501`), and a number would lose the zero.
    /// <paramref name="unit"/> is the currency sign or `%`, else NUL.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, DecimalMark mark, out decimal value, out char unit)
    {
        value = 0;
        unit = '\0';
        text = text.Trim();
        if (text.Length is 0 or > 64)
        {
            return false;
        }

        var negative = text[0] is '-' or '\u2212';
        text = negative || text[0] == '+' ? text[1..] : text;
        text = TakeUnit(text, out unit);
        if (text.Length > 0 && unit is not ('\0' or '%') && text[0] == '-' && !negative)
        {
            negative = true;
            text = text[1..];
        }

        if (text.Length == 0 || text[0] is '+' or '-' || !Plain(text, mark, out var digits)
            || !decimal.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value))
        {
            return false;
        }

        value = negative ? -value : value;
        return true;
    }

    private static ReadOnlySpan<char> TakeUnit(ReadOnlySpan<char> text, out char unit)
    {
        unit = '\0';
        if (text.Length > 1 && Currencies.Contains(text[0]))
        {
            unit = text[0];
            return text[1..].TrimStart();
        }

        if (text.Length > 1 && (text[^1] == '%' || Currencies.Contains(text[^1])))
        {
            unit = text[^1];
            return text[..^1].TrimEnd();
        }

        return text;
    }

    /// <summary>The same number without separators of thousands and with a point.</summary>
    private static bool Plain(ReadOnlySpan<char> text, DecimalMark mark, out ReadOnlySpan<char> digits)
    {
        digits = text;
        var (point, thousand) = mark == DecimalMark.Point ? ('.', ',') : (',', '.');
        var end = text.IndexOf(point);
        var whole = end < 0 ? text : text[..end];
        var exponent = whole.IndexOfAny('e', 'E');
        whole = exponent < 0 ? whole : whole[..exponent];
        if (whole.Length > 1 && whole[0] == '0')
        {
            return false;
        }

        if (!whole.Contains(thousand))
        {
            digits = mark == DecimalMark.Point ? text : text.ToString().Replace(',', '.');
            return DigitsOnly(digits);
        }

        if (!Grouped(whole, thousand) || exponent >= 0)
        {
            return false;
        }

        var fraction = end < 0 ? "" : "." + text[(end + 1)..].ToString();
        digits = whole.ToString().Replace(thousand.ToString(), "", StringComparison.Ordinal) + fraction;
        return DigitsOnly(digits);
    }

    /// <summary>Digits, at most one point, and an exponent after a digit. decimal.Parse alone would accept blanks and signs too.</summary>
    private static bool DigitsOnly(ReadOnlySpan<char> text)
    {
        var (digits, points, exponents) = (0, 0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case >= '0' and <= '9':
                    digits++;
                    break;
                case '.' when points++ == 0 && exponents == 0:
                    break;
                case 'e' or 'E' when digits > 0 && exponents++ == 0 && i + 1 < text.Length:
                    i += text[i + 1] is '+' or '-' ? 1 : 0;
                    if (i + 1 == text.Length)
                    {
                        return false;
                    }

                    break;
                default:
                    return false;
            }
        }

        return digits > 0;
    }

    /// <summary>`1,234,567`: one to three digits, then groups of exactly three.</summary>
    private static bool Grouped(ReadOnlySpan<char> whole, char thousand)
    {
        var first = whole.IndexOf(thousand);
        if (first is < 1 or > 3 || (whole.Length - first) % 4 != 0)
        {
            return false;
        }

        for (var i = 0; i < whole.Length; i++)
        {
            var separator = i >= first && (i - first) % 4 == 0;
            if (separator ? whole[i] != thousand : !char.IsAsciiDigit(whole[i]))
            {
                return false;
            }
        }

        return true;
    }
}

using System.Globalization;

namespace OmniForge.Agents.Tools.Tables;

/// <summary>How `3/4/2025` is read.</summary>
internal enum DateOrder
{
    MonthFirst,
    DayFirst,
}

/// <summary>One date as written.</summary>
/// <param name="Time">Wall-clock time, or in UTC when <paramref name="Offset"/> is given.</param>
/// <param name="HasTime">False for a plain day.</param>
/// <param name="Offset">True when the text names its zone.</param>
/// <param name="Order">The only order in which a text of two small numbers and a year makes sense; null = either, or not such a text.</param>
/// <param name="Numeric">True for `3/4/2025` and its like.</param>
internal readonly record struct WrittenDate(DateTime Time, bool HasTime, bool Offset, DateOrder? Order, bool Numeric);

/// <summary>
/// Dates as files hold them: ISO (`2025-03-04`, `2025/3/4`, with `T` or blank and a time), `Jun 12 1998`, `12 June 1998`, `12-Jun-98`,
/// `3/4/2025` in either order and `4.3.2025`.
/// </summary>
internal static class DateText
{
    private static readonly string[] Months =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    private static readonly string[] LongMonths =
    [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    ];

    private static readonly string[] Weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    public static bool TryParse(ReadOnlySpan<char> text, DateOrder order, out WrittenDate date)
    {
        date = default;
        text = text.Trim();
        if (text.Length is < 6 or > 48 || text.IndexOfAnyInRange('0', '9') < 0)
        {
            return false;
        }

        Span<Range> parts = stackalloc Range[4];
        var end = DayEnd(text);
        var day = text[..end];
        var count = Split(day, parts);
        if (count != 3 || !Day(day, parts, order, out var year, out var month, out var number, out var only, out var numeric))
        {
            return false;
        }

        if (year is < 1 or > 9999 || month is < 1 or > 12 || number < 1 || number > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        var start = new DateTime(year, month, number, 0, 0, 0, DateTimeKind.Unspecified);
        var rest = text[end..].TrimStart(" T,").TrimEnd();
        if (rest.Length == 0)
        {
            date = new(start, HasTime: false, Offset: false, only, numeric);
            return true;
        }

        if (!TimeText.TryParse(rest, out var time, out var offset))
        {
            return false;
        }

        var moment = start + time;
        var inRange = offset is null || (moment.Ticks - offset.Value.Ticks) is >= 0 and <= 3_155_378_975_999_999_999;
        date = inRange ? new(offset is null ? moment : moment - offset.Value, HasTime: true, offset is not null, only, numeric) : default;
        return inRange;
    }

    public static string Iso(DateTime time, bool hasTime)
        => time.ToString(
            !hasTime ? "yyyy-MM-dd" : time.Millisecond > 0 ? "yyyy-MM-ddTHH:mm:ss.fff" : "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Where the time begins: before `hh:mm`, or at the `T` of an ISO date.</summary>
    private static int DayEnd(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf(':');
        if (colon < 0)
        {
            return text.Length;
        }

        var start = colon;
        while (start > 0 && char.IsAsciiDigit(text[start - 1]))
        {
            start--;
        }

        return start > 0 ? start - 1 : text.Length;
    }

    /// <summary>Words and numbers; a weekday in front does not count. More than three parts give 4.</summary>
    private static int Split(ReadOnlySpan<char> text, Span<Range> parts)
    {
        var count = 0;
        for (var i = 0; i < text.Length;)
        {
            if (text[i] is ' ' or ',' or '-' or '/' or '.')
            {
                i++;
                continue;
            }

            var start = i;
            var digit = char.IsAsciiDigit(text[i]);
            while (i < text.Length && (digit ? char.IsAsciiDigit(text[i]) : char.IsAsciiLetter(text[i])))
            {
                i++;
            }

            if (i == start)
            {
                return 4;
            }

            if (count == 0 && !digit && IsWeekday(text[start..i]))
            {
                continue;
            }

            if (count == 3)
            {
                return 4;
            }

            parts[count++] = start..i;
        }

        return count;
    }

    private static bool Day(
        ReadOnlySpan<char> text, Span<Range> parts, DateOrder order,
        out int year, out int month, out int day, out DateOrder? only, out bool numeric)
    {
        (year, month, day, only, numeric) = (0, 0, 0, null, false);
        var a = text[parts[0]];
        var b = text[parts[1]];
        var c = text[parts[2]];
        if (char.IsAsciiLetter(a[0]))
        {
            return TryMonth(a, out month) && TryNumber(b, 2, out day) && TryYear(c, out year);
        }

        if (char.IsAsciiLetter(b[0]))
        {
            return TryMonth(b, out month)
                && (TryNumber(a, 2, out day) ? TryYear(c, out year) : a.Length == 4 && TryNumber(a, 4, out year) && TryNumber(c, 2, out day));
        }

        var between = text[parts[0].End.Value..parts[1].Start.Value];
        if (between.Length != 1 || !between.SequenceEqual(text[parts[1].End.Value..parts[2].Start.Value]) || parts[0].Start.Value != 0)
        {
            return false;
        }

        if (a.Length == 4)
        {
            return between[0] != ' ' && TryNumber(a, 4, out year) && TryNumber(b, 2, out month) && TryNumber(c, 2, out day);
        }

        numeric = between[0] is '/' or '-' or '.';
        if (!numeric || !TryNumber(a, 2, out var first) || !TryNumber(b, 2, out var second) || !TryYear(c, out year))
        {
            return false;
        }

        only = between[0] == '.' || first > 12 ? DateOrder.DayFirst : second > 12 ? DateOrder.MonthFirst : null;
        (month, day) = (only ?? order) == DateOrder.MonthFirst ? (first, second) : (second, first);
        return true;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, int digits, out int value)
    {
        value = 0;
        return text.Length <= digits && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Four digits, or two: up to 49 is this century, then the last.</summary>
    private static bool TryYear(ReadOnlySpan<char> text, out int year)
    {
        if (text.Length is not (2 or 4) || !TryNumber(text, 4, out year))
        {
            year = 0;
            return false;
        }

        year += text.Length == 4 ? 0 : year < 50 ? 2000 : 1900;
        return true;
    }

    private static bool TryMonth(ReadOnlySpan<char> word, out int month)
    {
        for (var i = 0; i < 12; i++)
        {
            if (word.Equals(Months[i], StringComparison.OrdinalIgnoreCase)
                || word.Equals(LongMonths[i], StringComparison.OrdinalIgnoreCase)
                || (i == 8 && word.Equals("sept", StringComparison.OrdinalIgnoreCase)))
            {
                month = i + 1;
                return true;
            }
        }

        month = 0;
        return false;
    }

    private static bool IsWeekday(ReadOnlySpan<char> word)
    {
        foreach (var day in Weekdays)
        {
            if (word.Equals(day, StringComparison.OrdinalIgnoreCase)
                || (word.Length == 3 && day.AsSpan().StartsWith(word, StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return false;
    }
}

using System.Globalization;

namespace OmniForge.Agents.Building.Content;

/// <summary>Days and periods: "this week", "before 1 June 2025", "in the last 30 days", "in 2012".</summary>
internal static class DateGrammar
{
    private static readonly string[] Months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    /// <summary>A period as a value of `within`, or null.</summary>
    public static string? Period(Cursor at)
    {
        var back = at.At;
        at.Skip("in", "within", "for", "during", "the", "of", "from");
        if (at.Take("today"))
        {
            return "today";
        }

        if (at.Take("yesterday"))
        {
            return "yesterday";
        }

        if (at.Take("tomorrow"))
        {
            return "tomorrow";
        }

        foreach (var which in new[] { "this", "last", "next", "past", "previous", "coming", "current" })
        {
            if (!at.Is(0, which))
            {
                continue;
            }

            var ahead = which is "next" or "coming" ? "next" : which is "this" or "current" ? "this" : "last";
            if (at.Peek(1) is { } unit && Unit(unit.Word.Text) is { } name)
            {
                at.At += 2;
                return name == "day" ? (ahead == "next" ? "tomorrow" : ahead == "last" ? "yesterday" : "today") : $"{ahead}_{name}";
            }

            if (at.Number(1) is { } count && at.Peek(2) is { } units && Unit(units.Word.Text) is { } each)
            {
                at.At += 3;
                return (ahead == "next" ? "+" : "") + Span((int)count, each);
            }
        }

        if (at.Number() is { } next && at.Peek(1) is { } unit2 && Unit(unit2.Word.Text) is { } span && back != at.At && !at.Is(-1, "for"))
        {
            at.At += 2;
            if (at.TakeAny("ago"))
            {
                at.At = back;
                return null;
            }

            return "+" + Span((int)next, span);
        }

        at.At = back;
        return null;
    }

    /// <summary>A named day as `yyyy-MM-dd`, `today`, or `-7d` for "7 days ago".</summary>
    public static string? Day(Cursor at)
    {
        var back = at.At;
        at.Skip("the");
        if (at.TakeAny("today", "now"))
        {
            return "today";
        }

        if (at.Take("yesterday") || at.Take("tomorrow"))
        {
            return at.Peek(-1)!.Word.Text;
        }

        if (at.Peek() is { } iso && DateOnly.TryParseExact(iso.Word.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var exact))
        {
            at.At++;
            return Text(exact);
        }

        if (at.Number() is { } ago && at.Peek(1) is { } unit && Unit(unit.Word.Text) is { } each && at.Is(2, "ago"))
        {
            at.At += 3;
            return "-" + Span((int)ago, each);
        }

        if (Number(at, 0) is { } day && Month(at, at.Is(1, "of") ? 2 : 1) is { } month)
        {
            at.At += at.Is(1, "of") ? 3 : 2;
            return Dated(at, month, day);
        }

        if (Month(at, 0) is { } first && Number(at, 1) is { } second and <= 31)
        {
            at.At += 2;
            at.Skip(",");
            return Dated(at, first, second);
        }

        at.At = back;
        return null;
    }

    /// <summary>A month or a year as its first day and the first day after it.</summary>
    public static (string From, string Until)? Span(Cursor at)
    {
        var back = at.At;
        at.Skip("in", "from", "of", "during", "the", "year", "month");
        if (Month(at, 0) is { } month)
        {
            at.At++;
            var year = Year(at) ?? at.Today.Year;
            var start = new DateOnly(year, month, 1);
            return (Text(start), Text(start.AddMonths(1)));
        }

        if (Year(at) is { } whole)
        {
            return (Text(new DateOnly(whole, 1, 1)), Text(new DateOnly(whole + 1, 1, 1)));
        }

        at.At = back;
        return null;
    }

    public static string? Unit(string word) => word switch
    {
        "day" or "days" => "day",
        "week" or "weeks" => "week",
        "month" or "months" => "month",
        "quarter" or "quarters" => "quarter",
        "year" or "years" => "year",
        _ => null,
    };

    private static string Span(int count, string unit) => unit switch
    {
        "day" => $"{count}d",
        "week" => $"{count}w",
        "month" => $"{count}m",
        "quarter" => $"{count * 3}m",
        _ => $"{count}y",
    };

    private static int? Year(Cursor at)
    {
        if (at.Number() is { } number && number == Math.Floor(number) && number is >= 1800 and <= 2200)
        {
            at.At++;
            return (int)number;
        }

        return null;
    }

    private static string? Dated(Cursor at, int month, int day)
    {
        var year = Year(at) ?? at.Today.Year;
        return day >= 1 && day <= DateTime.DaysInMonth(year, month) ? Text(new DateOnly(year, month, day)) : null;
    }

    private static int? Month(Cursor at, int ahead)
    {
        if (at.Peek(ahead) is not { } item || item.Kind is ItemKind.Mark or ItemKind.Number || item.Word.Text.Length < 3)
        {
            return null;
        }

        var word = item.Word.Text;
        var index = Array.FindIndex(Months, month => month == word || (word.Length is 3 or 4 && word != "may" && month.StartsWith(word,
            StringComparison.Ordinal)));
        return index < 0 ? null : index + 1;
    }

    private static int? Number(Cursor at, int ahead)
    {
        if (at.Peek(ahead) is not { } item)
        {
            return null;
        }

        var word = item.Word.Text;
        var digits = word.Length > 2 && word[^2..] is "st" or "nd" or "rd" or "th" ? word[..^2] : word;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 31 ? number
            : null;
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

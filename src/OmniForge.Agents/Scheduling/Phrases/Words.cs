using System.Numerics;

namespace OmniForge.Agents.Scheduling.Phrases;

/// <summary>Names of days, months and units, and how people lead into them.</summary>
internal static class Words
{
    private static readonly string[] DayNames = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    private static readonly string[] MonthNames =
    [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    ];

    private static readonly Dictionary<string, int> ShortDays = new()
    {
        ["sun"] = 0,
        ["mon"] = 1,
        ["tue"] = 2,
        ["tues"] = 2,
        ["wed"] = 3,
        ["weds"] = 3,
        ["thu"] = 4,
        ["thur"] = 4,
        ["thurs"] = 4,
        ["fri"] = 5,
        ["sat"] = 6,
    };

    private static readonly Dictionary<string, int> ShortMonths = new()
    {
        ["jan"] = 1,
        ["feb"] = 2,
        ["mar"] = 3,
        ["apr"] = 4,
        ["jun"] = 6,
        ["jul"] = 7,
        ["aug"] = 8,
        ["sep"] = 9,
        ["sept"] = 9,
        ["oct"] = 10,
        ["nov"] = 11,
        ["dec"] = 12,
    };

    private static readonly Dictionary<string, Unit> Units = new()
    {
        ["second"] = Unit.Second,
        ["sec"] = Unit.Second,
        ["minute"] = Unit.Minute,
        ["min"] = Unit.Minute,
        ["hour"] = Unit.Hour,
        ["hr"] = Unit.Hour,
        ["h"] = Unit.Hour,
        ["day"] = Unit.Day,
        ["week"] = Unit.Week,
        ["month"] = Unit.Month,
        ["quarter"] = Unit.Quarter,
        ["year"] = Unit.Year,
    };

    /// <summary>The day of the week a word names, Sunday = 0, and whether it is a plural; null for other words.</summary>
    public static (int Day, bool Plural)? Day(Token token)
    {
        if (!token.IsWord)
        {
            return null;
        }

        var text = token.Text;
        if (ShortDays.TryGetValue(text, out var day))
        {
            return (day, false);
        }

        var plural = text.EndsWith('s');
        day = Array.IndexOf(DayNames, plural ? text[..^1] : text);
        return day >= 0 ? (day, plural) : null;
    }

    /// <summary>The month a word names, January = 1; null for other words. "may" and "mar" are words of their own too.</summary>
    public static int? Month(Token token)
    {
        if (!token.IsWord)
        {
            return null;
        }

        var month = Array.IndexOf(MonthNames, token.Text) + 1;
        return month > 0 ? month : ShortMonths.TryGetValue(token.Text, out month) ? month : null;
    }

    /// <summary>The unit a word names, in singular or plural.</summary>
    public static Unit? UnitOf(Token token)
        => token.IsWord && Units.TryGetValue(token.Text.Length > 2 ? token.Text.TrimEnd('s') : token.Text, out var unit) ? unit : null;

    /// <summary>"monday's at 8": an apostrophe too many.</summary>
    public static bool IsPluralByMistake(TokenList tokens, int at)
        => tokens[at + 1].Is("'s") && (tokens[at + 2].IsAny("at", "@") || tokens[at + 2].IsNumber);

    public static bool IsLongerThanADay(Token token) => UnitOf(token) is Unit.Week or Unit.Month or Unit.Quarter or Unit.Year;

    public static string DayName(int day) => char.ToUpperInvariant(DayNames[day][0]) + DayNames[day][1..];

    public static string MonthName(int month) => char.ToUpperInvariant(MonthNames[month - 1][0]) + MonthNames[month - 1][1..];

    public static int CountDays(int days) => BitOperations.PopCount((uint)days);

    /// <summary>The place after "every", "each", "all", "each and every"; the same place when none stands there.</summary>
    public static int AfterEvery(TokenList tokens, int at)
    {
        var end = tokens.AfterAny(at, "every", "each", "all", "any", "each and every", "per", "every single", "all of the", "all the");
        return end;
    }

    /// <summary>"first" to "fifth" as 1 to 5 or more, "last" as -1; null for other words.</summary>
    public static int? Ordinal(Token token) => token switch
    {
        { Ordinal: true } => token.Value,
        { Text: "second" } => 2,
        { Text: "last" or "final", IsWord: true } => -1,
        _ => null,
    };

    /// <summary>The place after "of the month", "of each month", "every month"; the same place when none stands there.</summary>
    /// <summary>The place after "that has one": the shorter months are left out knowingly.</summary>
    public static int AfterThatHasOne(TokenList tokens, int at) => tokens.AfterAny(
        at, "that has one", "that have one", "that has it", "which has one", "if there is one", ", if there is one",
            "skipping shorter months",
        ", skipping shorter months", "when there is one");

    public static int AfterOfMonth(TokenList tokens, int at) => AfterOf(tokens, at, "month", "months");

    public static int AfterOfQuarter(TokenList tokens, int at) => AfterOf(tokens, at, "quarter", "quarters");

    public static int AfterOfYear(TokenList tokens, int at) => AfterOf(tokens, at, "year", "years");

    private static int AfterOf(TokenList tokens, int at, string unit, string units)
    {
        var to = tokens[at].IsAny(",", "-") ? at + 1 : at;
        to = tokens.AfterAny(to, "of", "in", "on");
        to = tokens.AfterAny(to, "the", "each", "every", "all", "any", "a", "per", "each and every", "every single");
        return to > at && tokens[to].IsAny(unit, units) ? to + 1 : tokens[at].Is(unit + "ly") ? at + 1 : at;
    }
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace OmniForge.Agents.Building.Editing;

/// <summary>"since Friday", "since version 2", "in the last three days": from where on changes are told.</summary>
internal static class SinceReading
{
    private static readonly string[] Numbers =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    private static readonly string[] Ordinals = ["", "first", "second", "third", "fourth", "fifth"];

    private static readonly string[] Days = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    private static readonly string[] Months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    private static readonly Regex Version = new("\\b(?:version|v) ?(?:number |no )?(?<n>\\d+|[a-z]+)\\b", RegexOptions.CultureInvariant);

    private static readonly Regex Pair = new("\\bversions? (?<a>\\d+|[a-z]+)(?: and| to| with| from|,)(?: version)? (?<b>\\d+|[a-z]+)\\b", RegexOptions.CultureInvariant);

    private static readonly Regex Past = new("\\b(?:last|past|previous) (?<n>\\d+|[a-z]+)? ?(?<unit>hour|day|week|month)s?\\b", RegexOptions.CultureInvariant);

    private static readonly Regex Ago = new("\\b(?<n>\\d+|an?|[a-z]+) (?<unit>hour|day|week|month)s? ago\\b", RegexOptions.CultureInvariant);

    private static readonly Regex Dated = new(
        $"\\b(?:(?<d>\\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?<m>{string.Join('|', Months)})|(?<m>{string.Join('|', Months)}) (?<d>\\d{{1,2}})(?:st|nd|rd|th)?)\\b", RegexOptions.CultureInvariant);

    private static readonly Regex Iso = new("\\b(?<y>\\d{4})-(?<m>\\d{2})-(?<d>\\d{2})\\b", RegexOptions.CultureInvariant);

    /// <summary>The number that is said as "version 2", "v2" or "version two"; null = none.</summary>
    public static int? Number(string sentence) => Version.Match(sentence) is { Success: true } match ? Count(match.Groups["n"].Value) : null;

    /// <summary>Two versions that are held against each other.</summary>
    public static (int From, int To)? Two(string sentence)
        => Pair.Match(sentence) is { Success: true } match && Count(match.Groups["a"].Value) is { } a && Count(match.Groups["b"].Value) is { } b ? (Math.Min(a, b), Math.Max(a, b)) : null;

    /// <summary>The position that "the first version" names, from 1; null = none.</summary>
    public static int? Ordinal(string sentence)
        => sentence.Contains("original", StringComparison.Ordinal) || sentence.Contains("oldest", StringComparison.Ordinal) ? 1
            : Array.FindIndex(Ordinals, word => word.Length > 0 && Regex.IsMatch(sentence, $"\\b{word} (?:version|one)\\b")) is var at and > 0 ? at
            : null;

    /// <summary>The instant from which on changes are meant; null = none was said.</summary>
    public static DateTimeOffset? Instant(string sentence, DateTimeOffset now, TimeZoneInfo zone)
    {
        var today = TimeZoneInfo.ConvertTime(now, zone).Date;
        return Past.Match(sentence) is { Success: true } past && Back(past, now, today, zone) is { } back ? back
            : Ago.Match(sentence) is { Success: true } ago && Stretch(ago) is { } span ? span.Hours is { } hours ? now.AddHours(-hours) : At(span.Before(today), zone)
            : Day(sentence, today) is { } day ? At(day, zone)
            : null;
    }

    private static DateTimeOffset? Back(Match past, DateTimeOffset now, DateTime today, TimeZoneInfo zone)
    {
        if (past.Groups["n"].Value.Length == 0)
        {
            return past.Groups["unit"].Value switch
            {
                "week" => At(Monday(today).AddDays(-7), zone),
                "month" => At(new DateTime(today.Year, today.Month, 1).AddMonths(-1), zone),
                "day" => At(today.AddDays(-1), zone),
                _ => now.AddHours(-1),
            };
        }

        return Stretch(past) is not { } span ? null : span.Hours is { } hours ? now.AddHours(-hours) : At(span.Before(today), zone);
    }

    private static DateTime? Day(string sentence, DateTime today)
    {
        if (Iso.Match(sentence) is { Success: true } iso && DateTime.TryParseExact(iso.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var exact))
        {
            return exact;
        }

        if (Dated.Match(sentence) is { Success: true } dated && int.Parse(dated.Groups["d"].Value, CultureInfo.InvariantCulture) is >= 1 and <= 28 or 29 or 30 or 31)
        {
            var day = int.Parse(dated.Groups["d"].Value, CultureInfo.InvariantCulture);
            var month = Array.IndexOf(Months, dated.Groups["m"].Value) + 1;
            var year = new DateTime(today.Year, month, 1) > today ? today.Year - 1 : today.Year;
            return new DateTime(year, month, Math.Min(day, DateTime.DaysInMonth(year, month)));
        }

        var weekday = Array.FindIndex(Days, day => Regex.IsMatch(sentence, $"\\b{day}s?\\b"));
        if (weekday >= 0)
        {
            var back = ((int)today.DayOfWeek - weekday + 7) % 7;
            return today.AddDays(-(back == 0 ? 7 : back));
        }

        bool Says(string word) => sentence.Contains(word, StringComparison.Ordinal);
        return Says("yesterday") ? today.AddDays(-1)
            : Says("today") || Says("this morning") ? today
            : Says("this week") ? Monday(today)
            : Says("this month") ? new DateTime(today.Year, today.Month, 1)
            : Says("this year") ? new DateTime(today.Year, 1, 1)
            : null;
    }

    private static Stretched? Stretch(Match match)
        => (match.Groups["n"].Value is "a" or "an" ? 1 : match.Groups["n"].Value is "few" or "couple" ? 3 : Count(match.Groups["n"].Value)) is not { } count ? null
            : match.Groups["unit"].Value switch
            {
                "hour" => new(count, 0, 0),
                "day" => new(null, count, 0),
                "week" => new(null, 7 * count, 0),
                _ => new(null, 0, count),
            };

    private static int? Count(string word)
        => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : Array.IndexOf(Numbers, word) is var at and >= 0 ? at : null;

    private static DateTime Monday(DateTime day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static DateTimeOffset At(DateTime day, TimeZoneInfo zone) => new(day, zone.GetUtcOffset(day));

    private sealed record Stretched(int? Hours, int Days, int Months)
    {
        public DateTime Before(DateTime day) => day.AddDays(-Days).AddMonths(-Months);
    }
}

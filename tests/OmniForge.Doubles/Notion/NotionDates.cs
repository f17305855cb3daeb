using System.Globalization;

namespace OmniForge.Doubles.Notion;

/// <summary>Dates as Notion writes them: a day, or an instant.</summary>
internal static class NotionDates
{
    public static string Write(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Null for a text that is no date.</summary>
    public static (DateTimeOffset At, bool DayOnly)? Read(string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return (new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero), true);
        }

        return text.Length > 10 && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? (at.ToUniversalTime(), false)
            : null;
    }

    /// <summary>Compares instants, or days when one of the two is only a day.</summary>
    public static int Compare((DateTimeOffset At, bool DayOnly) left, (DateTimeOffset At, bool DayOnly) right)
        => left.DayOnly || right.DayOnly ? left.At.Date.CompareTo(right.At.Date) : left.At.CompareTo(right.At);
}

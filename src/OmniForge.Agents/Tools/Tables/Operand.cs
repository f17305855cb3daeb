using System.Globalization;
using System.Text.Json;

namespace OmniForge.Agents.Tools.Tables;

/// <summary>A value of a condition, read as what its column needs.</summary>
internal static class Operand
{
    private static readonly string[] Months = ["yyyy-MM", "MMMM yyyy", "MMM yyyy"];

    public static string Text(JsonElement value)
        => value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : value.GetRawText();

    public static decimal? Number(JsonElement value)
        => value.ValueKind is JsonValueKind.Number or JsonValueKind.String
            && NumberText.TryParse(Text(value), DecimalMark.Point, out var number, out _) ? number : null;

    public static bool? Flag(JsonElement value) => Text(value).ToLowerInvariant() switch
    {
        "true" or "yes" or "1" => true,
        "false" or "no" or "0" => false,
        _ => null,
    };

    /// <summary>
    /// A day, month or year is all of it, a time is itself. Words such as `today` and `-7d` count from the start of the execution.
    /// </summary>
    public static TimeRange? Time(JsonElement value, DateOrder order, DateTime now)
    {
        var text = Text(value);
        if (RelativeDates.Point(text, now) is { } relative)
        {
            return relative;
        }

        if (DateText.TryParse(text, order, out var date))
        {
            return date.HasTime ? new TimeRange(date.Time, date.Time.AddTicks(1)) : TimeRange.Day(date.Time);
        }

        if (DateTime.TryParseExact(text, Months, CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
        {
            return new TimeRange(month, month.AddMonths(1));
        }

        if (text.Length != 4 || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is 0 or 9999)
        {
            return null;
        }

        var start = new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
        return new TimeRange(start, start.AddYears(1));
    }
}

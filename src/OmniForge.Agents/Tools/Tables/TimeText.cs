using System.Globalization;

namespace OmniForge.Agents.Tools.Tables;

/// <summary>Times of day: `14:30`, `2:30 PM`, `14:30:05.123`, each with `Z`, `UTC`, `+02:00` or no zone.</summary>
internal static class TimeText
{
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan time, out TimeSpan? offset)
    {
        time = default;
        text = TakeZone(text, out offset);
        var afternoon = TakeHalf(ref text);
        var colon = text.IndexOf(':');
        if (colon is < 1 or > 2)
        {
            return false;
        }

        var rest = text[(colon + 1)..];
        var second = rest.IndexOf(':');
        var minutes = second < 0 ? rest : rest[..second];
        var seconds = second < 0 ? "0" : rest[(second + 1)..];
        if (!int.TryParse(text[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out var hour)
            || minutes.Length != 2 || !int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var minute)
            || !decimal.TryParse(seconds, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var exact))
        {
            return false;
        }

        if (afternoon is not null)
        {
            if (hour is < 1 or > 12)
            {
                return false;
            }

            hour = (hour % 12) + (afternoon.Value ? 12 : 0);
        }

        if (hour > 23 || minute > 59 || exact >= 60)
        {
            return false;
        }

        time = new TimeSpan(hour, minute, 0) + TimeSpan.FromTicks((long)(exact * TimeSpan.TicksPerSecond));
        return true;
    }

    /// <summary>Null = no AM or PM; true = PM.</summary>
    private static bool? TakeHalf(ref ReadOnlySpan<char> text)
    {
        var afternoon = text.EndsWith("PM", StringComparison.OrdinalIgnoreCase);
        if (!afternoon && !text.EndsWith("AM", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        text = text[..^2].TrimEnd();
        return afternoon;
    }

    private static ReadOnlySpan<char> TakeZone(ReadOnlySpan<char> text, out TimeSpan? offset)
    {
        offset = null;
        foreach (var name in (ReadOnlySpan<string>)["Z", "UTC", "GMT"])
        {
            if (text.EndsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                offset = TimeSpan.Zero;
                return text[..^name.Length].TrimEnd();
            }
        }

        var sign = text.LastIndexOfAny('+', '-');
        if (sign < 3)
        {
            return text;
        }

        var zone = text[(sign + 1)..];
        var hours = zone.Length is 2 or 4 or 5 ? zone[..2] : default;
        var minutes = zone.Length == 4 ? zone[2..] : zone.Length == 5 && zone[2] == ':' ? zone[3..] : zone.Length == 2 ? "00" : default;
        if (!int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out var h) || h > 14
            || !int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var m) || m > 59)
        {
            return text;
        }

        offset = new TimeSpan(h, m, 0) * (text[sign] == '-' ? -1 : 1);
        return text[..sign].TrimEnd();
    }
}

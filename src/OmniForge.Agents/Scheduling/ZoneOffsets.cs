namespace OmniForge.Agents.Scheduling;

/// <summary>Zones that keep one distance from UTC all year.</summary>
internal static class ZoneOffsets
{
    /// <summary>Distances that are no whole hours have no id of their own; these places keep them without summer time.</summary>
    private static readonly Dictionary<int, string> Odd = new()
    {
        [210] = "Asia/Tehran",
        [270] = "Asia/Kabul",
        [330] = "Asia/Kolkata",
        [345] = "Asia/Kathmandu",
        [390] = "Asia/Yangon",
        [525] = "Australia/Eucla",
        [570] = "Australia/Darwin",
        [-570] = "Pacific/Marquesas",
    };

    /// <summary>
    /// The id of a distance in minutes; null when there is none. Etc zones count the other way round: UTC+3 is Etc/GMT-3.
    /// </summary>
    public static string? Find(int minutes) => minutes switch
    {
        0 => "UTC",
        _ when minutes % 60 != 0 => Odd.GetValueOrDefault(minutes),
        < -12 * 60 or > 14 * 60 => null,
        < 0 => $"Etc/GMT+{-minutes / 60}",
        _ => $"Etc/GMT-{minutes / 60}",
    };

    /// <summary>"UTC+3" for Etc/GMT-3; null for other ids.</summary>
    public static string? Say(string id) => id.StartsWith("Etc/GMT", StringComparison.Ordinal) && id.Length > 8
        ? "UTC" + (id[7] == '-' ? '+' : '-') + id[8..]
        : id is "UTC" or "Etc/UTC" or "GMT" or "Etc/GMT" ? "UTC" : null;
}

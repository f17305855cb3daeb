namespace OmniForge.Agents.Scheduling;

/// <summary>A time of day as people say it; what it says can be read back without doubt.</summary>
internal static class ClockWords
{
    public static string Say(int hour, int minute) => (hour, minute) switch
    {
        (0, 0) => "midnight",
        (12, 0) => "noon",
        _ => $"{(hour + 11) % 12 + 1}:{minute:00} {Part(hour)}",
    };

    private static string Part(int hour) => hour switch
    {
        0 or >= 21 => "at night",
        < 12 => "in the morning",
        < 18 => "in the afternoon",
        _ => "in the evening",
    };
}

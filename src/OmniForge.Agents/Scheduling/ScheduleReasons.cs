namespace OmniForge.Agents.Scheduling;

/// <summary>Why a phrase could not be taken as it is. Stable; part of the contract.</summary>
public static class ScheduleReasons
{
    public const string AmOrPm = "am_or_pm";
    public const string VagueTime = "vague_time";
    public const string WhichTimes = "which_times";
    public const string WhichDay = "which_day";
    public const string WhichStart = "which_start";
    public const string UnevenInterval = "uneven_interval";
    public const string TooFrequent = "too_frequent";
    public const string OnceOrRepeating = "once_or_repeating";
    public const string MonthEnd = "month_end";
    public const string Impossible = "impossible";
    public const string Holidays = "holidays";
    public const string MidnightSide = "midnight_side";
    public const string Zone = "zone";
}

/// <summary>What was filled in because the phrase left it open. Always said aloud.</summary>
public static class ScheduleAssumptions
{
    public const string Time = "time";
    public const string HalfOfDay = "half_of_day";
    public const string Day = "day";
}

namespace OmniForge.Agents.Scheduling;

/// <summary>One firing rule: a five-field cron line and the zone it is read in (IANA, `UTC`, or `Etc/GMT-3` for UTC+3).</summary>
public sealed record ScheduleRule(string Cron, string TimeZone);

/// <summary>How a person wants an agent to start.</summary>
public enum TriggerWish
{
    Scheduled,
    OnDemand,
    Event,
}

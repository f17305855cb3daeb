using OmniForge.Agents.Scheduling;
using OmniForge.Server.Hosting;

namespace OmniForge.Server.Schedules;

/// <summary>Checks of a rule and its zone. Pure.</summary>
internal static class ScheduleRules
{
    /// <summary>Both as objects; refuses what cannot be read or never fires.</summary>
    public static (CronSchedule Cron, TimeZoneInfo Zone) Parse(string cron, string zone)
    {
        if (!CronSchedule.TryParse(cron, out var schedule, out var problem))
        {
            throw DomainException.Invalid("CRON_INVALID", "schedule.cron", problem ?? "This rule cannot be read.");
        }

        if (!TimeZones.TryFind(zone, out var found))
        {
            throw DomainException.Invalid(
                "TIME_ZONE_UNKNOWN", "schedule.time_zone", zone.Length == 0 ? "A schedule needs a time zone, for instance Europe/Berlin." : $"\"{zone}\" is no time zone; use a name such as Europe/Berlin.");
        }

        return (schedule!, found!);
    }

    public static DateTimeOffset FirstDue(CronSchedule cron, TimeZoneInfo zone, DateTimeOffset now)
        => cron.Next(now, zone) ?? throw DomainException.Invalid("NEVER_FIRES", "schedule.cron", "This rule never comes due: there is no such day.");
}

using OmniForge.Agents.Scheduling;
using OmniForge.Server.Agents;
using OmniForge.Server.Hosting;
using OmniForge.V1;

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

    /// <summary>Refuses a rule without any time after now.</summary>
    public static void DemandNext(ScheduleCalendar calendar, DateTimeOffset now)
    {
        if (calendar.Next(now) is null)
        {
            throw DomainException.Invalid(
                "NEVER_FIRES", "schedule.cron", "This rule never comes due: there is no such day, or none between its start and its end that is not excluded.");
        }
    }

    /// <summary>Refuses an agent that can have no schedules, and a version that it does not have; 0 = the active one.</summary>
    public static void CheckAgent(AgentRow agent, int version)
    {
        if (agent.DeletedAt is not null)
        {
            throw DomainException.NotFound("agent", agent.Id);
        }

        if (agent.Status == AgentStatus.Archived)
        {
            throw DomainException.Status("AGENT_ARCHIVED", $"{agent.Name} is archived. Unarchive it first.").With("id", agent.Id);
        }

        if (version > agent.LatestVersion)
        {
            throw DomainException.Field("schedule.version", $"{agent.Name} has no version {version}; 0 means the one that is active");
        }
    }

    /// <summary>An agent that is not at work cannot be asked to run.</summary>
    public static DomainException NotActive(string agentId, AgentRow? agent)
        => agent is { Stops: not AgentStops.None } ? StopRules.Stopped(agent) : DomainException.Status("AGENT_NOT_ACTIVE", $"{agent?.Name ?? "The agent"} is not switched on, so nothing was started. Activate it first.").With("id", agentId);
}

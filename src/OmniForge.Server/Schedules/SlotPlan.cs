using OmniForge.Agents.Scheduling;
using OmniForge.V1;

namespace OmniForge.Server.Schedules;

/// <summary>Writes into a schedule's row what comes next. Pure.</summary>
internal static class SlotPlan
{
    /// <summary>The first time after an instant is next: nothing is fired for the past.</summary>
    public static void StartAfter(ScheduleRow row, ScheduleCalendar calendar, DateTimeOffset after, Standing standing)
        => Set(row, calendar, calendar.Next(after), standing);

    /// <summary>This time is next; none = the schedule has ended.</summary>
    public static void Set(ScheduleRow row, ScheduleCalendar calendar, CronTime? next, Standing standing)
    {
        if (next is null)
        {
            row.Status = ScheduleStatus.Exhausted;
            Clear(row);
            return;
        }

        if (standing == Standing.Away)
        {
            Clear(row);
            return;
        }

        row.Slot = next.Value.At;
        row.WakeAt = calendar.WakeAt(next.Value.At);
        Show(row, calendar, standing);
    }

    /// <summary>Shows the next time only while it will fire.</summary>
    public static void Show(ScheduleRow row, ScheduleCalendar calendar, Standing standing)
    {
        var fires = standing == Standing.Working && row.Status == ScheduleStatus.Active && row.Slot is not null;
        row.NextDue = fires && calendar.Upcoming(row.Slot!.Value, 1) is [var first] ? first : null;
    }

    public static void Clear(ScheduleRow row) => (row.Slot, row.WakeAt, row.NextDue) = (null, null, null);
}

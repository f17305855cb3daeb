using Coravel;
using OmniForge.Server.Agents;

namespace OmniForge.Server.Schedules;

internal static class SchedulesSetup
{
    public static void AddSchedules(this IHostApplicationBuilder host)
    {
        host.Services.AddSingleton<ScheduleDirectory>().AddSingleton<IAgentSchedules, AgentSchedules>();
        host.Services.AddTransient<DueSlots>().AddScheduler();
    }

    /// <summary>Coravel is the tick and nothing else; the rows say what is due.</summary>
    public static void UseSchedules(this WebApplication app)
        => app.Services.UseScheduler(clock => clock.Schedule<DueSlots>().EverySecond().PreventOverlapping(nameof(DueSlots)));
}

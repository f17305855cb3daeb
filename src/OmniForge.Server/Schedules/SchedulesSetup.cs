using Coravel;
using OmniForge.Server.Agents;
using OmniForge.Server.Executions;
using OmniForge.Server.Executions.Turns;

namespace OmniForge.Server.Schedules;

internal static class SchedulesSetup
{
    public static void AddSchedules(this IHostApplicationBuilder host)
    {
        var services = host.Services;
        services.AddSingleton<ScheduleDirectory>().AddSingleton<ScheduleEdits>().AddSingleton<ScheduleRuns>();
        services.AddSingleton<IAgentSchedules, AgentSchedules>();
        services.AddSingleton<DueSlots>().AddSingleton<ClaimLoop>().AddHostedService(provider => provider.GetRequiredService<ClaimLoop>());
        services.AddSingleton<EndedRuns>().AddHostedService(provider => provider.GetRequiredService<EndedRuns>());
        services.AddSingleton(provider => new Lazy<IEnumerable<IExecutionEnds>>(
            () => [provider.GetRequiredService<EndedRuns>(), provider.GetRequiredService<TurnSweep>()]));
        services.AddTransient<DueTick>().AddScheduler();
    }

    /// <summary>The clock library ticks and does nothing else; the rows say what is due.</summary>
    public static void UseSchedules(this WebApplication app)
        => app.Services.UseScheduler(clock => clock.Schedule<DueTick>().EverySecond());
}

using OmniForge.Agents.Tools;
using OmniForge.Server.Connections;
using OmniForge.Server.Agents;
using OmniForge.Server.Executions.Control;
using OmniForge.Server.Executions.Interrupts;
using OmniForge.Server.Executions.Leashes;
using OmniForge.Server.Executions.Retention;
using OmniForge.Server.Executions.Turns;
using OmniForge.Server.Storage;
using OmniForge.Server.Storage.Journal;
using OmniForge.Server.Streams;
using OmniForge.V1;

namespace OmniForge.Server.Executions;

internal static class ExecutionsSetup
{
    public static void AddExecutions(this IHostApplicationBuilder host)
    {
        var services = host.Services;
        services.AddSingleton(ExecutionCaps.Read(host.Configuration));
        services.AddSingleton<StartPlans>().AddSingleton<RunSupplies>().AddSingleton<ExecutionRecordings>();
        services.AddSingleton<IJournalStore>(provider => provider.GetRequiredService<ForgeStore>() is { Postgres: true } postgres
            ? new PostgresJournalStore(postgres)
            : new SqliteJournalStore(provider.GetRequiredService<ForgeStore>()));
        services.AddSingleton<GroupCommit>().AddHostedService(provider => provider.GetRequiredService<GroupCommit>());
        services.AddSingleton<EventHub<ExecutionEvent>>().AddSingleton<ExecutionColumns>().AddSingleton<ExecutionRecords>();
        services.AddSingleton<ExecutionPlans>().AddSingleton<ExecutionStart>().AddSingleton<ExecutionRun>();
        services.AddSingleton<PastRuns>().AddSingleton<RunRequests>().AddSingleton<ExecutionEnd>();
        services.AddSingleton<ExecutionMail>().AddSingleton<ExecutionControls>().AddSingleton<MassCancel>().AddSingleton<RetryRuns>().AddHostedService<WaitSweep>();
        services.AddSingleton<KilledRuns>().AddHostedService<KillSweep>();
        services.AddSingleton<InterruptRecords>().AddSingleton<InterruptDirectory>().AddSingleton<SteeringFrames>()
            .AddHostedService<SignInSweep>();
        services.AddSingleton<PlanIntegrations>().AddSingleton<ExecutionHost>().AddHostedService(provider => provider.GetRequiredService<ExecutionHost>());
        services.AddSingleton<ExecutionClaims>().AddHostedService<ExecutionRecovery>().AddHostedService<Handover>();
        services.AddSingleton<ExecutionRetention>().AddHostedService<RetentionSweep>();
        services.AddSingleton<Leashes.Leashes>().AddHostedService<LeashSweep>();
        services.AddSingleton<TurnBirths>().AddSingleton<ExecutionBirths>();
        services.AddSingleton<TurnSweep>().AddHostedService(provider => provider.GetRequiredService<TurnSweep>());
        services.AddSingleton<ExecutionFeed>().AddHostedService<ExecutionFeed.Rings>();
        services.AddSingleton<ExecutionDirectory>().AddSingleton<IAgentRuns, AgentRuns>();

        // A tool that is added under the name of a built-in one takes its place.
        services.AddSingleton<IReadOnlyList<ITool>>(provider => [.. provider.GetServices<ITool>().Concat(BuiltInTools.All())
            .Concat(provider.GetRequiredService<Providers>().All.SelectMany(known => known.Tools)).DistinctBy(tool => tool.Descriptor.Name)]);
    }
}

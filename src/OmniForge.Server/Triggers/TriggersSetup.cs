using OmniForge.Server.Agents;
using OmniForge.Server.Triggers.Events;
using OmniForge.Server.Triggers.Hooks;
using OmniForge.Server.Triggers.Looks;

namespace OmniForge.Server.Triggers;

internal static class TriggersSetup
{
    public static void AddTriggers(this IHostApplicationBuilder host)
    {
        var services = host.Services;
        services.AddSingleton<TriggerSecrets>().AddSingleton<TriggerViews>().AddSingleton<TriggerChecks>();
        services.AddSingleton<TriggerDirectory>().AddSingleton<TriggerEdits>().AddSingleton<TriggerRotation>();
        services.AddSingleton<DeliveryDirectory>().AddSingleton<DeliveryRepeats>();
        services.AddSingleton<IAgentSchedules, AgentTriggers>();
        services.AddSingleton<HookLimits>().AddSingleton<HookGate>().AddSingleton<HookSchemes>().AddSingleton<HookHandshake>();
        services.AddSingleton<TriggerHooks>().AddSingleton<AppHooks>();
        services.AddSingleton<EventClaims>().AddSingleton<EventStarts>();
        services.AddSingleton<EventDispatch>().AddHostedService(provider => provider.GetRequiredService<EventDispatch>());
        services.AddSingleton<TriggerAccounts>().AddSingleton<Look>();
        services.AddSingleton<LookRounds>().AddHostedService(provider => provider.GetRequiredService<LookRounds>());
        services.AddSingleton<TriggerRetention>().AddHostedService(provider => provider.GetRequiredService<TriggerRetention>());
    }

    public static void UseTriggers(this WebApplication app)
    {
        app.MapGrpcService<TriggerRpc>();
        HookAddresses.Map(app);
    }
}

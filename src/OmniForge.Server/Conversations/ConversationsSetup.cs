using OmniForge.Server.Conversations.Editing;
using OmniForge.Server.Streams;
using OmniForge.V1;

namespace OmniForge.Server.Conversations;

internal static class ConversationsSetup
{
    public static void AddConversations(this IHostApplicationBuilder host)
    {
        var services = host.Services;
        services.AddSingleton<EventHub<ConversationEvent>>().AddSingleton<ConversationLog>().AddSingleton<TurnStops>();
        services.AddSingleton<WorldReader>().AddSingleton<ProposalWork>().AddSingleton<AccountWork>().AddSingleton<CommandWork>();
        services.AddSingleton<TurnReader>().AddSingleton<TurnVoice>().AddSingleton<TurnCommit>().AddSingleton<TurnWork>();
        services.AddSingleton<EventWays>().AddSingleton<EventSamples>().AddSingleton<TriggerWork>();
        services.AddSingleton<ConversationDirectory>().AddSingleton<ConversationTurns>().AddSingleton<ConversationActs>().AddSingleton<ConversationWire>();
        services.AddSingleton<SignInTurns>();
        services.AddSingleton<ConversationRetention>().AddHostedService(provider => provider.GetRequiredService<ConversationRetention>());
        services.AddSingleton<AgentWishes>().AddSingleton<StoredAgents>().AddSingleton<AgentTalk>().AddSingleton<EditWork>().AddSingleton<NextTimes>();
        services.AddHostedService<UnfinishedTurns>().AddHostedService<SignInWatch>();
    }
}

using OmniForge.Server.Streams;
using OmniForge.V1;

namespace OmniForge.Server.Agents;

/// <summary>What the agents slice consists of.</summary>
internal static class AgentsSetup
{
    public static void AddAgents(this IHostApplicationBuilder host)
    {
        host.Services
            .AddSingleton<AgentContents>().AddSingleton<DraftEdits>().AddSingleton<AgentPublishing>()
            .AddSingleton<EventHub<DraftEvent>>().AddSingleton<DraftLog>().AddSingleton<DraftWatch>()
            .AddSingleton<AgentDirectory>().AddSingleton<AgentMemory>().AddSingleton<AgentLists>().AddSingleton<AgentFeed>().AddSingleton<AgentLife>().AddSingleton<AgentKills>()
            .AddSingleton<AgentDrafts>().AddSingleton<AgentVersions>().AddSingleton<AgentNeighbours>()
            .AddSingleton(services => new Lazy<IEnumerable<IAgentRuns>>(services.GetServices<IAgentRuns>))
            .AddSingleton(services => new Lazy<IEnumerable<IAgentSchedules>>(services.GetServices<IAgentSchedules>))
            .AddHostedService<AgentLayer>();
    }
}

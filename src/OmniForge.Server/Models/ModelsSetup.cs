using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.AI;
using OmniForge.Agents.Offline;

namespace OmniForge.Server.Models;

internal static class ModelsSetup
{
    /// <summary>Registers <see cref="ModelDirectory"/>; tasks of the offline model are the registered <see cref="OfflineTask"/>s.</summary>
    public static void AddModels(this IHostApplicationBuilder host)
    {
        host.Services.AddSingleton(ModelOptions.Read(host.Configuration));
        host.Services.AddSingleton(services => new OfflineChatClient(
            services.GetServices<OfflineTask>().ToDictionary(t => t.Name, t => t.Answer, StringComparer.Ordinal)));
        host.Services.TryAddSingleton<ModelDirectory>();
    }
}

/// <summary>Something the offline model answers by rule.</summary>
internal sealed record OfflineTask(string Name, Func<IEnumerable<ChatMessage>, string> Answer);

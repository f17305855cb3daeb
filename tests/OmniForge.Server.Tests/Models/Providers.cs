using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using OmniForge.Agents.Offline;
using OmniForge.Server.Models;

namespace OmniForge.Server.Tests.Models;

/// <summary>The four providers, pointed at the double.</summary>
internal static class Providers
{
    public static readonly TheoryData<string> All = ["anthropic", "openai", "openrouter", "ollama"];

    public static ModelDirectory Directory(string provider, string url, TimeProvider? time = null)
        => new(ModelOptions.Read(Settings(provider, url)), new OfflineChatClient(), time ?? TimeProvider.System);

    public static IChatClient Model(AimockServer double_, string provider, string model, TimeProvider? time = null)
    {
        Assert.SkipWhen(double_.Missing is not null, double_.Missing ?? "");
        return Directory(provider, double_.Url, time).For(model);
    }

    public static IConfiguration Settings(string provider, string url)
    {
        var settings = provider switch
        {
            "anthropic" => new Dictionary<string, string?> { ["ANTHROPIC_API_KEY"] = "k", ["ANTHROPIC_BASE_URL"] = url },
            "openai" => new Dictionary<string, string?> { ["OPENAI_API_KEY"] = "k", ["OPENAI_BASE_URL"] = $"{url}/v1" },
            "openrouter" => new Dictionary<string, string?> { ["OPENROUTER_API_KEY"] = "k", ["OPENROUTER_BASE_URL"] = $"{url}/api/v1" },
            _ => new Dictionary<string, string?> { ["OLLAMA_HOST"] = url },
        };
        return new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
    }
}

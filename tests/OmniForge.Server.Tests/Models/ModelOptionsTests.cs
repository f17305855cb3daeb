using Microsoft.Extensions.Configuration;
using OmniForge.Server.Hosting;
using OmniForge.Server.Models;

namespace OmniForge.Server.Tests.Models;

public sealed class ModelOptionsTests
{
    [Theory]
    [InlineData("", "offline", "offline", null)]
    [InlineData("ANTHROPIC_API_KEY= ", "offline", "offline", null)]
    [InlineData("OMNIFORGE_MODEL=x", "offline", "offline", null)]
    [InlineData("ANTHROPIC_API_KEY=k", "anthropic", "claude-sonnet-4-5", "https://api.anthropic.com/")]
    [InlineData("OPENAI_API_KEY=k ANTHROPIC_API_KEY=k", "anthropic", "claude-sonnet-4-5", "https://api.anthropic.com/")]
    [InlineData("OLLAMA_HOST=h OPENAI_API_KEY=k OMNIFORGE_MODEL=m", "openai", "m", "https://api.openai.com/v1")]
    [InlineData("OPENROUTER_API_KEY=k OPENROUTER_BASE_URL=http://localhost:1/v9", "openrouter", "anthropic/claude-sonnet-4.5", "http://localhost:1/v9")]
    [InlineData("OLLAMA_HOST=0.0.0.0", "ollama", "qwen3", "http://127.0.0.1:11434/")]
    [InlineData("OLLAMA_HOST=box:1234", "ollama", "qwen3", "http://box:1234/")]
    [InlineData("OLLAMA_HOST=https://box OMNIFORGE_MODEL=llama3.2", "ollama", "llama3.2", "https://box/")]
    public void The_first_configured_provider_is_used(string settings, string provider, string model, string? address)
    {
        var options = ModelOptions.Read(Settings(settings));

        Assert.Equal((provider, model, address), (options.Provider, options.Model, options.Address?.ToString()));
    }

    [Theory]
    [InlineData("OPENAI_API_KEY=k OPENAI_BASE_URL=api.openai.com", "OPENAI_BASE_URL")]
    [InlineData("OLLAMA_HOST=ftp://box", "OLLAMA_HOST")]
    public void A_wrong_address_stops_the_start_and_names_its_variable(string settings, string named)
        => Assert.Contains(named, Assert.Throws<StartRefused>(() => ModelOptions.Read(Settings(settings))).Message, StringComparison.Ordinal);

    [Fact]
    public void No_key_shows_in_what_is_printed_of_the_options()
        => Assert.DoesNotContain("canary", ModelOptions.Read(Settings("OPENAI_API_KEY=canary")).ToString(), StringComparison.Ordinal);

    private static IConfiguration Settings(string settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Replace("= ", "=", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(s => KeyValuePair.Create(s.Split('=')[0], (string?)s.Split('=')[1])))
        .Build();
}

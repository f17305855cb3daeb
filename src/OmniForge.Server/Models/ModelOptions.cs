using System.Globalization;
using OmniForge.Agents.Offline;
using OmniForge.Agents.Running;
using OmniForge.Server.Hosting;

namespace OmniForge.Server.Models;

/// <summary>Which language model is used. From the environment; the first provider that is configured wins.</summary>
internal sealed class ModelOptions
{
    /// <summary>`anthropic`, `openai`, `openrouter`, `ollama` or `offline`. Default `offline`.</summary>
    public required string Provider { get; init; }

    /// <summary>`OMNIFORGE_MODEL`: the provider's name of the model. Default: one of the provider's that calls tools well.</summary>
    public required string Model { get; init; }

    /// <summary>`ANTHROPIC_API_KEY`, `OPENAI_API_KEY` or `OPENROUTER_API_KEY`; empty for the others.</summary>
    public string Key { get; init; } = "";

    /// <summary>`ANTHROPIC_BASE_URL`, `OPENAI_BASE_URL`, `OPENROUTER_BASE_URL` or `OLLAMA_HOST`. Default: the provider's own.</summary>
    public Uri? Address { get; init; }

    /// <summary>
    /// `OMNIFORGE_PRICE_INPUT` and `OMNIFORGE_PRICE_OUTPUT`: US dollars for a million tokens read and written by <see cref="Model"/>.
    /// Null = not known: no cost is counted, and no execution with a limit on its cost is started.
    /// </summary>
    public ModelPrice? Price { get; init; }

    public bool Offline => Provider == OfflineChatClient.Provider;

    public static ModelOptions Read(IConfiguration configuration)
    {
        var model = configuration["OMNIFORGE_MODEL"];
        foreach (var known in Providers)
        {
            var given = configuration[known.Variable];
            if (!string.IsNullOrWhiteSpace(given))
            {
                var written = known.IsAddress ? given : configuration[known.AddressVariable];
                return new()
                {
                    Provider = known.Name,
                    Model = string.IsNullOrWhiteSpace(model) ? known.Model : model.Trim(),
                    Key = known.IsAddress ? "" : given.Trim(),
                    Price = PriceOf(configuration),
                    Address = AddressOf(known, string.IsNullOrWhiteSpace(written) ? known.Address : written.Trim()),
                };
            }
        }

        return new() { Provider = OfflineChatClient.Provider, Model = OfflineChatClient.Provider };
    }

    private static readonly KnownProvider[] Providers =
    [
        new("anthropic", "ANTHROPIC_API_KEY", "ANTHROPIC_BASE_URL", "https://api.anthropic.com", "claude-sonnet-4-5"),
        new("openai", "OPENAI_API_KEY", "OPENAI_BASE_URL", "https://api.openai.com/v1", "gpt-4.1"),
        new("openrouter", "OPENROUTER_API_KEY", "OPENROUTER_BASE_URL", "https://openrouter.ai/api/v1", "anthropic/claude-sonnet-4.5"),
        new("ollama", "OLLAMA_HOST", "OLLAMA_HOST", "http://127.0.0.1:11434", "qwen3"),
    ];

    private static ModelPrice? PriceOf(IConfiguration configuration)
    {
        var (input, output) = (Micros(configuration, "OMNIFORGE_PRICE_INPUT"), Micros(configuration, "OMNIFORGE_PRICE_OUTPUT"));
        return (input, output) switch
        {
            (null, null) => null,
            ({ } read, { } written) => new ModelPrice(read, written),
            _ => throw new StartRefused("OMNIFORGE_PRICE_INPUT and OMNIFORGE_PRICE_OUTPUT belong together. Set both, or none."),
        };
    }

    private static long? Micros(IConfiguration configuration, string name)
    {
        var written = configuration[name];
        if (string.IsNullOrWhiteSpace(written))
        {
            return null;
        }

        return decimal.TryParse(written, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var dollars) && dollars <= 1_000_000
            ? (long)(dollars * 1_000_000)
            : throw new StartRefused($"{name} is \"{written}\", but must be US dollars for a million tokens, such as 3 or 0.25.");
    }

    private static Uri AddressOf(KnownProvider provider, string written)
    {
        var whole = written.Contains("://", StringComparison.Ordinal) || !provider.IsAddress ? written : LocalAddress(written);
        return Uri.TryCreate(whole, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new StartRefused(
                $"{provider.AddressVariable} is \"{written}\", which is no web address. Write it like {provider.Address}, or unset it.");
    }

    /// <summary>Ollama's own short form: `host` or `host:port`; an address that listens everywhere is reached here.</summary>
    private static string LocalAddress(string written)
    {
        var host = written.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal);
        return host.Contains(':', StringComparison.Ordinal) ? $"http://{host}" : $"http://{host}:11434";
    }

    private sealed record KnownProvider(string Name, string Variable, string AddressVariable, string Address, string Model)
    {
        /// <summary>The variable that chooses this provider is its address; it needs no key.</summary>
        public bool IsAddress => Variable == AddressVariable;
    }
}

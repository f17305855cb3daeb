using OmniForge.Integrations;
using OmniForge.Server.Hosting;

namespace OmniForge.Server.Connections;

/// <summary>
/// What an operator sets for each provider, for instance `Integrations:Notion:ClientId`, as an environment variable
/// `Integrations__Notion__ClientId`. A wrong value stops the start.
/// </summary>
internal static class ProviderSettings
{
    private const int ShortestKey = 20;

    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "ClientId", "ClientSecret", "BaseUrl", "AuthorizeUrl", "TokenUrl", "RevokeUrl", "HistoryLimited", "WebhookKey", "WebhookSecret", "WebhookSecretBefore",
    };

    public static IReadOnlyDictionary<string, IntegrationSettings> Read(IConfiguration configuration)
        => configuration.GetSection("Integrations").GetChildren().ToDictionary(section => section.Key, One, StringComparer.OrdinalIgnoreCase);

    private static IntegrationSettings One(IConfigurationSection section)
    {
        if (section.GetChildren().FirstOrDefault(value => !Known.Contains(value.Key)) is { } unknown)
        {
            throw new StartRefused($"{unknown.Path} is no setting of an integration. There are {string.Join(", ", Known.Order(StringComparer.Ordinal))}.");
        }

        var (id, secret) = (section["ClientId"] ?? "", section["ClientSecret"] ?? "");
        if (id.Length == 0 != (secret.Length == 0))
        {
            throw new StartRefused($"{section.Path} needs both ClientId and ClientSecret, or neither.");
        }

        var (hook, signing) = (section["WebhookKey"] ?? "", section["WebhookSecret"] ?? "");
        if (hook.Length == 0 != (signing.Length == 0) || (hook.Length > 0 && (hook.Length < ShortestKey || !hook.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))))
        {
            throw new StartRefused(
                $"{section.Path} needs both WebhookKey and WebhookSecret, or neither. The key is the last part of the address that events are posted to: "
                + $"at least {ShortestKey} letters, digits, - and _ that nobody can guess.");
        }

        return new()
        {
            WebhookKey = hook,
            WebhookSecret = signing,
            WebhookSecretBefore = section["WebhookSecretBefore"] ?? "",
            ClientId = id,
            ClientSecret = secret,
            BaseUrl = Address(section, "BaseUrl"),
            AuthorizeUrl = Address(section, "AuthorizeUrl"),
            TokenUrl = Address(section, "TokenUrl"),
            RevokeUrl = Address(section, "RevokeUrl"),
            HistoryLimited = section["HistoryLimited"] is not { Length: > 0 } limited || bool.Parse(limited),
        };
    }

    private static Uri? Address(IConfigurationSection section, string name) => section[name] switch
    {
        null or "" => null,
        { } text when Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is ("https" or "http") => uri,
        _ => throw new StartRefused($"{section.Path}:{name} must be an address like https://api.example.com."),
    };
}

using OmniForge.Agents.Conditions;
using OmniForge.Integrations.Events;
using OmniForge.Server.Connections;
using OmniForge.V1;

namespace OmniForge.Server.Triggers.Hooks;

/// <summary>How a trigger's webhooks are signed.</summary>
internal sealed class HookSchemes(Providers providers)
{
    public IWebhookScheme Of(TriggerRow trigger) => trigger.Scheme == SignatureScheme.HmacSha256
        ? Own(trigger.DedupePath)
        : OfProvider(ProviderOf(trigger.Scheme)) ?? throw new InvalidOperationException($"{trigger.Scheme} has no webhooks.");

    /// <summary>Null when the integration has none.</summary>
    public IWebhookScheme? OfProvider(string integration) => providers.All.FirstOrDefault(provider => provider.Descriptor.Id == integration)?.Webhooks;

    public static OwnWebhooks Own(string dedupePath)
        => new(dedupePath.Length == 0 ? null : FieldPath.Read($"input.{dedupePath}", out _));

    /// <summary>What an integration signs with; unspecified = it has no webhooks.</summary>
    public static SignatureScheme SchemeOf(string integration) => integration switch
    {
        "" => SignatureScheme.HmacSha256,
        "github" => SignatureScheme.Github,
        "slack" => SignatureScheme.Slack,
        "linear" => SignatureScheme.Linear,
        "notion" => SignatureScheme.Notion,
        _ => SignatureScheme.Unspecified,
    };

    private static string ProviderOf(SignatureScheme scheme) => scheme.ToString().ToLowerInvariant();
}

using System.Text;

namespace OmniForge.Integrations.Events;

/// <summary>The one address that a provider posts the events of all accounts to.</summary>
/// <param name="Key">The last part of the address.</param>
/// <param name="Secrets">What is accepted as a signature, two while one takes over from the other.</param>
public sealed record AppHook(string Key, IReadOnlyList<ReadOnlyMemory<byte>> Secrets)
{
    /// <summary>Never the secrets.</summary>
    public override string ToString() => "address of an app";

    internal static AppHook? Of(IntegrationSettings settings)
        => settings.WebhookKey.Length == 0
            ? null
            : new(settings.WebhookKey, [.. new[] { settings.WebhookSecret, settings.WebhookSecretBefore }.Where(secret => secret.Length > 0).Select(Bytes)]);

    private static ReadOnlyMemory<byte> Bytes(string secret) => Encoding.UTF8.GetBytes(secret);
}

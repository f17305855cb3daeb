using System.Text.Json;
using OmniForge.Integrations.Events;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Triggers.Hooks;

/// <summary>
/// A provider that makes its own secret brings it with its first message, which nothing signs. It is believed once, while somebody who may
/// do so has asked to wait for it.
/// </summary>
internal sealed class HookHandshake(ForgeStore store, TriggerSecrets secrets, TimeProvider clock)
{
    /// <summary>How long a trigger waits for it.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private const int LongestToken = 512;

    /// <summary>True when it was one, and its token is stored.</summary>
    public async Task<bool> TakeAsync(TriggerRow trigger, WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        if (trigger.Scheme != SignatureScheme.Notion || trigger.HandshakeUntil is not { } until || until <= clock.GetUtcNow() || Token(delivery) is not { } token)
        {
            return false;
        }

        // Sealed before the transaction: a new key of the tenant would have to be written inside it.
        var generation = trigger.Generation + 1;
        var stored = await secrets.SealAsync(TriggerSecrets.SecretOf(trigger.TenantId, trigger.Id, generation), token, cancellationToken);
        return await store.TransactAsync(trigger.TenantId, async (db, ct) =>
        {
            var row = (await db.LockAsync([(trigger.TenantId, trigger.Id)], ct)).FirstOrDefault();
            if (row is not { Secret: null } || row.HandshakeUntil != until || row.Generation != trigger.Generation)
            {
                return false;
            }

            (row.Generation, row.Secret) = (generation, stored);
            return true;
        }, cancellationToken);
    }

    private static string? Token(WebhookDelivery delivery)
    {
        try
        {
            using var body = JsonDocument.Parse(delivery.Body);
            return body.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("verification_token", out var token)
                && token.ValueKind == JsonValueKind.String && token.GetString() is { Length: > 15 and <= LongestToken } text
                ? text
                : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}

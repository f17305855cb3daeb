using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OmniForge.Agents.Conditions;

namespace OmniForge.Integrations.Events;

/// <summary>
/// Webhooks of systems that are no integration: `X-OmniForge-Signature: t=&lt;unix seconds&gt;,v1=&lt;hex&gt;`, an HMAC-SHA256 of time, point and body.
/// </summary>
/// <param name="same">Where the id stands that makes two bodies the same; null = the whole body.</param>
public sealed class OwnWebhooks(FieldPath? same) : IWebhookScheme
{
    public const string EventType = "webhook.received";

    private const string Header = "x-omniforge-signature";

    public IReadOnlyList<string> EventTypes { get; } = [EventType];

    public WebhookVerdict Verify(WebhookDelivery delivery, IReadOnlyList<ReadOnlyMemory<byte>> secrets, DateTimeOffset now, TimeSpan tolerance)
    {
        var parts = delivery.Headers.GetValueOrDefault(Header, "").Split(',', StringSplitOptions.TrimEntries);
        var time = parts.FirstOrDefault(part => part.StartsWith("t=", StringComparison.Ordinal))?[2..] ?? "";
        if (!long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return WebhookVerdict.Forged;
        }

        var before = Encoding.ASCII.GetBytes(time + ".");
        var signed = false;
        foreach (var part in parts.Where(part => part.StartsWith("v1=", StringComparison.Ordinal)).Take(2))
        {
            signed |= WebhookSignature.Matches(part, "v1=", before, delivery.Body.Span, secrets);
        }

        return !signed ? WebhookVerdict.Forged
            : Math.Abs((decimal)now.ToUnixTimeSeconds() - seconds) <= (decimal)tolerance.TotalSeconds ? WebhookVerdict.Genuine
            : WebhookVerdict.Stale;
    }

    public WebhookReading Read(WebhookDelivery delivery, JsonElement body, DateTimeOffset now, TimeSpan tolerance)
    {
        var key = Key(delivery, body);
        return new(WebhookVerdict.Genuine, key, null, "", [new(EventType, key, "", "", "", "", now, []) { Data = body.GetRawText() }]);
    }

    private string Key(WebhookDelivery delivery, JsonElement body)
        => same is not null && body.ValueKind == JsonValueKind.Object && new KnownValues(JsonObject.Create(body)!).TryGet(same, out var id) && id is JsonValue
            ? $"id {WebhookSignature.Digest(Encoding.UTF8.GetBytes(id.ToJsonString()))}"
            : WebhookSignature.Digest(delivery.Body.Span);
}

using System.Text.Json;
using OmniForge.Integrations.Events;
using OmniForge.V1;

namespace OmniForge.Server.Triggers.Hooks;

/// <summary>
/// What a webhook passes before anything is stored, in this order: not too many, whole in size and time, signed, in time, readable. Nothing
/// of the body is looked into before its signature holds.
/// </summary>
internal sealed class HookGate(HookLimits limits, TimeProvider clock)
{
    private const int DeepestBody = 32;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = DeepestBody };

    /// <param name="endpoint">Names the address.</param>
    /// <param name="secrets">What is accepted as a signature now.</param>
    public async Task<HookPassage> PassAsync(
        string endpoint, IWebhookScheme scheme, TimeSpan tolerance, HttpRequest request, Func<CancellationToken, Task<SigningSecrets>> secrets,
        CancellationToken cancellationToken)
    {
        if (limits.Take(endpoint) is var room && room != HookRoom.Enough)
        {
            var much = Refused(DeliveryVerdict.RateLimited, StatusCodes.Status429TooManyRequests, "More than 50 a second came for a while.", 0);
            return much with { Silent = room == HookRoom.StillNone };
        }

        var body = await HookBody.ReadAsync(request.Body, request.ContentLength, scheme.MostBytes, clock, cancellationToken);
        if (body.End != HookBytesEnd.Whole)
        {
            return body.End == HookBytesEnd.TooLarge
                ? Refused(DeliveryVerdict.TooLarge, StatusCodes.Status413PayloadTooLarge, $"The body is larger than {scheme.MostBytes / (1024 * 1024)} MiB.", 0)
                : Refused(DeliveryVerdict.TooSlow, StatusCodes.Status408RequestTimeout, "The body did not arrive within 5 seconds.", 0);
        }

        var delivery = new WebhookDelivery(request.Headers.ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString()), body.Bytes);
        var now = clock.GetUtcNow();
        using (var signing = await secrets(cancellationToken))
        {
            if (signing.Values.Count == 0)
            {
                var early = Refused(DeliveryVerdict.BadSignature, StatusCodes.Status401Unauthorized, "There is no secret yet that it could be signed with.", body.Bytes.Length);
                return early with { Unsigned = delivery };
            }

            switch (scheme.Verify(delivery, signing.Values, now, tolerance))
            {
                case WebhookVerdict.Forged:
                    return Refused(DeliveryVerdict.BadSignature, StatusCodes.Status401Unauthorized, "It was not signed with a secret of this address.", body.Bytes.Length);
                case WebhookVerdict.Stale:
                    return TooOld(body.Bytes.Length);
            }
        }

        return Read(scheme, delivery, now, tolerance);
    }

    private static HookPassage Read(IWebhookScheme scheme, WebhookDelivery delivery, DateTimeOffset now, TimeSpan tolerance)
    {
        var size = delivery.Body.Length;
        try
        {
            using var body = JsonDocument.Parse(delivery.Body, Strict);
            var reading = scheme.Read(delivery, body.RootElement, now, tolerance);
            return reading.Verdict == WebhookVerdict.Genuine
                ? new(DeliveryVerdict.Accepted, scheme.AnswerStatus, "", size) { Reading = reading }
                : TooOld(size);
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return Refused(DeliveryVerdict.Malformed, StatusCodes.Status400BadRequest, "The body is no JSON that can be read.", size);
        }
    }

    private static HookPassage TooOld(int size)
        => Refused(DeliveryVerdict.TooOld, StatusCodes.Status401Unauthorized, "It was signed too long ago, or in the future.", size);

    private static HookPassage Refused(DeliveryVerdict verdict, int status, string reason, int size) => new(verdict, status, reason, size);
}

/// <summary>How a webhook came through the gate.</summary>
/// <param name="Status">The HTTP status to answer with.</param>
internal sealed record HookPassage(DeliveryVerdict Verdict, int Status, string Reason, int Size)
{
    /// <summary>What it says; null unless accepted.</summary>
    public WebhookReading? Reading { get; init; }

    /// <summary>One that came before there was a secret; null otherwise.</summary>
    public WebhookDelivery? Unsigned { get; init; }

    /// <summary>The like of it was noted a moment ago; one more note would only be work.</summary>
    public bool Silent { get; init; }

    public HookAnswer Answer => new(Status, null);
}

/// <summary>What the sender gets.</summary>
/// <param name="Json">The body; null = empty.</param>
internal sealed record HookAnswer(int Status, string? Json);

namespace OmniForge.Doubles.Webhooks;

/// <summary>Notion: an HMAC of the body with the verification token; eight further attempts within about a day.</summary>
public sealed class NotionWebhookScheme : IWebhookScheme
{
    public TimeSpan AnswerWithin => TimeSpan.FromSeconds(10);

    public IReadOnlyList<TimeSpan> Retries { get; } =
        [.. new[] { 1, 2, 5, 15, 60, 180, 420, 720 }.Select(minutes => TimeSpan.FromMinutes(minutes))];

    public bool Accepts(int status) => status is >= 200 and < 300;

    public bool Stops(IReadOnlyDictionary<string, string> headers) => false;

    public WebhookDelivery Sign(WebhookMessage message, string secret, DateTimeOffset now, int attempt)
    {
        var told = message.Body.DeepClone().AsObject();
        told["attempt_number"] = attempt + 1;
        var body = WebhookText.Write(told);
        var headers = WebhookText.Headers("notion-webhooks");
        headers["X-Notion-Signature"] = WebhookSignatures.Notion(secret, body);
        return new(body, headers);
    }

    /// <summary>The first message to a new address: it carries the token that will sign all others, and no signature.</summary>
    public static WebhookDelivery Handshake(string verificationToken)
        => new(WebhookText.Write(new() { ["verification_token"] = verificationToken }), WebhookText.Headers("notion-webhooks"));
}

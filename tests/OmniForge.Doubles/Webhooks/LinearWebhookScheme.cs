namespace OmniForge.Doubles.Webhooks;

/// <summary>Linear: an HMAC of a body that carries its time; status 200 within 5 s, and three further attempts.</summary>
public sealed class LinearWebhookScheme : IWebhookScheme
{
    public TimeSpan AnswerWithin => TimeSpan.FromSeconds(5);

    public IReadOnlyList<TimeSpan> Retries { get; } = [TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), TimeSpan.FromHours(6)];

    public bool Accepts(int status) => status == 200;

    public bool Stops(IReadOnlyDictionary<string, string> headers) => false;

    public WebhookDelivery Sign(WebhookMessage message, string secret, DateTimeOffset now, int attempt)
    {
        var told = message.Body.DeepClone().AsObject();
        told["webhookTimestamp"] = now.ToUnixTimeMilliseconds();
        var body = WebhookText.Write(told);
        var headers = WebhookText.Headers("Linear-Webhook");
        headers["Linear-Delivery"] = message.Id;
        headers["Linear-Event"] = message.Event;
        headers["Linear-Signature"] = WebhookSignatures.Linear(secret, body);
        return new(body, headers);
    }
}

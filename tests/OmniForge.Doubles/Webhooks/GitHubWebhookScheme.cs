namespace OmniForge.Doubles.Webhooks;

/// <summary>GitHub: an HMAC of the body; an answer within 10 s, and silence after a failure.</summary>
public sealed class GitHubWebhookScheme : IWebhookScheme
{
    public TimeSpan AnswerWithin => TimeSpan.FromSeconds(10);

    public IReadOnlyList<TimeSpan> Retries => [];

    public bool Accepts(int status) => status is >= 200 and < 300;

    public bool Stops(IReadOnlyDictionary<string, string> headers) => false;

    public WebhookDelivery Sign(WebhookMessage message, string secret, DateTimeOffset now, int attempt)
    {
        var body = WebhookText.Write(message.Body);
        var headers = WebhookText.Headers("GitHub-Hookshot/0000000");
        headers["X-GitHub-Event"] = message.Event;
        headers["X-GitHub-Delivery"] = message.Id;
        headers["X-GitHub-Hook-ID"] = "1";
        headers["X-GitHub-Hook-Installation-Target-Type"] = "integration";
        headers["X-Hub-Signature-256"] = WebhookSignatures.GitHub(secret, body);
        return new(body, headers);
    }

    /// <summary>The first message to a new address.</summary>
    public static WebhookMessage Ping() => new(
        Guid.NewGuid().ToString(), "ping", new() { ["zen"] = "Keep it logically awesome.", ["hook_id"] = 1, ["hook"] = new JsonObject { ["type"] = "App" } });
}

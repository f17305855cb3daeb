namespace OmniForge.Doubles.Webhooks;

/// <summary>How one provider signs and how long it tries.</summary>
public interface IWebhookScheme
{
    /// <summary>An answer after this is none.</summary>
    TimeSpan AnswerWithin { get; }

    /// <summary>Waits before further attempts; empty when the provider never tries again.</summary>
    IReadOnlyList<TimeSpan> Retries { get; }

    bool Accepts(int status);

    /// <summary>Whether an answer forbids further attempts.</summary>
    bool Stops(IReadOnlyDictionary<string, string> headers);

    /// <param name="attempt">0 for the first.</param>
    WebhookDelivery Sign(WebhookMessage message, string secret, DateTimeOffset now, int attempt);
}

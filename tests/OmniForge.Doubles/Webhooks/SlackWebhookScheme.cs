using System.Globalization;

namespace OmniForge.Doubles.Webhooks;

/// <summary>Slack: an HMAC of version, time and body; an answer within 3 s, and three further attempts at once, after 1 and after 5 minutes.</summary>
public sealed class SlackWebhookScheme : IWebhookScheme
{
    public TimeSpan AnswerWithin => TimeSpan.FromSeconds(3);

    public IReadOnlyList<TimeSpan> Retries { get; } = [TimeSpan.Zero, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5)];

    public bool Accepts(int status) => status is >= 200 and < 300;

    public bool Stops(IReadOnlyDictionary<string, string> headers) => headers.GetValueOrDefault("X-Slack-No-Retry") == "1";

    public WebhookDelivery Sign(WebhookMessage message, string secret, DateTimeOffset now, int attempt)
    {
        var body = WebhookText.Write(message.Body);
        var time = now.ToUnixTimeSeconds();
        var headers = WebhookText.Headers("Slackbot 1.0 (+https://api.slack.com/robots)");
        headers["X-Slack-Request-Timestamp"] = time.ToString(CultureInfo.InvariantCulture);
        headers["X-Slack-Signature"] = WebhookSignatures.Slack(secret, time, body);
        if (attempt > 0)
        {
            headers["X-Slack-Retry-Num"] = attempt.ToString(CultureInfo.InvariantCulture);
            headers["X-Slack-Retry-Reason"] = "http_error";
        }

        return new(body, headers);
    }

    /// <summary>The first message to a new address: a challenge that must come back.</summary>
    public static WebhookMessage Challenge(string challenge)
        => new("", "", new() { ["token"] = "unused", ["challenge"] = challenge, ["type"] = "url_verification" });
}

using System.Net.Http.Headers;

namespace OmniForge.Doubles.Webhooks;

/// <summary>Sends the messages of one provider to one address, as that provider does. Waits run on the given clock.</summary>
public sealed class WebhookSender(IWebhookScheme scheme, Uri target, string secret, HttpClient client, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly List<WebhookAttempt> _attempts = [];

    /// <summary>The secret that new messages are signed with. Changing it is a rotation.</summary>
    public string Secret { get; set; } = secret;

    /// <summary>What was sent so far and how it was answered; GitHub shows such a list to its users.</summary>
    public IReadOnlyList<WebhookAttempt> Attempts
    {
        get
        {
            lock (_gate)
            {
                return [.. _attempts];
            }
        }
    }

    /// <summary>Signs now, without sending; with another secret for a message that must be refused.</summary>
    public WebhookDelivery Sign(WebhookMessage message, string? withSecret = null) => scheme.Sign(message, withSecret ?? Secret, clock.GetUtcNow(), 0);

    /// <summary>Signs and sends once.</summary>
    public Task<WebhookAttempt> SendAsync(WebhookMessage message, CancellationToken cancellationToken) => SendAsync(Sign(message), cancellationToken);

    /// <summary>Sends exactly this, once.</summary>
    public async Task<WebhookAttempt> SendAsync(WebhookDelivery delivery, CancellationToken cancellationToken)
        => (await TryAsync(delivery, cancellationToken)).Attempt;

    /// <summary>Sends, and tries again as the provider does until it is accepted, stopped or given up. The last attempt is the answer.</summary>
    public async Task<WebhookAttempt> DeliverAsync(WebhookMessage message, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            var (done, headers) = await TryAsync(scheme.Sign(message, Secret, clock.GetUtcNow(), attempt), cancellationToken);
            if (done.Accepted || scheme.Stops(headers) || attempt == scheme.Retries.Count)
            {
                return done;
            }

            await Task.Delay(scheme.Retries[attempt], clock, cancellationToken);
        }
    }

    private async Task<(WebhookAttempt Attempt, IReadOnlyDictionary<string, string> Headers)> TryAsync(
        WebhookDelivery delivery, CancellationToken cancellationToken)
    {
        var at = clock.GetUtcNow();
        using var patience = new CancellationTokenSource(scheme.AnswerWithin, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        using var request = Request(delivery);
        WebhookAttempt attempt;
        IReadOnlyDictionary<string, string> headers = new Dictionary<string, string>();
        try
        {
            using var response = await client.SendAsync(request, either.Token);
            var status = (int)response.StatusCode;
            headers = response.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);
            attempt = new(at, delivery, status, await response.Content.ReadAsStringAsync(either.Token)) { Accepted = scheme.Accepts(status) };
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            attempt = new(at, delivery, 0, error.Message);
        }

        lock (_gate)
        {
            _attempts.Add(attempt);
        }

        return (attempt, headers);
    }

    private HttpRequestMessage Request(WebhookDelivery delivery)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = new ByteArrayContent(delivery.Body) };
        foreach (var (name, value) in delivery.Headers)
        {
            if (name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase))
            {
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            }
            else
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return request;
    }
}

namespace OmniForge.Doubles.Webhooks;

/// <summary>One attempt to deliver.</summary>
/// <param name="Status">0 when no answer came in time.</param>
public sealed record WebhookAttempt(DateTimeOffset At, WebhookDelivery Delivery, int Status, string Answer)
{
    public bool Accepted { get; init; }
}

namespace OmniForge.Doubles.Webhooks;

/// <summary>What a provider wants to tell, before it is written and signed.</summary>
/// <param name="Id">The provider's own id of it; the same in every attempt.</param>
/// <param name="Event">What a header calls it, where the provider has such a header.</param>
public sealed record WebhookMessage(string Id, string Event, JsonObject Body);

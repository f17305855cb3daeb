using System.Text.Json;

namespace OmniForge.Integrations.Events;

/// <summary>How a provider signs what it sends, and what that means. Reads nothing before the signature holds.</summary>
public interface IWebhookScheme
{
    /// <summary>What it can tell of, for instance `slack.message_posted`.</summary>
    IReadOnlyList<string> EventTypes { get; }

    /// <summary>Largest body that is read. Default 1 MiB.</summary>
    int MostBytes => 1024 * 1024;

    /// <summary>How long a delivery is known, so that it counts once. Default 7 days.</summary>
    TimeSpan Remembered => TimeSpan.FromDays(7);

    /// <summary>What the sender takes for success. Default 202.</summary>
    int AnswerStatus => 202;

    /// <summary>Whether the account that a body names is the same key that a connection has. Default true.</summary>
    bool NamesConnections => true;

    /// <summary>What is known before the body is parsed: whether one of the secrets signed it, and in time.</summary>
    WebhookVerdict Verify(WebhookDelivery delivery, IReadOnlyList<ReadOnlyMemory<byte>> secrets, DateTimeOffset now, TimeSpan tolerance);

    /// <summary>
    /// What a verified body says: an answer the provider waits for, or events. Also judges times that stand inside the signed body.
    /// </summary>
    WebhookReading Read(WebhookDelivery delivery, JsonElement body, DateTimeOffset now, TimeSpan tolerance);
}

/// <summary>One request as it came in; header names in lower case.</summary>
public sealed record WebhookDelivery(IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body);

public enum WebhookVerdict
{
    Genuine,

    /// <summary>Not signed with a secret that is known here.</summary>
    Forged,

    /// <summary>Signed, but too long ago or in the future.</summary>
    Stale,
}

/// <param name="ReplayKey">The same for every delivery of the same thing; signed, or made from the signed body.</param>
/// <param name="Answer">JSON to answer with, for a provider that checks the address; null = an ordinary delivery.</param>
/// <param name="AccountId">The provider's key of the account it is about, from the signed body; empty = not named.</param>
public sealed record WebhookReading(
    WebhookVerdict Verdict, string ReplayKey, string? Answer, string AccountId, IReadOnlyList<OutsideEvent> Events);

/// <summary>Something that happened at a provider; says what changed and not what it is now.</summary>
/// <param name="Type">For instance `notion.page_created`.</param>
/// <param name="Key">Unique for what happened: a webhook and a look in turns make the same.</param>
/// <param name="ActorId">Who did it there; empty = not known.</param>
public sealed record OutsideEvent(
    string Type, string Key, string ResourceKind, string ResourceId, string Url, string ActorId, DateTimeOffset At, IReadOnlyList<string> Changed)
{
    /// <summary>Ids of what it lies in, for instance of its database or channel.</summary>
    public IReadOnlyList<string> Within { get; init; } = [];

    /// <summary>What the sender told, as JSON; empty = nothing but what changed.</summary>
    public string Data { get; init; } = "";
}

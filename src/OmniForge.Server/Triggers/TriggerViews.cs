using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using OmniForge.Server.Connections;
using OmniForge.Server.Executions;
using OmniForge.Server.Triggers.Events;
using OmniForge.V1;

namespace OmniForge.Server.Triggers;

/// <summary>Triggers as the contract shows them.</summary>
internal sealed class TriggerViews(TriggerSecrets secrets, Providers providers, PublicAddress address, TimeProvider clock)
{
    /// <param name="secret">Shown with it, once; empty = not.</param>
    public async Task<Trigger> ShowAsync(TriggerRow row, CancellationToken cancellationToken, string secret = "")
    {
        var key = row.HookKey is null ? "" : await secrets.ShowAsync(TriggerSecrets.KeyOf(row.TenantId, row.Id), row.HookKey, cancellationToken);
        var now = clock.GetUtcNow();
        var proto = new Trigger
        {
            Id = row.Id,
            AgentId = row.AgentId,
            Name = row.Name,
            Kind = row.Kind,
            Status = row.Status,
            Integration = row.Integration,
            ConnectionId = row.ConnectionId,
            Condition = row.Condition,
            Scheme = row.Kind == TriggerKind.Webhook ? row.Scheme : SignatureScheme.Unspecified,
            Secret = secret,
            Tolerance = Span(row.ToleranceMs),
            PollInterval = row.Kind == TriggerKind.Poll ? Span(row.PollIntervalMs) : null,
            DedupePath = row.DedupePath,
            HookUrl = key.Length > 0 ? address.Of($"/hooks/{key}") : "",
            TestUrl = key.Length > 0 ? address.Of($"/hooks/test/{key}") : "",
            CreatedBy = Actor.Parser.ParseFrom(row.CreatedBy),
            CreatedAt = Timestamp.FromDateTimeOffset(row.CreatedAt),
            UpdatedAt = Timestamp.FromDateTimeOffset(row.UpdatedAt),
            ResourceId = row.ResourceId,
            Debounce = Span(row.DebounceMs),
            OwnChanges = row.OwnChanges,
            Backfill = row.Backfill,
            Description = TriggerText.Describe(row, row.Integration.Length == 0 ? "" : providers.Get(row.Integration).Descriptor.DisplayName),
            StatusMessage = Message(row, now),
            HasSecret = row.Secret is not null,
            HandshakeUntil = row.HandshakeUntil > now && row.Secret is null ? Timestamp.FromDateTimeOffset(row.HandshakeUntil.Value) : null,
            LookedAt = row.LookedAt is { } looked ? Timestamp.FromDateTimeOffset(looked) : null,
            NextLookAt = row.NextLookAt is { } next && row.Status == TriggerStatus.Active ? Timestamp.FromDateTimeOffset(next) : null,
            Etag = row.Revision.ToString(),
        };
        proto.EventTypes.AddRange(EventRules.Types(row));
        proto.Inputs.Add(JsonSerializer.Deserialize(row.Inputs, StoredJson.Default.DictionaryStringString));
        return proto;
    }

    /// <summary>The token that must be confirmed at the provider, while it is waited for; empty otherwise.</summary>
    public Task<string> TokenAsync(TriggerRow row, CancellationToken cancellationToken)
        => row is { Scheme: SignatureScheme.Notion, Secret: { } token } && row.HandshakeUntil > clock.GetUtcNow()
            ? SecretAsync(row, token, cancellationToken)
            : Task.FromResult("");

    /// <summary>The present secret, for the answer of the call that made it.</summary>
    public Task<string> SecretAsync(TriggerRow row, CancellationToken cancellationToken)
        => row.Secret is { } present ? SecretAsync(row, present, cancellationToken) : Task.FromResult("");

    private Task<string> SecretAsync(TriggerRow row, byte[] stored, CancellationToken cancellationToken)
        => secrets.ShowAsync(TriggerSecrets.SecretOf(row.TenantId, row.Id, row.Generation), stored, cancellationToken);

    private static string Message(TriggerRow row, DateTimeOffset now) => row switch
    {
        { Status: TriggerStatus.Paused } => row.PauseReason,
        { LookProblem.Length: > 0 } => $"The last look came to nothing: {row.LookProblem}",
        { Kind: TriggerKind.Poll } or { Secret: not null } => "",
        { Scheme: SignatureScheme.Notion } => row.HandshakeUntil > now
            ? "It waits for Notion's first message: enter its address at Notion now, then confirm the token that appears here."
            : "The time to confirm its address at Notion is over. Rotate its secret to begin again.",
        _ => "It has no secret yet, so everything is refused: enter its address at the sender and give the signing secret from there to the trigger.",
    };

    private static Duration Span(long milliseconds) => Duration.FromTimeSpan(TimeSpan.FromMilliseconds(milliseconds));
}

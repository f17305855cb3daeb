using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using OmniForge.Server.Executions;
using OmniForge.V1;

namespace OmniForge.Server.Connections;

/// <summary>Row to contract; never a secret.</summary>
internal static class ConnectionMapping
{
    public static Connection ToProto(this ConnectionRow row, DateTimeOffset now)
    {
        var late = row is { Status: ConnectionStatus.Pending, PendingUntil: { } until } && until <= now;
        var proto = new Connection
        {
            Id = row.Id,
            Integration = row.Integration,
            Label = row.Label,
            Status = late ? ConnectionStatus.Expired : row.Status,
            OwnerKind = row.OwnerKind,
            OwnerId = row.OwnerId,
            AccountId = row.AccountId,
            WorkspaceName = row.WorkspaceName,
            AuthKind = row.AuthKind,
            IsDefault = row.IsDefault,
            StatusMessage = late ? ConnectionText.TooLate : row.StatusMessage,
            ExpiresAt = Time(row.ExpiresAt),
            LastUsedAt = Time(row.LastUsedAt),
            LastCheckedAt = Time(row.LastCheckedAt),
            CreatedBy = Actor.Parser.ParseFrom(row.CreatedBy),
            CreatedAt = Time(row.CreatedAt),
            UpdatedAt = Time(row.UpdatedAt),
            MergedInto = row.MergedInto,
            Etag = row.Revision.ToString(),
        };
        proto.Scopes.AddRange(List(row.Scopes));
        proto.MissingScopes.AddRange(List(row.MissingScopes));
        return proto;
    }

    public static List<string> List(string stored) => JsonSerializer.Deserialize(stored, StoredJson.Default.ListString) ?? [];

    public static string Stored(IEnumerable<string> values) => JsonSerializer.Serialize([.. values], StoredJson.Default.ListString);

    private static Timestamp? Time(DateTimeOffset? at) => at is { } known ? Timestamp.FromDateTimeOffset(known) : null;
}

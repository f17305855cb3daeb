using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Connections;

/// <summary>An account at a provider. Its tokens are sealed for this row and their generation.</summary>
internal sealed class ConnectionRow : ITenantOwned
{
    public required string Id { get; init; }
    public string TenantId { get; set; } = "";
    public required string Integration { get; init; }
    public string Label { get; set; } = "";
    public ConnectionStatus Status { get; set; }
    public OwnerKind OwnerKind { get; init; } = OwnerKind.Tenant;

    /// <summary>Empty when it is the tenant's.</summary>
    public string OwnerId { get; init; } = "";

    /// <summary>The provider's key of the account; empty until it is known.</summary>
    public string AccountId { get; set; } = "";
    public string WorkspaceName { get; set; } = "";

    /// <summary>The id our own changes carry at the provider; empty = not known.</summary>
    public string ActorId { get; set; } = "";

    /// <summary>JSON array.</summary>
    public string Scopes { get; set; } = "[]";

    /// <summary>JSON array.</summary>
    public string MissingScopes { get; set; } = "[]";
    public AuthKind AuthKind { get; init; }
    public bool IsDefault { get; set; }
    public string StatusMessage { get; set; } = "";

    /// <summary>Sealed; null = none.</summary>
    public byte[]? Access { get; set; }

    /// <summary>Sealed; null = none.</summary>
    public byte[]? Refresh { get; set; }

    /// <summary>Counts the tokens it has had.</summary>
    public long Generation { get; set; }
    public DateTimeOffset? IssuedAt { get; set; }
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>Until then one node may renew the token.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>When a renewal was begun whose end is not written down; the provider may have ended the old token.</summary>
    public DateTimeOffset? RefreshStartedAt { get; set; }

    /// <summary>Until then an unfinished sign-in can be finished.</summary>
    public DateTimeOffset? PendingUntil { get; set; }

    /// <summary>The connection that this sign-in renewed instead; empty = none.</summary>
    public string MergedInto { get; set; } = "";

    /// <summary>The conversation that asked for it; empty = none.</summary>
    public string ConversationId { get; set; } = "";
    public DateTimeOffset? LastUsedAt { get; set; }
    public DateTimeOffset? LastCheckedAt { get; set; }

    /// <summary>An Actor in proto bytes.</summary>
    public byte[] CreatedBy { get; init; } = [];
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Counts changes that a person made; the etag.</summary>
    public long Revision { get; set; }

    public static void Configure(ModelBuilder model) => model.Entity<ConnectionRow>(row =>
    {
        row.ToTable("connections");
        row.HasKey(connection => new { connection.TenantId, connection.Id });
        row.HasIndex(connection => new { connection.TenantId, connection.Integration, connection.OwnerId, connection.AccountId })
            .IsUnique().HasFilter("\"account_id\" <> '' AND \"status\" <> 5");
    });
}

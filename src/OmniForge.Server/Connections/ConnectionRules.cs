using OmniForge.Server.Hosting;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Connections;

/// <summary>Who may see and change which connection. Pure.</summary>
internal static class ConnectionRules
{
    private const int LongestLabel = 255;

    /// <summary>One's own and those of the tenant.</summary>
    public static bool Sees(Caller caller, ConnectionRow row) => row.OwnerKind == OwnerKind.Tenant || row.OwnerId == caller.Id;

    public static OwnerKind OwnerOf(OwnerKind asked) => asked == OwnerKind.Unspecified ? OwnerKind.Tenant : asked;

    public static string Label(string label)
        => label.Trim() is { Length: <= LongestLabel } good ? good : throw DomainException.Field("label", "must have at most 255 characters");

    /// <summary>Another connection of the same owner, for another account.</summary>
    public static ConnectionRow Beside(ConnectionRow first, DateTimeOffset now) => new()
    {
        Id = Ids.New(),
        TenantId = first.TenantId,
        Integration = first.Integration,
        Status = ConnectionStatus.Pending,
        OwnerKind = first.OwnerKind,
        OwnerId = first.OwnerId,
        AuthKind = first.AuthKind,
        ConversationId = first.ConversationId,
        CreatedBy = first.CreatedBy,
        CreatedAt = now,
        UpdatedAt = now,
    };

    /// <summary>What people call it.</summary>
    public static string NameOf(ConnectionRow row)
        => row.Label.Length > 0 ? row.Label : row.WorkspaceName.Length > 0 ? row.WorkspaceName : row.AccountId;
}

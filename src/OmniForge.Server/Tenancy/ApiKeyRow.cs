using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Tenancy;

internal sealed class ApiKeyRow : ITenantOwned
{
    public required string Id { get; init; }
    public string TenantId { get; set; } = "";
    public required string SecretHash { get; init; }
    public string Label { get; init; } = "";

    /// <summary>Comma-separated role names.</summary>
    public required string Roles { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Written at most once a minute.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }

    public static void Configure(ModelBuilder model) => model.Entity<ApiKeyRow>(row =>
    {
        row.ToTable("api_keys");
        row.HasKey(key => key.Id);
        row.HasIndex(key => key.TenantId);
    });
}

using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Vault;

/// <summary>A data key of a tenant, wrapped by a vault key. A tenant has at most one that is not retired.</summary>
internal sealed class DataKeyRow : ITenantOwned
{
    /// <summary>16 bytes as lower-case hex.</summary>
    public required string DekId { get; init; }
    public string TenantId { get; set; } = "";

    /// <summary>The vault key that wraps it.</summary>
    public required string KekId { get; set; }

    /// <summary>Nonce, key and tag, 60 bytes.</summary>
    public required byte[] Wrapped { get; set; }

    /// <summary>How many values may have been sealed with it: nodes reserve seals in blocks.</summary>
    public long Seals { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Since when it seals nothing new; it opens what it sealed for ever.</summary>
    public DateTimeOffset? RetiredAt { get; set; }

    public static void Configure(ModelBuilder model) => model.Entity<DataKeyRow>(row =>
    {
        row.ToTable("data_keys");
        row.HasKey(key => key.DekId);
        row.Property(key => key.KekId).HasMaxLength(32);
        row.HasIndex(key => key.TenantId).IsUnique().HasFilter("retired_at IS NULL");
        row.HasIndex(key => key.KekId);
    });
}

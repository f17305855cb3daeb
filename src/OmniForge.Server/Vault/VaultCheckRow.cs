using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Vault;

/// <summary>The one row of the vault itself: a value that must open at every start, and how far a reseal is.</summary>
internal sealed class VaultCheckRow : ITenantOwned
{
    /// <summary>Always <see cref="TheId"/>.</summary>
    public required string Id { get; init; }

    /// <summary>Always <see cref="Owner"/>.</summary>
    public string TenantId { get; set; } = "";
    public required byte[] Sealed { get; set; }

    /// <summary>When the unfinished reseal began; null = none is under way.</summary>
    public DateTimeOffset? ResealSince { get; set; }

    public const string TheId = "check";

    /// <summary>Stands for a tenant. No tenant can be called like this.</summary>
    public const string Owner = "$vault";

    public static void Configure(ModelBuilder model) => model.Entity<VaultCheckRow>(row =>
    {
        row.ToTable("vault_checks");
        row.HasKey(check => check.Id);
    });
}

using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Skills;

/// <summary>What a tenant's skill is besides its text: who made it, when, and how often it changed.</summary>
internal sealed class SkillRow : ITenantOwned
{
    public string TenantId { get; set; } = "";
    public required string Name { get; init; }
    public int Revision { get; set; }

    /// <summary>JSON: path → SHA-256 of its bytes in the snapshot store.</summary>
    public required string Manifest { get; set; }
    public byte[] CreatedBy { get; init; } = [];
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }

    public static void Configure(ModelBuilder model) => model.Entity<SkillRow>(row =>
    {
        row.ToTable("skills");
        row.HasKey(skill => new { skill.TenantId, skill.Name });
        row.Property(skill => skill.Revision).IsConcurrencyToken();
    });
}

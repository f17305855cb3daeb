using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Files;

/// <summary>One content of skill files, when they are kept in the database.</summary>
internal sealed class SkillBytesRow : ITenantOwned
{
    public string TenantId { get; set; } = "";

    /// <summary>SHA-256 in lower-case hex.</summary>
    public required string Digest { get; init; }
    public required byte[] Content { get; init; }
    public long Size { get; init; }

    public static void Configure(ModelBuilder model) => model.Entity<SkillBytesRow>(row =>
    {
        row.ToTable("skill_bytes");
        row.HasKey(bytes => new { bytes.TenantId, bytes.Digest });
    });
}

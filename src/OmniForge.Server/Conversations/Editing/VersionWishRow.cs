using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Conversations.Editing;

/// <summary>What a conversation has to know about a version that a conversation made, to go on from it anywhere.</summary>
internal sealed class VersionWishRow : ITenantOwned
{
    public string TenantId { get; set; } = "";
    public required string AgentId { get; init; }

    /// <summary>0 = the draft.</summary>
    public required int Version { get; init; }

    /// <summary>The wish as the builder writes it itself.</summary>
    public required string Wish { get; set; }

    /// <summary>SHA-256 of the files and fields that the wish led to; empty while a draft is being written.</summary>
    public string Digest { get; set; } = "";
    public DateTimeOffset UpdatedAt { get; set; }

    public static void Configure(ModelBuilder model) => model.Entity<VersionWishRow>(row =>
    {
        row.ToTable("version_wishes");
        row.HasKey(wish => new { wish.TenantId, wish.AgentId, wish.Version });
    });
}

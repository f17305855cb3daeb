using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Files;

/// <summary>One file of an agent or of those a tenant shares, when files are kept in the database.</summary>
internal sealed class FileRow : ITenantOwned
{
    public string TenantId { get; set; } = "";

    /// <summary>Id of the agent; empty = shared.</summary>
    public string AgentId { get; init; } = "";

    /// <summary>From the space's root on, `/` between folders.</summary>
    public required string Path { get; init; }
    public byte[] Content { get; set; } = [];

    /// <summary>Bytes.</summary>
    public long Size { get; set; }

    /// <summary>SHA-256 of the content: the file's revision.</summary>
    public string Digest { get; set; } = "";
    public DateTimeOffset ModifiedAt { get; set; }

    public static void Configure(ModelBuilder model) => model.Entity<FileRow>(row =>
    {
        row.ToTable("files");
        row.HasKey(file => new { file.TenantId, file.AgentId, file.Path });
    });
}

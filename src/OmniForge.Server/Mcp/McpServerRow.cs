using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Mcp;

/// <summary>An MCP server of a tenant. Its credential and environment are sealed for this row and their generation.</summary>
internal sealed class McpServerRow : ITenantOwned
{
    public required string Id { get; init; }
    public string TenantId { get; set; } = "";
    public McpTransport Transport { get; set; }
    public string Command { get; set; } = "";

    /// <summary>JSON array.</summary>
    public string Args { get; set; } = "[]";

    /// <summary>JSON array; their values are sealed in <see cref="Env"/>.</summary>
    public string EnvNames { get; set; } = "[]";
    public string Url { get; set; } = "";
    public string CredentialHeader { get; set; } = "";

    /// <summary>Sealed JSON object; null = none.</summary>
    public byte[]? Env { get; set; }

    /// <summary>Sealed; null = none.</summary>
    public byte[]? Credential { get; set; }

    /// <summary>Counts the secrets it has had.</summary>
    public long Generation { get; set; }
    public bool Disabled { get; set; }
    public string StatusMessage { get; set; } = "";
    public string ServerName { get; set; } = "";
    public string ServerVersion { get; set; } = "";
    public DateTimeOffset? LastSeenAt { get; set; }

    /// <summary>An Actor in proto bytes.</summary>
    public byte[] CreatedBy { get; init; } = [];
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Counts changes that a person made; the etag. A session belongs to one revision.</summary>
    public long Revision { get; set; }

    public static void Configure(ModelBuilder model) => model.Entity<McpServerRow>(row =>
    {
        row.ToTable("mcp_servers");
        row.HasKey(server => new { server.TenantId, server.Id });
    });
}

using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Mcp;

/// <summary>A tool of an MCP server: what was approved of it, and what the server offers now.</summary>
internal sealed class McpToolRow : ITenantOwned
{
    public string TenantId { get; set; } = "";
    public required string ServerId { get; init; }

    /// <summary>What the server calls it.</summary>
    public required string ServerTool { get; init; }

    /// <summary>What skills call it.</summary>
    public required string Name { get; init; }

    /// <summary>The approved definition as canonical JSON; empty = none was ever approved.</summary>
    public string Approved { get; set; } = "";

    /// <summary>SHA-256 of <see cref="Approved"/>; empty = none.</summary>
    public string ApprovedHash { get; set; } = "";

    /// <summary>What the server offers now, as canonical JSON; empty = it no longer does.</summary>
    public string Offered { get; set; } = "";

    /// <summary>SHA-256 of <see cref="Offered"/>.</summary>
    public string OfferedHash { get; set; } = "";
    public ToolEffect Effect { get; set; } = ToolEffect.Write;
    public bool Idempotent { get; set; }

    /// <summary>An administrator switched it off.</summary>
    public bool Disabled { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }

    public static void Configure(ModelBuilder model) => model.Entity<McpToolRow>(row =>
    {
        row.ToTable("mcp_tools");
        row.HasKey(tool => new { tool.TenantId, tool.ServerId, tool.ServerTool });
        row.HasIndex(tool => new { tool.TenantId, tool.Name });
    });
}

using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Agents;

/// <summary>An immutable snapshot: the versioned fields, and which bytes each skill had.</summary>
internal sealed class AgentVersionRow : ITenantOwned
{
    public string TenantId { get; set; } = "";
    public required string AgentId { get; init; }
    public required int Version { get; init; }

    /// <summary>An Agent with versioned fields only, in proto bytes.</summary>
    public required byte[] Content { get; init; }

    /// <summary>JSON: path below the agent's skills (`name/SKILL.md`) → SHA-256 of its bytes.</summary>
    public required string Manifest { get; init; }
    public string Summary { get; init; } = "";
    public VersionOrigin Origin { get; init; }
    public string ConversationId { get; init; } = "";
    public int RolledBackFrom { get; init; }
    public string TestExecutionId { get; set; } = "";
    public bool TestOverridden { get; set; }
    public byte[] CreatedBy { get; init; } = [];
    public DateTimeOffset CreatedAt { get; init; }

    public static void Configure(ModelBuilder model) => model.Entity<AgentVersionRow>(row =>
    {
        row.ToTable("agent_versions");
        row.HasKey(version => new { version.TenantId, version.AgentId, version.Version });
    });
}

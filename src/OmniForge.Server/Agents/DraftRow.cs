using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Agents;

/// <summary>The one working copy of an agent. File contents lie in the snapshot store; this row names them.</summary>
internal sealed class DraftRow : ITenantOwned
{
    public string TenantId { get; set; } = "";
    public required string AgentId { get; init; }
    public int BaseVersion { get; set; }

    /// <summary>False between publishing or discarding and the next edit; the event log goes on.</summary>
    public bool Open { get; set; }

    /// <summary>An Agent with versioned fields only, in proto bytes.</summary>
    public byte[] Content { get; set; } = [];

    /// <summary>JSON: path (`name/SKILL.md`) → SHA-256 of its bytes.</summary>
    public string Manifest { get; set; } = "{}";
    public string ConversationId { get; set; } = "";

    /// <summary>The execution that tested exactly this state; empty after any change.</summary>
    public string TestExecutionId { get; set; } = "";
    public long LastSequence { get; set; }
    public byte[] UpdatedBy { get; set; } = [];
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Counts changes; the etag.</summary>
    public long Revision { get; set; }

    public static void Configure(ModelBuilder model) => model.Entity<DraftRow>(row =>
    {
        row.ToTable("drafts");
        row.HasKey(draft => new { draft.TenantId, draft.AgentId });
        row.Property(draft => draft.Revision).IsConcurrencyToken();
    });
}

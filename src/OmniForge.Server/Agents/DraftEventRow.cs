using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Agents;

internal sealed class DraftEventRow : ITenantOwned
{
    public string TenantId { get; set; } = "";
    public required string AgentId { get; init; }

    /// <summary>From 1 without a gap.</summary>
    public required long Sequence { get; init; }

    /// <summary>A DraftEvent in proto bytes.</summary>
    public required byte[] Payload { get; init; }

    public static void Configure(ModelBuilder model) => model.Entity<DraftEventRow>(row =>
    {
        row.ToTable("draft_events");
        row.HasKey(happened => new { happened.TenantId, happened.AgentId, happened.Sequence });
    });
}

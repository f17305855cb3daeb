using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Conversations;

internal sealed class ConversationEventRow : ITenantOwned
{
    public string TenantId { get; set; } = "";
    public required string ConversationId { get; init; }

    /// <summary>From 1 without a gap.</summary>
    public required long Sequence { get; init; }

    /// <summary>A ConversationEvent in proto bytes.</summary>
    public required byte[] Payload { get; init; }

    public static void Configure(ModelBuilder model) => model.Entity<ConversationEventRow>(row =>
    {
        row.ToTable("conversation_events");
        row.HasKey(happened => new { happened.TenantId, happened.ConversationId, happened.Sequence });
    });
}

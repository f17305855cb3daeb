using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Conversations;

internal sealed class ConversationRow : ITenantOwned
{
    public required string Id { get; init; }
    public string TenantId { get; set; } = "";
    public string AgentId { get; set; } = "";
    public ConversationStatus Status { get; set; } = ConversationStatus.Open;
    public ConversationPhase Phase { get; set; }
    public ConversationPhase ResumePhase { get; set; }
    public string Title { get; set; } = "";

    /// <summary>IANA zone of the person; empty = unknown.</summary>
    public string TimeZone { get; set; } = "";

    /// <summary>The builder's state as it writes it itself.</summary>
    public string State { get; set; } = "";

    /// <summary>What the builder has learned: Requirement messages by key, as JSON.</summary>
    public string Requirements { get; set; } = "{}";

    /// <summary>The open Question in proto bytes; empty = none.</summary>
    public byte[] Question { get; set; } = [];

    /// <summary>Suggested answers to the last reply, a JSON array.</summary>
    public string Actions { get; set; } = "[]";
    public long LastSequence { get; set; }

    /// <summary>What reading its turns took so far: a Usage in proto bytes; empty = no language model was asked.</summary>
    public byte[] Usage { get; set; } = [];
    public byte[] CreatedBy { get; set; } = [];

    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? DeletedAt { get; set; }
    public long Revision { get; set; }

    public static void Configure(ModelBuilder model) => model.Entity<ConversationRow>(row =>
    {
        row.ToTable("conversations");
        row.HasKey(conversation => new { conversation.TenantId, conversation.Id });
        row.HasIndex(conversation => new { conversation.TenantId, conversation.CreatedAt, conversation.Id });
        row.Property(conversation => conversation.Revision).IsConcurrencyToken();
    });
}

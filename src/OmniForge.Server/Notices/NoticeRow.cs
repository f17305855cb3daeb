using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Notices;

/// <summary>One thing an owner is told. Its id follows from what it is about, so that it is told once however often it is found.</summary>
internal sealed class NoticeRow : ITenantOwned
{
    public string TenantId { get; set; } = "";
    public required string Id { get; init; }
    public required NoticeCause Cause { get; init; }
    public required string AgentId { get; init; }
    public string ExecutionId { get; init; } = "";
    public string ScheduleId { get; init; } = "";

    /// <summary>The conversation that is told as well; empty = none.</summary>
    public string ConversationId { get; set; } = "";

    /// <summary>When the run began or was due, or the schedule was paused.</summary>
    public DateTimeOffset About { get; init; }
    public required string Text { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>When the conversation was told; null = not yet.</summary>
    public DateTimeOffset? GivenAt { get; set; }

    /// <summary>What it tells of still waits. When that ends nobody need read it any more.</summary>
    public bool Open { get; set; }

    public static void Configure(ModelBuilder model) => model.Entity<NoticeRow>(row =>
    {
        row.ToTable("notices");
        row.HasKey(notice => new { notice.TenantId, notice.Id });
        row.HasIndex(notice => new { notice.TenantId, notice.CreatedAt, notice.Id });
        row.HasIndex(notice => new { notice.TenantId, notice.ExecutionId });
        row.HasIndex(notice => new { notice.TenantId, notice.ScheduleId, notice.About });
        row.HasIndex(notice => notice.Open).HasFilter("\"open\" = TRUE");
        row.HasIndex(notice => notice.ConversationId).HasFilter("\"given_at\" IS NULL");
    });

    public Notice ToProto() => new()
    {
        Id = Id,
        Cause = Cause,
        Text = Text,
        AgentId = AgentId,
        ExecutionId = ExecutionId,
        ScheduleId = ScheduleId,
        ConversationId = ConversationId,
        CreatedAt = Timestamp.FromDateTimeOffset(CreatedAt),
        ReadAt = ReadAt is { } read ? Timestamp.FromDateTimeOffset(read) : null,
    };
}

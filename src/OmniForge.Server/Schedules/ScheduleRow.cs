using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Schedules;

/// <summary>When an agent runs by itself. The row is the truth; the tick only reads it.</summary>
internal sealed class ScheduleRow : ITenantOwned
{
    public required string Id { get; init; }
    public string TenantId { get; set; } = "";
    public required string AgentId { get; init; }
    public string Name { get; set; } = "";
    public required string Cron { get; set; }

    /// <summary>IANA zone.</summary>
    public required string TimeZone { get; set; }
    public ScheduleStatus Status { get; set; } = ScheduleStatus.Active;

    /// <summary>JSON object given to every execution.</summary>
    public string Input { get; set; } = "{}";

    /// <summary>Next due instant; null = never again. Only a claim or an edit moves it.</summary>
    public DateTimeOffset? NextDue { get; set; }
    public byte[] CreatedBy { get; set; } = [];
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }
    public long Revision { get; set; }

    public static void Configure(ModelBuilder model) => model.Entity<ScheduleRow>(row =>
    {
        row.ToTable("schedules");
        row.HasKey(schedule => new { schedule.TenantId, schedule.Id });
        row.HasIndex(schedule => new { schedule.Status, schedule.NextDue });
        row.HasIndex(schedule => new { schedule.TenantId, schedule.AgentId });
        row.Property(schedule => schedule.Revision).IsConcurrencyToken();
    });
}

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
    public DstGapPolicy GapPolicy { get; set; } = DstGapPolicy.FireAfter;
    public DstFoldPolicy FoldPolicy { get; set; } = DstFoldPolicy.First;
    public MissedPolicy MissedPolicy { get; set; } = MissedPolicy.RunLatest;
    public long MissedWindowMs { get; set; } = 3_600_000;
    public int MissedLimit { get; set; } = 10;
    public OverlapPolicy OverlapPolicy { get; set; } = OverlapPolicy.Skip;
    public long JitterMs { get; set; }
    public DateTimeOffset? StartAt { get; set; }
    public DateTimeOffset? EndAt { get; set; }

    /// <summary>0 = no limit.</summary>
    public long MaxFirings { get; set; }

    /// <summary>0 = never.</summary>
    public int PauseAfterFailures { get; set; } = 5;

    /// <summary>JSON object given to every execution.</summary>
    public string Input { get; set; } = "{}";

    /// <summary>0 = the active one.</summary>
    public int Version { get; set; }

    /// <summary>JSON array of local dates.</summary>
    public string ExcludedDates { get; set; } = "[]";
    public ScheduleStatus Status { get; set; } = ScheduleStatus.Active;

    /// <summary>In words; empty unless paused.</summary>
    public string PauseReason { get; set; } = "";
    public DateTimeOffset? PausedAt { get; set; }
    public int ConsecutiveFailures { get; set; }

    /// <summary>Firings of its own times, which the limit counts.</summary>
    public long Firings { get; set; }

    /// <summary>The next time that has no row in the ledger yet, paused or not; null = none will come.</summary>
    public DateTimeOffset? Slot { get; set; }

    /// <summary>When the slot is to be decided: its time plus its share of the jitter.</summary>
    public DateTimeOffset? WakeAt { get; set; }

    /// <summary>The slot when it will fire; null while the schedule or its agent is not at work.</summary>
    public DateTimeOffset? NextDue { get; set; }
    public byte[] CreatedBy { get; set; } = [];
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Counts edits; the etag. Firing does not change it.</summary>
    public long Revision { get; set; }

    public static void Configure(ModelBuilder model) => model.Entity<ScheduleRow>(row =>
    {
        row.ToTable("schedules");
        row.HasKey(schedule => new { schedule.TenantId, schedule.Id });
        row.HasIndex(schedule => schedule.WakeAt);
        row.HasIndex(schedule => new { schedule.TenantId, schedule.NextDue, schedule.Id });
        row.HasIndex(schedule => new { schedule.TenantId, schedule.AgentId });
        row.Property(schedule => schedule.Revision).IsConcurrencyToken();
    });
}

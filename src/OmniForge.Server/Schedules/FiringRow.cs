using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Schedules;

/// <summary>What one due time led to: exactly one row per schedule and instant.</summary>
internal sealed class FiringRow : ITenantOwned
{
    public string TenantId { get; set; } = "";
    public required string ScheduleId { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    public required DateTimeOffset DecidedAt { get; set; }
    public required FiringOutcome Outcome { get; set; }
    public FiringOrigin Origin { get; set; } = FiringOrigin.Cron;
    public string ExecutionId { get; set; } = "";
    public string Reason { get; set; } = "";

    /// <summary>False while it waits for its turn, or while the end of its execution is not counted yet.</summary>
    public bool Settled { get; set; } = true;

    public string Id => IdOf(ScheduleId, DueAt);

    public static string IdOf(string scheduleId, DateTimeOffset due) => Ids.From("firing", scheduleId, UtcMicroseconds.Write(due).ToString());

    public static void Configure(ModelBuilder model) => model.Entity<FiringRow>(row =>
    {
        row.ToTable("firings");
        row.HasKey(firing => new { firing.TenantId, firing.ScheduleId, firing.DueAt });
        row.HasIndex(firing => new { firing.TenantId, firing.ScheduleId }).HasFilter("\"settled\" = FALSE");
        row.HasIndex(firing => firing.DueAt);
        row.Ignore(firing => firing.Id);
    });
}

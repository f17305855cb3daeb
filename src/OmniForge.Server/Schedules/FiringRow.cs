using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Schedules;

/// <summary>What one due time led to: exactly one row per schedule and instant.</summary>
internal sealed class FiringRow : ITenantOwned
{
    public string TenantId { get; set; } = "";
    public required string ScheduleId { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    public required DateTimeOffset DecidedAt { get; init; }
    public required FiringOutcome Outcome { get; init; }
    public FiringOrigin Origin { get; init; } = FiringOrigin.Cron;
    public string ExecutionId { get; init; } = "";
    public string Reason { get; init; } = "";

    public static void Configure(ModelBuilder model) => model.Entity<FiringRow>(row =>
    {
        row.ToTable("firings");
        row.HasKey(firing => new { firing.TenantId, firing.ScheduleId, firing.DueAt });
    });
}

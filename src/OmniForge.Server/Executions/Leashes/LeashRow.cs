using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Executions.Leashes;

/// <summary>An execution that is cancelled when nobody follows it any more. Others have none.</summary>
internal sealed class LeashRow : ITenantOwned
{
    public string TenantId { get; set; } = "";
    public required string ExecutionId { get; init; }

    /// <summary>When it is cancelled, unless somebody follows it until then.</summary>
    public DateTimeOffset DueAt { get; set; }

    public static void Configure(ModelBuilder model) => model.Entity<LeashRow>(row =>
    {
        row.ToTable("execution_leashes");
        row.HasKey(leash => new { leash.TenantId, leash.ExecutionId });
        row.HasIndex(leash => leash.DueAt);
    });
}

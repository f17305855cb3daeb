using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Executions;

/// <summary>One durable fact of an execution. Written by the journal only.</summary>
internal sealed class ExecutionEventRow : ITenantOwned
{
    public string TenantId { get; set; } = "";
    public required string ExecutionId { get; init; }

    /// <summary>From 1 without a gap.</summary>
    public required long Sequence { get; init; }

    /// <summary>An ExecutionEvent in proto bytes.</summary>
    public required byte[] Payload { get; init; }

    public static void Configure(ModelBuilder model) => model.Entity<ExecutionEventRow>(row =>
    {
        row.ToTable("execution_events");
        row.HasKey(happened => new { happened.TenantId, happened.ExecutionId, happened.Sequence });
    });
}

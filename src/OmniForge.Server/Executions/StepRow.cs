using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Executions;

/// <summary>One attempt of a step. Written by the journal only.</summary>
internal sealed class StepRow : ITenantOwned
{
    public string TenantId { get; set; } = "";
    public required string ExecutionId { get; init; }
    public required string Path { get; init; }
    public required int Attempt { get; init; }

    /// <summary>The runner's step record as JSON: what a resumed run continues from.</summary>
    public required string Record { get; init; }

    /// <summary>A Step in proto bytes.</summary>
    public required byte[] Payload { get; init; }

    public static void Configure(ModelBuilder model) => model.Entity<StepRow>(row =>
    {
        row.ToTable("steps");
        row.HasKey(step => new { step.TenantId, step.ExecutionId, step.Path, step.Attempt });
    });
}

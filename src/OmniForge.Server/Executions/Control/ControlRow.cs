using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Executions.Control;

/// <summary>
/// When a waiting execution is to be looked at, and whether somebody asked for something. Only executions that waited or
/// were steered have one.
/// </summary>
internal sealed class ControlRow : ITenantOwned
{
    public string TenantId { get; set; } = "";
    public required string ExecutionId { get; init; }

    /// <summary>Counts everything that was ever sent to it; whoever suspends it compares, so that nothing is overlooked.</summary>
    public long Knocks { get; init; }

    /// <summary>When to look at it next.</summary>
    public DateTimeOffset DueAt { get; init; }

    /// <summary>Somebody asked for a pause.</summary>
    public bool Paused { get; init; }

    /// <summary>Why, in the words of whoever asked; empty = they did not say.</summary>
    public string PauseReason { get; init; } = "";

    /// <summary>Why it is to be cancelled; null = somebody asked for it, or nobody did. The first reason counts.</summary>
    public StopReason? CancelReason { get; init; }

    public static void Configure(ModelBuilder model) => model.Entity<ControlRow>(row =>
    {
        row.ToTable("execution_controls");
        row.HasKey(control => new { control.TenantId, control.ExecutionId });
        row.HasIndex(control => control.DueAt);
        row.Property(control => control.PauseReason).HasDefaultValue("");
    });
}

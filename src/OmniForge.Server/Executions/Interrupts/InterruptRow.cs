using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Executions.Interrupts;

/// <summary>
/// One question of an execution. Written before the event that tells of it, and answered before the execution goes on, so
/// that neither a question nor an answer is ever only in memory.
/// </summary>
internal sealed class InterruptRow : ITenantOwned
{
    public string TenantId { get; set; } = "";
    public required string ExecutionId { get; init; }

    /// <summary>Unique in its execution.</summary>
    public required string Id { get; init; }
    public required string AgentId { get; init; }
    public InterruptKind Kind { get; init; }
    public InterruptStatus Status { get; set; } = InterruptStatus.Open;
    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>An Interrupt in proto bytes; its status is the column's.</summary>
    public byte[] Payload { get; set; } = [];

    public static void Configure(ModelBuilder model) => model.Entity<InterruptRow>(row =>
    {
        row.ToTable("interrupts");
        row.HasKey(interrupt => new { interrupt.TenantId, interrupt.ExecutionId, interrupt.Id });
        row.HasIndex(interrupt => new { interrupt.TenantId, interrupt.Status, interrupt.OpenedAt });
        row.HasIndex(interrupt => new { interrupt.TenantId, interrupt.ExecutionId, interrupt.Id }, "ix_interrupts_sign_in").HasFilter("\"kind\" = 3 AND \"status\" = 1");
    });

    public Interrupt ToProto()
    {
        var interrupt = Interrupt.Parser.ParseFrom(Payload);
        interrupt.Status = Status;
        return interrupt;
    }
}

using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Triggers;

/// <summary>One thing that came in, or one minute of those that were refused for one reason: nobody can fill the ledger from outside.</summary>
internal sealed class DeliveryRow : ITenantOwned
{
    /// <summary>How long the ledger is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>How long the events of a delivery can be read and delivered again.</summary>
    public static readonly TimeSpan Repeatable = TimeSpan.FromDays(14);

    public required string Id { get; init; }
    public string TenantId { get; set; } = "";
    public required string TriggerId { get; init; }
    public required DeliverySource Source { get; init; }
    public required DeliveryVerdict Verdict { get; init; }
    public string Reason { get; init; } = "";
    public ExecutionMode Mode { get; init; } = ExecutionMode.Live;
    public DateTimeOffset ReceivedAt { get; init; }
    public int Count { get; init; } = 1;
    public int Size { get; init; }
    public string FirstId { get; init; } = "";

    public static void Configure(ModelBuilder model) => model.Entity<DeliveryRow>(row =>
    {
        row.ToTable("deliveries");
        row.HasKey(delivery => new { delivery.TenantId, delivery.Id });
        row.HasIndex(delivery => new { delivery.TenantId, delivery.TriggerId, delivery.ReceivedAt, delivery.Id });
        row.HasIndex(delivery => delivery.ReceivedAt);
    });
}

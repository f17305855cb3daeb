using Microsoft.EntityFrameworkCore;

namespace OmniForge.Server.Triggers;

/// <summary>A delivery that an address has taken. It belongs to no tenant: the address of an app serves many.</summary>
internal sealed class ReplayRow
{
    public required string Endpoint { get; init; }

    /// <summary>SHA-256 of what the sender signed as its name.</summary>
    public required string ReplayKey { get; init; }
    public required string DeliveryId { get; init; }
    public required DateTimeOffset KeptUntil { get; init; }

    public static void Configure(ModelBuilder model) => model.Entity<ReplayRow>(row =>
    {
        row.ToTable("webhook_replays");
        row.HasKey(replay => new { replay.Endpoint, replay.ReplayKey });
        row.HasIndex(replay => replay.KeptUntil);
    });
}

using Microsoft.EntityFrameworkCore;

namespace OmniForge.Server.Storage.Feeds;

/// <summary>The one row about feeds; the migration that made the table put it there.</summary>
internal sealed class FeedClockRow
{
    /// <summary>Always 1.</summary>
    public int Id { get; init; } = 1;

    /// <summary>SQLite: the number of the last change. PostgreSQL numbers its transactions itself; 0 there.</summary>
    public long Clock { get; init; }

    /// <summary>32 random bytes that sign resume tokens: good on every node and after a restart.</summary>
    public byte[] Key { get; init; } = [];

    public static void Configure(ModelBuilder model) => model.Entity<FeedClockRow>(row =>
    {
        row.ToTable("feed_clock");
        row.HasKey(clock => clock.Id);
        row.Property(clock => clock.Id).ValueGeneratedNever();
    });
}

using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.Server.Storage.Journal;

namespace OmniForge.Server.Tests.Simulation;

/// <summary>One node's way to the database: it can be slow, away, or away after it has written.</summary>
/// <param name="complaints">Takes what must not have been written.</param>
internal sealed class FaultyJournal(ForgeStore store, Weather weather, TimeProvider clock, List<string> complaints) : IJournalStore, IAsyncDisposable
{
    private readonly SqliteJournalStore _disk = new(store);

    public async Task<IReadOnlyCollection<JournalEntry>> CommitAsync(JournalBatch batch, CancellationToken cancellationToken)
    {
        await PassAsync();
        var late = await LateAsync(batch, cancellationToken);
        var refused = await _disk.CommitAsync(batch, cancellationToken);
        complaints.AddRange(late.Except(refused).Select(entry => $"{entry.ExecutionId}: an owner of epoch {entry.Epoch} wrote although another one had it"));
        await PassAsync();
        return refused;
    }

    public async Task<IReadOnlySet<JournalEntry>> WrittenAsync(JournalBatch batch, CancellationToken cancellationToken)
    {
        await PassAsync();
        var written = new HashSet<JournalEntry>();
        foreach (var entry in batch.Entries)
        {
            await using var db = store.Open(entry.TenantId);
            var stored = await db.ExecutionEvents.AsNoTracking()
                .Where(row => row.ExecutionId == entry.ExecutionId && row.Sequence == entry.FirstFact.Sequence)
                .Select(row => row.Payload).FirstOrDefaultAsync(cancellationToken);
            if (stored is not null && stored.AsSpan().SequenceEqual(entry.FirstFact.Payload))
            {
                written.Add(entry);
            }
        }

        return written;
    }

    public ValueTask DisposeAsync() => _disk.DisposeAsync();

    /// <summary>Entries of owners that are none any more. Epochs only grow, so none of these may be written.</summary>
    private async Task<IReadOnlyList<JournalEntry>> LateAsync(JournalBatch batch, CancellationToken cancellationToken)
    {
        var late = new List<JournalEntry>();
        foreach (var entry in batch.Entries)
        {
            await using var db = store.Open(entry.TenantId);
            if (await db.Executions.AnyAsync(row => row.Id == entry.ExecutionId && row.Epoch > entry.Epoch, cancellationToken))
            {
                late.Add(entry);
            }
        }

        return late;
    }

    /// <summary>On the way there or back: a moment, a long while, or a cut.</summary>
    private async Task PassAsync()
    {
        await Task.Yield();
        switch (weather.Roll())
        {
            case < 0.05:
                throw new IOException("No space left on device", 28);
            case < 0.25:
                await Task.Delay(weather.Pause(TimeSpan.FromSeconds(3)), clock);
                break;
        }
    }
}

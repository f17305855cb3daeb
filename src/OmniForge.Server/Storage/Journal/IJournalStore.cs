namespace OmniForge.Server.Storage.Journal;

/// <summary>Writes batches, each in one durable transaction. One per database, and one for tests that break it.</summary>
internal interface IJournalStore
{
    /// <summary>
    /// Writes every entry of the batch, or refuses it: one whose execution has another epoch, or whose birth may not be.
    /// Returns the refused ones, only after the database has confirmed the commit of the others.
    /// </summary>
    Task<IReadOnlyCollection<JournalEntry>> CommitAsync(JournalBatch batch, CancellationToken cancellationToken);

    /// <summary>True when an earlier try to write this batch did reach the disk although its confirmation never came.</summary>
    Task<bool> WrittenAsync(JournalBatch batch, CancellationToken cancellationToken);
}

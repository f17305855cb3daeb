namespace OmniForge.Server.Storage.Journal;

/// <summary>Writes batches, each in one durable transaction. One per database, and one for tests that break it.</summary>
internal interface IJournalStore
{
    /// <summary>
    /// Writes every entry of the batch, or refuses it: one whose execution has another epoch, or whose birth may not be.
    /// Returns the refused ones, only after the database has confirmed the commit of the others.
    /// </summary>
    Task<IReadOnlyCollection<JournalEntry>> CommitAsync(JournalBatch batch, CancellationToken cancellationToken);

    /// <summary>
    /// The entries of the batch that stand in the log exactly as they say, for the case that the confirmation of an earlier try
    /// never came. A commit is whole: when any does, those that do not were refused.
    /// </summary>
    Task<IReadOnlySet<JournalEntry>> WrittenAsync(JournalBatch batch, CancellationToken cancellationToken);
}

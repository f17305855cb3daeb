namespace OmniForge.Server.Storage.Journal;

/// <summary>Runs statements in one durable transaction. One per database, and one for tests that break it.</summary>
internal interface IJournalStore
{
    /// <summary>
    /// All of them or none. False = one touched another number of rows than it must, and nothing was changed.
    /// Returns only after the database has confirmed the commit.
    /// </summary>
    Task<bool> CommitAsync(IReadOnlyList<SqlStatement> statements, CancellationToken cancellationToken);
}

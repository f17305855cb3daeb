namespace OmniForge.Server.Storage.Journal;

/// <summary>Entries of one commit. Those of one execution follow one another under one epoch.</summary>
internal sealed class JournalBatch
{
    private readonly Dictionary<(string Tenant, string Id), JournalEntry> _latest = [];
    private readonly List<JournalEntry> _entries = [];

    public IReadOnlyList<JournalEntry> Entries => _entries;

    /// <summary>The last change of each execution that has one, with the epoch before its first.</summary>
    public IEnumerable<(JournalEntry Entry, long EpochBefore)> Changes
        => _entries.Where(entry => entry.Change is not null)
            .GroupBy(entry => (entry.TenantId, entry.ExecutionId))
            .Select(group => (group.Last(), group.First().Change!.EpochBefore));

    /// <summary>
    /// For each execution whose epoch this batch raises, the last sequence its row has only if that succeeds: another owner may
    /// have raised it to the same epoch.
    /// </summary>
    public IReadOnlyDictionary<(string Tenant, string Id), long> Raised
        => Changes.Where(change => change.EpochBefore != change.Entry.Epoch)
            .ToDictionary(change => (change.Entry.TenantId, change.Entry.ExecutionId), change => change.Entry.Events[^1].Sequence);

    /// <summary>False when the entry must wait for the next batch: it continues an execution under another epoch.</summary>
    public bool TryAdd(JournalEntry entry)
    {
        var key = (entry.TenantId, entry.ExecutionId);
        if (_latest.TryGetValue(key, out var earlier) && (earlier.Epoch != entry.Epoch || entry.Birth is not null))
        {
            return false;
        }

        _latest[key] = entry;
        _entries.Add(entry);
        return true;
    }

    public void Clear()
    {
        _entries.Clear();
        _latest.Clear();
    }
}

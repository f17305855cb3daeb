using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OmniForge.Server.Storage.Journal;

namespace OmniForge.Server.Tests.Storage;

/// <summary>A group commit whose entries are queued before it begins, so that a test decides what is in one batch.</summary>
internal sealed class JournalWriter(IJournalStore store)
{
    public FakeTimeProvider Clock { get; } = new();

    private GroupCommit? _commit;

    public GroupCommit Commit => _commit ??= new GroupCommit(store, Clock, NullLogger<GroupCommit>.Instance);

    public void Append(params IEnumerable<JournalEntry> entries)
    {
        foreach (var entry in entries)
        {
            Commit.Append(entry);
        }
    }

    /// <summary>Writes these entries, as many as possible in one commit, and returns when all are settled.</summary>
    public async Task WriteAsync(params IEnumerable<JournalEntry> entries)
    {
        Append(entries);
        await using (await StartAsync())
        {
        }
    }

    /// <summary>Starts the writer; disposing the result stops it, which commits all that is queued.</summary>
    public async Task<IAsyncDisposable> StartAsync()
    {
        await Commit.StartAsync(TestContext.Current.CancellationToken);
        return new Running(Commit);
    }

    private sealed class Running(GroupCommit commit) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            using var patience = new CancellationTokenSource(TestKit.Patience.Limit);
            await commit.StopAsync(patience.Token);
        }
    }
}

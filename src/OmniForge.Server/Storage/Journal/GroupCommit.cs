using System.Threading.Channels;
using OmniForge.Server.Hosting;

namespace OmniForge.Server.Storage.Journal;

/// <summary>
/// The one journal writer of this node: everything queued while the commit before ran goes into the next one; with nothing
/// queued an entry commits at once. What is appended is published only after its commit, in order.
/// </summary>
internal sealed partial class GroupCommit(IJournalStore store, TimeProvider clock, ILogger<GroupCommit> log) : BackgroundService
{
    /// <summary>Entries of one commit.</summary>
    private const int Largest = 512;

    /// <summary>How long a database that is away is waited for before entries fail.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromMilliseconds(500);

    private readonly Channel<JournalEntry> _queue = Channel.CreateUnbounded<JournalEntry>(
        new UnboundedChannelOptions { SingleReader = true });

    /// <summary>Queues an entry; its <see cref="JournalEntry.Committed"/> ends once it is durable and published.</summary>
    public void Append(JournalEntry entry)
    {
        if (!_queue.Writer.TryWrite(entry))
        {
            entry.Fail(new OperationCanceledException("The server is stopping."));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var batch = new List<JournalEntry>(Largest);
        while (await _queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            while (batch.Count < Largest && _queue.Reader.TryRead(out var entry))
            {
                batch.Add(entry);
            }

            await CommitAsync(batch);
            batch.Clear();
        }
    }

    /// <summary>Everything queued is committed before the node stops.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.TryComplete();
        if (ExecuteTask is not null)
        {
            await ExecuteTask.WaitAsync(cancellationToken);
        }
    }

    private async Task CommitAsync(List<JournalEntry> batch)
    {
        var since = clock.GetTimestamp();
        while (true)
        {
            try
            {
                if (await store.CommitAsync([.. batch.SelectMany(entry => entry.Statements)], CancellationToken.None))
                {
                    batch.ForEach(entry => entry.Complete());
                    return;
                }

                await OneByOneAsync(batch);
                return;
            }
            catch (Exception broken) when (StoreTrouble.Of(broken) is { } trouble)
            {
                if (clock.GetElapsedTime(since) > Patience)
                {
                    LogGivenUp(broken, batch.Count);
                    batch.ForEach(entry => entry.Fail(trouble));
                    return;
                }

                LogAway(broken.Message);
                await Task.Delay(TryAgainAfter, clock);
            }
            catch (Exception broken)
            {
                LogGivenUp(broken, batch.Count);
                batch.ForEach(entry => entry.Fail(broken));
                return;
            }
        }
    }

    /// <summary>One entry of the batch was fenced off: only that one is refused.</summary>
    private async Task OneByOneAsync(List<JournalEntry> batch)
    {
        foreach (var entry in batch)
        {
            if (await store.CommitAsync(entry.Statements, CancellationToken.None))
            {
                entry.Complete();
            }
            else
            {
                entry.Fail(new FencedException());
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The journal waits for the database: {Trouble}")]
    private partial void LogAway(string trouble);

    [LoggerMessage(LogLevel.Error, "{Entries} journal entries could not be committed")]
    private partial void LogGivenUp(Exception broken, int entries);
}

/// <summary>Somebody else owns the execution now; nothing this owner says counts any more.</summary>
internal sealed class FencedException() : Exception("The execution has another owner.");

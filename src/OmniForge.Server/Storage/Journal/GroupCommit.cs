using System.Threading.Channels;
using OmniForge.Server.Hosting;
using OmniForge.Server.Telemetry;

namespace OmniForge.Server.Storage.Journal;

/// <summary>
/// The one journal writer of this node: everything queued while the commit before ran goes into the next one; with nothing
/// queued an entry commits at once. What is appended is published only after its commit, in order. A database that is away is
/// waited for as long as the process lives.
/// </summary>
internal sealed partial class GroupCommit(IJournalStore store, TimeProvider clock, ILogger<GroupCommit> log) : BackgroundService
{
    /// <summary>Entries of one commit.</summary>
    private const int Largest = 1_024;

    /// <summary>Entries that wait before new executions are refused and running ones are slowed down.</summary>
    private const int Crowded = 20_000;

    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a caller is kept waiting for a database that is away: shorter than the deadlines that callers have.</summary>
    private static readonly TimeSpan LetGoAfter = TimeSpan.FromSeconds(3);

    private readonly Channel<JournalEntry> _queue = Channel.CreateUnbounded<JournalEntry>(
        new UnboundedChannelOptions { SingleReader = true });

    private int _waiting;
    private volatile DomainException? _trouble;

    /// <summary>Why nothing can be written now, in words; what is appended waits. Null = all is well.</summary>
    public string? Trouble => _trouble?.Message;

    /// <summary>True when the writer is so far behind that whoever appends should wait for its entry.</summary>
    public bool Behind => Volatile.Read(ref _waiting) > Crowded;

    /// <summary>Queues an entry; its <see cref="JournalEntry.Committed"/> ends once it is durable and published.</summary>
    public void Append(JournalEntry entry)
    {
        Interlocked.Increment(ref _waiting);
        Instruments.JournalQueued.Add(1);
        if (!_queue.Writer.TryWrite(entry))
        {
            Interlocked.Decrement(ref _waiting);
            Instruments.JournalQueued.Add(-1);
            entry.Fail(new OperationCanceledException("The server is stopping."));
        }
    }

    /// <summary>Refuses a new execution that could not be written soon, with a hint when to try again.</summary>
    public void DemandRoom()
    {
        if (_trouble is { } trouble)
        {
            throw new DomainException(
                Refusal.Unavailable, "STORE_UNAVAILABLE", $"Nothing was started. {trouble.Message} What was accepted before goes on by itself.")
            {
                RetryAfter = TimeSpan.FromSeconds(5),
            };
        }

        if (Behind)
        {
            throw new DomainException(Refusal.Exhausted, "QUEUE_FULL", "The server cannot write as fast as executions are started. Nothing was started; try again in a moment.")
            {
                RetryAfter = TimeSpan.FromSeconds(1),
            }.With("scope", "journal");
        }
    }

    /// <summary>
    /// Ends with <paramref name="accepted"/>, but keeps nobody waiting for a database that is away: that is refused, and what was queued
    /// may yet be written.
    /// </summary>
    public async Task<bool> AcceptedAsync(Task<bool> accepted)
    {
        while (true)
        {
            try
            {
                return await accepted.WaitAsync(LetGoAfter, clock);
            }
            catch (TimeoutException) when (!accepted.IsCompleted)
            {
                if (_trouble is { } trouble)
                {
                    throw new DomainException(
                        Refusal.Unavailable,
                        "STORE_UNAVAILABLE",
                        $"It is not known whether the execution was started. {trouble.Message} The same request id never starts it twice.")
                    {
                        RetryAfter = TimeSpan.FromSeconds(5),
                    };
                }
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var batch = new JournalBatch();
        JournalEntry? held = null;
        while (held is not null || await _queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            if (held is not null)
            {
                TryTake(batch, held);
                held = null;
            }

            while (batch.Entries.Count < Largest && _queue.Reader.TryRead(out var entry))
            {
                if (!TryTake(batch, entry))
                {
                    held = entry;
                    break;
                }
            }

            if (batch.Entries.Count > 0)
            {
                var began = clock.GetTimestamp();
                await CommitAsync(batch);
                ExecutionNumbers.Committed(batch.Entries.Count, clock.GetElapsedTime(began));
                Interlocked.Add(ref _waiting, -batch.Entries.Count);
                batch.Clear();
            }
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

    /// <summary>False when the entry must wait for the next batch. One behind an entry that failed fails too: a log has no gaps.</summary>
    private bool TryTake(JournalBatch batch, JournalEntry entry)
    {
        if (entry.Broken is not { } before)
        {
            return batch.TryAdd(entry);
        }

        Interlocked.Decrement(ref _waiting);
        Instruments.JournalQueued.Add(-1);
        entry.Fail(before);
        return true;
    }

    private async Task CommitAsync(JournalBatch batch)
    {
        IReadOnlyCollection<JournalEntry> refused;
        try
        {
            refused = await PersistAsync(batch);
        }
        catch (Exception broken) when (batch.Entries.Count > 1)
        {
            LogHalved(broken, batch.Entries.Count);
            await InHalvesAsync(batch);
            return;
        }
        catch (Exception broken)
        {
            LogGivenUp(broken, batch.Entries[0].ExecutionId);
            batch.Entries[0].Fail(broken);
            return;
        }

        Finish(batch, refused);
    }

    /// <summary>Writes the batch once, however often the database goes away meanwhile.</summary>
    private async Task<IReadOnlyCollection<JournalEntry>> PersistAsync(JournalBatch batch)
    {
        var inDoubt = false;
        while (true)
        {
            try
            {
                // A confirmation that was lost on the way is no reason to write the same facts again.
                IReadOnlySet<JournalEntry>? written = inDoubt ? await store.WrittenAsync(batch, CancellationToken.None) : null;
                var refused = written is { Count: > 0 }
                    ? [.. batch.Entries.Where(entry => !written.Contains(entry))]
                    : await store.CommitAsync(batch, CancellationToken.None);
                _trouble = null;
                return refused;
            }
            catch (Exception broken) when (StoreTrouble.Of(broken) is { } trouble)
            {
                inDoubt = true;
                if (_trouble is null)
                {
                    LogAway(broken.Message);
                }

                _trouble = trouble;
                await Task.Delay(TryAgainAfter, clock);
            }
        }
    }

    private void Finish(JournalBatch batch, IReadOnlyCollection<JournalEntry> refused)
    {
        foreach (var entry in batch.Entries)
        {
            if (refused.Count > 0 && refused.Contains(entry))
            {
                entry.Fail(entry.Birth is null ? new FencedException() : new BirthRefusedException());
                continue;
            }

            try
            {
                entry.Complete();
            }
            catch (Exception untold)
            {
                LogUntold(untold, entry.ExecutionId);
            }
        }
    }

    /// <summary>Something in the batch cannot be written: only that one fails. Halving finds it in a few commits.</summary>
    private async Task InHalvesAsync(JournalBatch batch)
    {
        var middle = batch.Entries.Count / 2;
        foreach (var half in (JournalEntry[][])[[.. batch.Entries.Take(middle)], [.. batch.Entries.Skip(middle)]])
        {
            var part = new JournalBatch();
            foreach (var entry in half)
            {
                if (entry.Broken is { } before)
                {
                    entry.Fail(before);
                }
                else
                {
                    part.TryAdd(entry);
                }
            }

            if (part.Entries.Count > 0)
            {
                await CommitAsync(part);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "The journal waits for the database: {Trouble}")]
    private partial void LogAway(string trouble);

    [LoggerMessage(LogLevel.Warning, "A batch of {Entries} journal entries is written in halves, because of one that cannot be written")]
    private partial void LogHalved(Exception broken, int entries);

    [LoggerMessage(LogLevel.Error, "Watchers of execution {ExecutionId} could not be told what was committed; they find it in the rows")]
    private partial void LogUntold(Exception untold, string executionId);

    [LoggerMessage(LogLevel.Error, "A journal entry of execution {ExecutionId} could not be written")]
    private partial void LogGivenUp(Exception broken, string executionId);
}

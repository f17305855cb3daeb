using System.Text;
using OmniForge.Server.Storage.Journal;

namespace OmniForge.Server.Tests.Storage;

/// <summary>A store that keeps what is committed in memory and has the troubles that a test asks for.</summary>
internal sealed class PaperJournal : IJournalStore
{
    private readonly Queue<(Trouble Trouble, TaskCompletionSource? Until)> _next = new();
    private readonly HashSet<JournalEntry> _written = [];

    /// <summary>The entries of each commit, in order.</summary>
    public List<string> Commits { get; } = [];

    /// <summary>Entries that are refused whenever they come.</summary>
    public HashSet<JournalEntry> Refuse { get; } = [];

    /// <summary>An entry that no commit can hold.</summary>
    public JournalEntry? Poison { get; set; }

    /// <summary>Tries so far, whatever came of them.</summary>
    public int Tries { get; private set; }

    /// <summary>The next commit waits until the result is set.</summary>
    public TaskCompletionSource Hold()
    {
        var until = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _next.Enqueue((Trouble.None, until));
        return until;
    }

    public void Next(Trouble trouble, int times = 1)
    {
        for (var i = 0; i < times; i++)
        {
            _next.Enqueue((trouble, null));
        }
    }

    /// <summary>One fact of an execution, which adds its name to <paramref name="told"/> once it is published.</summary>
    public static JournalEntry Fact(string execution, long sequence, List<string>? told = null, Task? follows = null, long epoch = 1)
        => new("t", execution, epoch, () => told?.Add($"{execution}{sequence}"))
        {
            Events = [new() { TenantId = "t", ExecutionId = execution, Sequence = sequence, Payload = Encoding.UTF8.GetBytes("x") }],
            Follows = follows,
        };

    public async Task<IReadOnlyCollection<JournalEntry>> CommitAsync(JournalBatch batch, CancellationToken cancellationToken)
    {
        Tries++;
        var (trouble, until) = _next.TryDequeue(out var next) ? next : default;
        await (until?.Task ?? Task.CompletedTask);
        if (trouble == Trouble.AwayBefore)
        {
            throw new IOException("No space left on device", 28);
        }

        if (batch.Entries.Contains(Poison))
        {
            throw new InvalidDataException("This cannot be written.");
        }

        var kept = batch.Entries.Where(entry => !Refuse.Contains(entry)).ToList();
        Commits.Add(string.Join(' ', kept.Select(entry => $"{entry.ExecutionId}{entry.FirstFact.Sequence}")));
        _written.UnionWith(kept);
        return trouble == Trouble.AwayAfter
            ? throw new IOException("No space left on device", 28)
            : [.. batch.Entries.Where(Refuse.Contains)];
    }

    public Task<IReadOnlySet<JournalEntry>> WrittenAsync(JournalBatch batch, CancellationToken cancellationToken)
        => Task.FromResult<IReadOnlySet<JournalEntry>>(batch.Entries.Where(_written.Contains).ToHashSet());

    internal enum Trouble
    {
        None,

        /// <summary>The database is away and wrote nothing.</summary>
        AwayBefore,

        /// <summary>It wrote everything, but nobody was told.</summary>
        AwayAfter,
    }
}

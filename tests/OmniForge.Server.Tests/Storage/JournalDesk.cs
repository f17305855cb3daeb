using System.Text;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Agents;
using OmniForge.Server.Executions;
using OmniForge.Server.Storage;
using OmniForge.Server.Storage.Journal;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Storage;

/// <summary>One tenant with one agent, entries to write about its executions, and what then stands in the rows.</summary>
internal sealed class JournalDesk(ForgeStore store)
{
    public const string Agent = "agent-1";

    private readonly ExecutionColumns _columns = new(store);
    private readonly List<string> _told = [];

    public string Tenant { get; } = $"t{Guid.CreateVersion7():N}"[..20];

    /// <summary>What watchers were told, in order: `execution:sequence`.</summary>
    public IReadOnlyList<string> Told
    {
        get
        {
            lock (_told)
            {
                return [.. _told];
            }
        }
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<JournalDesk> OpenAsync(ForgeStore store)
    {
        var desk = new JournalDesk(store);
        await store.TransactAsync(desk.Tenant, (db, _) =>
        {
            db.Agents.Add(new AgentRow { Id = Agent, Name = "An agent", Revision = 3 });
            return Task.FromResult(0);
        }, Ct);
        return desk;
    }

    /// <summary>Accepted executions under epoch 0, each with its first event.</summary>
    public async Task<ExecutionRow[]> AcceptedAsync(IJournalStore journal, params string[] ids)
    {
        var rows = ids.Select(Row).ToArray();
        Assert.Empty(await journal.CommitAsync(Batch([.. rows.Select(row => Birth(row))]), Ct));
        return rows;
    }

    public ExecutionRow Row(string id) => new() { Id = id, TenantId = Tenant, AgentId = Agent, CreatedAt = DateTimeOffset.UnixEpoch, LastSequence = 1 };

    public JournalEntry Birth(ExecutionRow row, long revision = 3, string says = "accepted") => new(Tenant, row.Id, row.Epoch, () => Tell(row.Id, 1))
    {
        Birth = new(row, Event(row.Id, 1, says), revision),
    };

    /// <summary>The next facts of an execution, written by the owner of its present epoch.</summary>
    public JournalEntry Facts(ExecutionRow row, params string[] says) => Entry(row, says, null);

    /// <summary>Facts together with the row as it now is.</summary>
    public JournalEntry Change(ExecutionRow row, params string[] says) => Entry(row, says, row.Epoch);

    /// <summary>The first facts of a new owner.</summary>
    public JournalEntry Claim(ExecutionRow row, params string[] says) => Entry(row, says, row.Epoch++);

    public JournalEntry Step(ExecutionRow row, string path, int attempt, string record) => Entry(row, ["step"], null, Steps(row.Id, path, attempt, record));

    public JournalEntry End(ExecutionRow row, bool succeeded = true, int second = 1)
    {
        row.Status = succeeded ? ExecutionStatus.Succeeded : ExecutionStatus.Failed;
        return Entry(row, ["end"], row.Epoch, total: new(Agent, succeeded, DateTimeOffset.UnixEpoch.AddSeconds(second)));
    }

    public static JournalBatch Batch(params IEnumerable<JournalEntry> entries)
    {
        var batch = new JournalBatch();
        foreach (var entry in entries)
        {
            Assert.True(batch.TryAdd(entry));
        }

        return batch;
    }

    /// <summary>The events of an execution in order: `1:accepted 2:…`.</summary>
    public async Task<string> LogAsync(string id)
    {
        await using var db = store.Open(Tenant);
        var rows = await db.ExecutionEvents.AsNoTracking().Where(row => row.ExecutionId == id).OrderBy(row => row.Sequence).ToListAsync(Ct);
        return string.Join(' ', rows.Select(row => $"{row.Sequence}:{Encoding.UTF8.GetString(row.Payload)}"));
    }

    public async Task<ExecutionRow?> FindAsync(string id)
    {
        await using var db = store.Open(Tenant);
        return await db.Executions.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, Ct);
    }

    /// <summary>The step records of an execution: `path/attempt=record`.</summary>
    public async Task<string> StepsAsync(string id)
    {
        await using var db = store.Open(Tenant);
        var rows = await db.Steps.AsNoTracking().Where(row => row.ExecutionId == id).OrderBy(row => row.Path).ThenBy(row => row.Attempt).ToListAsync(Ct);
        return string.Join(' ', rows.Select(row => $"{row.Path}/{row.Attempt}={row.Record}"));
    }

    /// <summary>Finished runs of the agent, those that succeeded, and the second of the last.</summary>
    public async Task<(long Runs, long Good, long Last)> TotalsAsync()
    {
        await using var db = store.Open(Tenant);
        var agent = await db.Agents.AsNoTracking().SingleAsync(row => row.Id == Agent, Ct);
        return (agent.TotalRuns, agent.SuccessfulRuns, agent.LastRun?.ToUnixTimeSeconds() ?? 0);
    }

    private JournalEntry Entry(
        ExecutionRow row, string[] says, long? epochBefore, IReadOnlyList<StepRow>? steps = null, AgentTotal? total = null)
    {
        var events = says.Select(word => Event(row.Id, ++row.LastSequence, word)).ToList();
        return new(Tenant, row.Id, row.Epoch, () => events.ForEach(happened => Tell(row.Id, happened.Sequence)))
        {
            Change = epochBefore is { } before ? new(_columns.Changing(row), before) : null,
            Events = events,
            Steps = steps ?? [],
            Total = total,
        };
    }

    private ExecutionEventRow Event(string id, long sequence, string says)
        => new() { TenantId = Tenant, ExecutionId = id, Sequence = sequence, Payload = Encoding.UTF8.GetBytes(says) };

    private List<StepRow> Steps(string id, string path, int attempt, string record)
        => [new() { TenantId = Tenant, ExecutionId = id, Path = path, Attempt = attempt, Record = record, Payload = Encoding.UTF8.GetBytes(record) }];

    private void Tell(string id, long sequence)
    {
        lock (_told)
        {
            _told.Add($"{id}:{sequence}");
        }
    }
}

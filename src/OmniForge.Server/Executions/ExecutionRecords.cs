using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OmniForge.Agents.Running;
using OmniForge.Server.Executions.Control;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Streams;
using OmniForge.V1;

namespace OmniForge.Server.Executions;

/// <summary>What the rows of an execution say: itself, its steps and its events.</summary>
internal sealed class ExecutionRecords(ForgeStore store)
{
    private const int EventPage = 256;

    public async Task<ExecutionRow> LoadAsync(string tenantId, string id, CancellationToken cancellationToken)
        => await FindAsync(tenantId, id, cancellationToken) ?? throw DomainException.NotFound("execution", id);

    /// <summary>What decides when it gets a slot.</summary>
    public async Task<(SlotWish Wish, string Plan, ExecutionMode Mode)> WishAsync(string tenantId, string id, CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenantId);
        var found = await db.Executions.Where(row => row.Id == id).Select(row => new { row.AgentId, row.Priority, row.Plan, row.Mode })
            .SingleAsync(cancellationToken);
        return (new(tenantId, found.AgentId, id, found.Priority), found.Plan, found.Mode);
    }

    public async Task<ExecutionRow?> FindAsync(string tenantId, string id, CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenantId);
        var row = await db.Executions.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (row is not null && !row.Status.Finished())
        {
            row.LastSequence = await HeadAsync(db, id, cancellationToken);
        }

        return row;
    }

    /// <summary>The newest event. While an execution runs, its log is ahead of its row.</summary>
    private static async Task<long> HeadAsync(ForgeDb db, string id, CancellationToken cancellationToken)
        => await db.ExecutionEvents.Where(row => row.ExecutionId == id).MaxAsync(row => (long?)row.Sequence, cancellationToken) ?? 0;

    public ReadRows<ExecutionEvent> Events(string tenantId, string id) => async (after, ct) =>
    {
        await using var db = store.Open(tenantId);
        var rows = await db.ExecutionEvents.AsNoTracking()
            .Where(row => row.ExecutionId == id && row.Sequence > after)
            .OrderBy(row => row.Sequence).Take(EventPage).ToListAsync(ct);
        return [.. rows.Select(Read)];
    };

    public async Task<IReadOnlyList<StepRow>> StepsAsync(string tenantId, string id, CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenantId);
        var rows = await db.Steps.AsNoTracking().Where(row => row.ExecutionId == id).ToListAsync(cancellationToken);
        return [.. rows.OrderBy(row => row.Path.Length).ThenBy(row => row.Path, StringComparer.Ordinal).ThenBy(row => row.Attempt)];
    }

    /// <summary>What the runner knew of these steps.</summary>
    public static IReadOnlyList<StepRecord> Read(IReadOnlyList<StepRow> steps)
        => [.. steps.Select(step => JsonSerializer.Deserialize(step.Record, StoredJson.Default.StepRecord)!)];

    private static Happened<ExecutionEvent> Read(ExecutionEventRow row)
    {
        var happened = ExecutionEvent.Parser.ParseFrom(row.Payload);
        return new(row.Sequence, happened, happened.HappenedCase == ExecutionEvent.HappenedOneofCase.ExecutionFinished);
    }
}

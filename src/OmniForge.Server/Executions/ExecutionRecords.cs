using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OmniForge.Agents.Running;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Streams;
using OmniForge.V1;
using Run = OmniForge.Agents.Running;

namespace OmniForge.Server.Executions;

/// <summary>What the rows of an execution say: itself, its events, and what a resumed run continues from.</summary>
internal sealed class ExecutionRecords(ForgeStore store)
{
    private const int EventPage = 256;

    public async Task<ExecutionRow> LoadAsync(string tenantId, string id, CancellationToken cancellationToken)
        => await FindAsync(tenantId, id, cancellationToken) ?? throw DomainException.NotFound("execution", id);

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

    /// <summary>Finished steps never run again; committed tool results of the step in flight are replayed.</summary>
    public async Task<PastRun> PastAsync(ExecutionRow row, CancellationToken cancellationToken)
    {
        var steps = (await StepsAsync(row.TenantId, row.Id, cancellationToken))
            .Select(step => JsonSerializer.Deserialize(step.Record, StoredJson.Default.StepRecord)!)
            .Where(step => step.Outcome != StepOutcome.Cancelled)
            .GroupBy(step => step.Path).Select(attempts => attempts.MaxBy(step => step.Attempt)!)
            .ToList();
        var calls = new Dictionary<string, Run.ToolFinished>();
        var requests = new Dictionary<string, V1.ToolRequested>();
        var done = new HashSet<string>();
        var inFlight = "";
        Usage? usage = null;
        long after = 0;
        var read = Events(row.TenantId, row.Id);
        while (await read(after, cancellationToken) is { Count: > 0 } page)
        {
            foreach (var (sequence, happened, _) in page)
            {
                after = sequence;
                switch (happened.HappenedCase)
                {
                    case ExecutionEvent.HappenedOneofCase.StepStarted:
                        inFlight = happened.StepPath;
                        calls.Clear();
                        break;
                    case ExecutionEvent.HappenedOneofCase.ToolRequested:
                        requests[happened.ToolRequested.CallId] = happened.ToolRequested;
                        break;
                    case ExecutionEvent.HappenedOneofCase.ToolFinished:
                        var request = requests.GetValueOrDefault(happened.ToolFinished.CallId);
                        calls[happened.ToolFinished.CallId] = happened.ToolFinished.ToRun(request, happened.StepPath);
                        break;
                    case ExecutionEvent.HappenedOneofCase.UsageRecorded:
                        usage = happened.UsageRecorded.Total;
                        break;
                    case ExecutionEvent.HappenedOneofCase.StepFinished or ExecutionEvent.HappenedOneofCase.StepSkipped:
                        done.Add(happened.StepPath);
                        break;
                }
            }
        }

        // A failed attempt that is to be tried again is a row too, but no finished step.
        return new([.. steps.Where(step => done.Contains(step.Path))], calls, inFlight.Length > 0 ? inFlight : "1", usage);
    }

    private static Happened<ExecutionEvent> Read(ExecutionEventRow row)
    {
        var happened = ExecutionEvent.Parser.ParseFrom(row.Payload);
        return new(row.Sequence, happened, happened.HappenedCase == ExecutionEvent.HappenedOneofCase.ExecutionFinished);
    }
}

/// <summary>What an earlier owner of an execution left.</summary>
internal sealed record PastRun(
    IReadOnlyList<StepRecord> Steps, IReadOnlyDictionary<string, Run.ToolFinished> Calls, string NextStep, Usage? Usage)
{
    public static readonly PastRun None = new([], new Dictionary<string, Run.ToolFinished>(), "1", null);
}

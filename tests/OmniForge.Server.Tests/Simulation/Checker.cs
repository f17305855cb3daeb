using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Executions;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Simulation;

/// <summary>Reads what a simulation left in the rows, at the watchers and outside, and says what of it must not be.</summary>
internal static class Checker
{
    public static IReadOnlyList<string> Unfinished(ForgeStore store)
    {
        using var db = store.Open(Lab.Tenant);
        return [.. db.Executions.AsNoTracking().Where(row => row.Status < ExecutionStates.FirstFinal).OrderBy(row => row.Id).Select(row => row.Id)];
    }

    public static IReadOnlyList<string> Check(ForgeStore store, World world)
    {
        using var db = store.Open(Lab.Tenant);
        var complaints = new List<string>();
        var rows = db.Executions.AsNoTracking().ToList();
        var events = db.ExecutionEvents.AsNoTracking().ToList().GroupBy(row => row.ExecutionId)
            .ToDictionary(group => group.Key, group => group.OrderBy(row => row.Sequence).ToList());
        complaints.AddRange(world.Accepted.Except(rows.Select(row => row.Id)).Select(id => $"{id} was acknowledged and is not stored"));
        foreach (var row in rows)
        {
            complaints.AddRange(CheckOne(row, events.GetValueOrDefault(row.Id) ?? []).Select(wrong => $"{row.Id}: {wrong}"));
        }

        foreach (var watcher in world.Watchers.Where(watcher => events.ContainsKey(watcher.Id)))
        {
            var durable = events[watcher.Id];
            var same = watcher.Seen.Count == durable.Count
                && watcher.Seen.Zip(durable).All(pair => pair.First.Sequence == pair.Second.Sequence && pair.First.Payload.Span.SequenceEqual(pair.Second.Payload));
            if (!same)
            {
                complaints.Add($"a watcher of {watcher.Id} saw {string.Join(' ', watcher.Seen.Select(seen => seen.Sequence))}, stored are 1 to {durable.Count}");
            }
        }

        var runs = db.Agents.AsNoTracking().Sum(agent => agent.TotalRuns);
        if (runs != rows.Count)
        {
            complaints.Add($"{rows.Count} executions ended and {runs} were counted");
        }

        return complaints;
    }

    /// <summary>Takes away the rows, so that the next simulation begins with none.</summary>
    public static void Clean(ForgeStore store, IEnumerable<Node> nodes)
    {
        foreach (var node in nodes)
        {
            // Nothing of it may go on. Its database answers at once.
            node.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }

        using var db = store.Open(Lab.Tenant);
        db.ExecutionEvents.ExecuteDelete();
        db.Steps.ExecuteDelete();
        db.Nodes.ExecuteDelete();
        db.Controls.ExecuteDelete();
        db.Signals.ExecuteDelete();
        db.Interrupts.ExecuteDelete();
        db.Executions.ExecuteDelete();
        db.Agents.ExecuteUpdate(set => set.SetProperty(agent => agent.TotalRuns, 0L).SetProperty(agent => agent.SuccessfulRuns, 0L));
    }

    private static IEnumerable<string> CheckOne(ExecutionRow row, List<ExecutionEventRow> rows)
    {
        if (!row.Status.Finished())
        {
            yield return $"never ended, it is {row.Status}";
        }

        if (!rows.Select(happened => happened.Sequence).SequenceEqual(Enumerable.Range(1, rows.Count).Select(number => (long)number)))
        {
            yield return $"its log has gaps: {string.Join(' ', rows.Select(happened => happened.Sequence))}";
        }

        var events = rows.Select(happened => ExecutionEvent.Parser.ParseFrom(happened.Payload)).ToList();
        if (rows.Zip(events).Any(pair => (long)pair.Second.Sequence != pair.First.Sequence || pair.Second.ExecutionId != row.Id))
        {
            yield return "an event says another number or execution than its row";
        }

        var ends = events.Where(happened => happened.ExecutionFinished is not null).ToList();
        if (row.Status.Finished() && (ends.Count != 1 || events[^1] != ends[0] || ends[0].ExecutionFinished.Status != row.Status || row.LastSequence != rows.Count))
        {
            yield return $"its row says {row.Status} at {row.LastSequence}, its log ends with {events[^1].HappenedCase} at {rows.Count} and has {ends.Count} ends";
        }

        if (events.Zip(events.Skip(1)).Any(pair => pair.Second.Epoch < pair.First.Epoch))
        {
            yield return "an earlier owner wrote after a later one";
        }

        // A cancelled one is not over: an owner that died before it wrote the end leaves it to the next one.
        var steps = events.Where(happened => happened.StepFinished is not null || happened.StepSkipped is not null).GroupBy(happened => happened.StepPath);
        foreach (var step in steps.Where(step => step.SkipLast(1).Any(end => end.StepFinished?.Step.Status != StepStatus.Cancelled)))
        {
            yield return $"step {step.Key} ended {step.Count()} times";
        }

        var cancelled = events.Find(happened => happened.StatusChanged?.To == ExecutionStatus.Cancelling);
        if (cancelled is not null && events.Find(happened => happened.ToolRequested is not null && happened.Epoch > cancelled.Epoch) is { } call)
        {
            yield return $"call {call.ToolRequested.CallId} was made by an owner that knew of the cancel";
        }

        var results = events.Where(happened => happened.ToolFinished is not null).GroupBy(happened => happened.ToolFinished.CallId);
        foreach (var result in results.Where(result => result.Count() > 1))
        {
            yield return $"call {result.Key} has {result.Count()} results";
        }
    }
}

using Npgsql;
using OmniForge.V1;

namespace OmniForge.Chaos.Tests;

/// <summary>Reads the database and the watchers' logs afterwards and says everything that is wrong; nothing = the promises held.</summary>
internal static class Checker
{
    public static async Task<List<string>> FaultsAsync(
        Cluster cluster, IReadOnlyCollection<string> accepted, IReadOnlyDictionary<string, List<ExecutionEvent>> watched, CancellationToken ct)
    {
        var faults = new List<string>();
        var logs = await LogsAsync(cluster.ConnectionString, ct);
        foreach (var id in accepted)
        {
            if (!logs.TryGetValue(id, out var events))
            {
                faults.Add($"{id}: lost");
                continue;
            }

            faults.AddRange(Faults(id, events));
            if (watched.TryGetValue(id, out var seen) && !seen.SequenceEqual(events))
            {
                faults.Add($"{id}: the watcher saw {string.Join(',', seen.Select(e => e.Sequence))}, the log holds {events.Count}");
            }
        }

        faults.AddRange(logs.Keys.Except(accepted).Select(id => $"{id}: nobody started it"));
        foreach (var id in accepted)
        {
            var keys = cluster.Endpoint.Arrived.Keys.Count(key => key.StartsWith(id, StringComparison.Ordinal));
            if (keys != 1)
            {
                faults.Add($"{id}: wrote outside under {keys} keys");
            }
        }

        return faults;
    }

    private static IEnumerable<string> Faults(string id, List<ExecutionEvent> events)
    {
        if (!events.Select(e => e.Sequence).SequenceEqual(Enumerable.Range(1, events.Count).Select(n => (ulong)n)))
        {
            yield return $"{id}: gaps in {string.Join(',', events.Select(e => e.Sequence))}";
        }

        var ends = events.Count(e => e.ExecutionFinished is not null);
        if (ends != 1)
        {
            yield return $"{id}: {ends} ends after {string.Join(' ', events.Select(e => e.HappenedCase))}";
        }
        else if (events[^1].ExecutionFinished is not { Status: ExecutionStatus.Succeeded })
        {
            yield return $"{id}: ended with {events[^1].ExecutionFinished}";
        }

        foreach (var step in events.Where(e => e.StepFinished is not null).GroupBy(e => e.StepPath).Where(step => step.Count() > 1))
        {
            yield return $"{id}: step {step.Key} finished {step.Count()} times: {string.Join(' ', events.Select(e => $"{e.Sequence}/{e.Epoch}:{e.HappenedCase}{e.StepPath}"))}";
        }

        var steps = events.Where(e => e.StepFinished is not null).Select(e => e.StepPath).Distinct().Count();
        if (ends == 1 && steps != 3)
        {
            yield return $"{id}: {steps} of 3 steps";
        }
    }

    private static async Task<Dictionary<string, List<ExecutionEvent>>> LogsAsync(string connectionString, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(ct);
        await using var read = new NpgsqlCommand("SELECT execution_id, payload FROM execution_events ORDER BY execution_id, sequence", connection);
        await using var rows = await read.ExecuteReaderAsync(ct);
        var logs = new Dictionary<string, List<ExecutionEvent>>();
        while (await rows.ReadAsync(ct))
        {
            var id = rows.GetString(0);
            logs.TryAdd(id, []);
            logs[id].Add(ExecutionEvent.Parser.ParseFrom(rows.GetFieldValue<byte[]>(1)));
        }

        return logs;
    }
}

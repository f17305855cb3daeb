using System.Text.Json;
using OmniForge.Agents.Running;

namespace OmniForge.Server.Executions;

/// <summary>Looks up what earlier runs of an execution left.</summary>
internal sealed class PastRuns(ExecutionRecords records)
{
    /// <summary>Finished steps never run again; committed results of calls are used, not fetched again.</summary>
    public async Task<PastRun> ReadAsync(ExecutionRow row, CancellationToken cancellationToken)
    {
        var reading = new PastReading();
        var read = records.Events(row.TenantId, row.Id);
        long after = 0;
        while (await read(after, cancellationToken) is { Count: > 0 } page)
        {
            foreach (var (sequence, happened, _) in page)
            {
                after = sequence;
                reading.Take(happened);
            }
        }

        // A failed attempt that is to be tried again is a row too, but no finished step.
        var steps = (await records.StepsAsync(row.TenantId, row.Id, cancellationToken))
            .Select(step => JsonSerializer.Deserialize(step.Record, StoredJson.Default.StepRecord)!)
            .Where(step => step.Outcome != StepOutcome.Cancelled && reading.Done.Contains(step.Path))
            .GroupBy(step => step.Path).Select(attempts => attempts.MaxBy(step => step.Attempt)!);
        return reading.Result([.. steps]);
    }
}

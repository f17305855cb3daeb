using System.Text.Json;
using OmniForge.Agents.Running;
using OmniForge.Server.Executions.Retention;
using OmniForge.Server.Hosting;

namespace OmniForge.Server.Executions;

/// <summary>Every execution is a recording: its journal holds what its model and its tools answered.</summary>
internal sealed class ExecutionRecordings(ExecutionRecords records)
{
    /// <summary>The execution to replay. Refused when it belongs to another agent, still runs, or kept nothing.</summary>
    public async Task<ExecutionRow> FindAsync(string tenantId, string agentId, string id, CancellationToken cancellationToken)
    {
        var row = await records.LoadAsync(tenantId, id, cancellationToken);
        if (row.AgentId != agentId)
        {
            throw DomainException.Field("replay_of", "this execution belongs to another agent");
        }

        return row.Status.Finished()
            ? CompactedText.Whole(row)
            : throw DomainException.Status("EXECUTION_NOT_FINISHED", "This execution has not ended yet, so its recording is not complete. Wait for its end.").With("id", id);
    }

    /// <summary>What the execution recorded.</summary>
    public async Task<RunRecording> ReadAsync(string tenantId, string id, CancellationToken cancellationToken)
    {
        var reading = new RecordingReading();
        var read = records.Events(tenantId, id);
        long after = 0;
        while (await read(after, cancellationToken) is { Count: > 0 } page)
        {
            foreach (var (sequence, happened, _) in page)
            {
                after = sequence;
                reading.Take(happened);
            }
        }

        var steps = await records.StepsAsync(tenantId, id, cancellationToken);
        return reading.Result([.. steps.Select(step => JsonSerializer.Deserialize(step.Record, StoredJson.Default.StepRecord)!)]);
    }
}

using OmniForge.Server.Executions.Turns;
using OmniForge.Server.Storage.Journal;
using OmniForge.Server.Streams;
using OmniForge.V1;

namespace OmniForge.Server.Executions;

/// <summary>Writes a prepared execution and hands it to whoever works on it; durable before it returns.</summary>
internal sealed class ExecutionBirths(
    GroupCommit journal, TurnBirths turns, TurnSweep line, EventHub<ExecutionEvent> hub, ExecutionHost host)
{
    /// <summary>Null when it was not written: the id is taken, or the agent has changed.</summary>
    public async Task<StartedExecution?> WriteAsync(PreparedStart start, long agentRevision, Watching watching, CancellationToken cancellationToken)
    {
        journal.DemandRoom();
        var row = start.Row;
        var window = watching == Watching.FromBirth ? hub.Subscribe(ExecutionLog.KeyOf(row.TenantId, row.Id)) : null;
        try
        {
            if (start is { Busy: BusyPolicy.Allow, Leashed: false } ? await WriteAsync(row, agentRevision) : await TakeTurnAsync(start, agentRevision, cancellationToken))
            {
                return new(row, window, false);
            }
        }
        catch
        {
            window?.Dispose();
            throw;
        }

        window?.Dispose();
        return null;
    }

    private async Task<bool> WriteAsync(ExecutionRow row, long agentRevision)
    {
        var accepted = ExecutionStart.Accepted(row);
        var entry = new JournalEntry(row.TenantId, row.Id, 0, () => Publish(row, accepted.Event))
        {
            Birth = new(row, accepted.Row, agentRevision),
        };
        journal.Append(entry);
        return await journal.AcceptedAsync(BeginAsync(entry, row));
    }

    /// <summary>Whoever waits may have been let go; what is written begins all the same.</summary>
    private async Task<bool> BeginAsync(JournalEntry entry, ExecutionRow row)
    {
        try
        {
            await entry.Committed;
        }
        catch (BirthRefusedException)
        {
            return false;
        }

        host.Begin(row);
        return true;
    }

    private async Task<bool> TakeTurnAsync(PreparedStart start, long agentRevision, CancellationToken cancellationToken)
    {
        if (await turns.WriteAsync(start, agentRevision, cancellationToken) is not { } birth)
        {
            return false;
        }

        Publish(start.Row, birth.Accepted);
        if (birth.Place == TurnPlace.Begin)
        {
            host.Begin(start.Row);
        }
        else
        {
            line.Waits();
        }

        return true;
    }

    private void Publish(ExecutionRow row, ExecutionEvent accepted) => hub.Publish(ExecutionLog.KeyOf(row.TenantId, row.Id), new(1, accepted));
}

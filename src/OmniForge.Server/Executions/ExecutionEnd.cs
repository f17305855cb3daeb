using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using OmniForge.Agents.Running;
using OmniForge.Server.Agents;
using OmniForge.Server.Executions.Control;
using OmniForge.Server.Storage.Journal;
using OmniForge.V1;

namespace OmniForge.Server.Executions;

/// <summary>The last facts of an execution, and those of the time when it waits.</summary>
internal sealed class ExecutionEnd(
    ExecutionMail mail, AgentDrafts drafts, AgentVersions versions, Lazy<IEnumerable<IExecutionEnds>> ends, TimeProvider clock)
{
    /// <param name="epochBefore">The epoch of the stored row, when this raises it.</param>
    public async Task FinishAsync(ExecutionRow row, ExecutionLog log, RunOutcome outcome, TimeSpan waited, Mailbox mailbox, long? epochBefore = null)
    {
        if (mailbox == Mailbox.Used)
        {
            if (outcome.End == RunEnd.Cancelled)
            {
                var reason = await mail.CancelReasonAsync(row.TenantId, row.Id, CancellationToken.None);
                outcome = outcome with { StopReason = ExecutionStates.Written(reason) };
            }

            await mail.CloseAsync(row.TenantId, row.Id, CancellationToken.None);
        }

        if (outcome.End == RunEnd.Succeeded)
        {
            // Before anybody hears of the end: whoever does may activate at once.
            await MarkTestedAsync(row);
        }

        log.Hold(() => Finish(row, log, outcome, waited, epochBefore));
        await log.DurableAsync();
        foreach (var listener in ends.Value)
        {
            listener.Ended(row.TenantId, row.Id, row.ScheduleId);
        }
    }

    private void Finish(ExecutionRow row, ExecutionLog log, RunOutcome outcome, TimeSpan waited, long? epochBefore)
    {
        var before = row.Status;
        row.Status = ExecutionStates.StatusOf(outcome.End);
        row.StopReason = ExecutionStates.ReasonOf(outcome.StopReason);
        row.Result = outcome.Result?.ToJsonString() ?? "";
        row.Failure = outcome.Failure?.ToProto().ToByteArray() ?? [];
        row.Partial = outcome.Partial;
        row.CompletedAt = clock.GetUtcNow();
        var usage = outcome.Usage.ToProto();
        usage.ActiveTime = Duration.FromTimeSpan(row.CompletedAt.Value - (row.StartedAt ?? row.CompletedAt.Value) - waited);
        usage.WaitingTime = waited > TimeSpan.Zero ? Duration.FromTimeSpan(waited) : null;
        row.Usage = usage.ToByteArray();
        var finished = new ExecutionFinished { Status = row.Status, StopReason = row.StopReason, Usage = usage, Partial = row.Partial };
        if (outcome.Result is { } result)
        {
            finished.Result = result.ToStruct();
        }

        if (outcome.Failure is { } failure)
        {
            finished.Failure = failure.ToProto();
        }

        var total = row.Mode == ExecutionMode.Live
            ? new AgentTotal(row.AgentId, row.Status == ExecutionStatus.Succeeded, row.CompletedAt.Value)
            : null;
        log.Write(
            [
                new() { StatusChanged = new() { From = before, To = row.Status, Cause = outcome.StopReason } },
                new() { ExecutionFinished = finished },
            ],
            epochBefore,
            total);
    }

    /// <summary>It waits: when to look at it again is stored first, so that it cannot be forgotten.</summary>
    public async Task SuspendAsync(ExecutionRow row, ExecutionLog log, ExecutionStatus status, string cause, DateTimeOffset until, long seen, long? epochBefore = null)
    {
        await mail.WaitAsync(row.TenantId, row.Id, seen, until, CancellationToken.None);
        var before = row.Status;
        row.Status = status;
        row.Owner = "";
        log.Write([new() { StatusChanged = new() { From = before, To = status, Cause = cause } }], epochBefore);
        await log.DurableAsync();
    }

    /// <summary>A passed dry run or test allows activation of exactly what was tested.</summary>
    private async Task MarkTestedAsync(ExecutionRow row)
    {
        if (row.Mode is not (ExecutionMode.DryRun or ExecutionMode.Test))
        {
            return;
        }

        if (row.AgentVersion == 0)
        {
            await drafts.MarkTestedAsync(row.TenantId, row.AgentId, row.DraftEtag, row.Id, CancellationToken.None);
        }
        else
        {
            await versions.MarkTestedAsync(row.TenantId, row.AgentId, row.AgentVersion, row.Id, CancellationToken.None);
        }
    }
}

/// <summary>Whether anything of an execution was ever stored besides its journal.</summary>
internal enum Mailbox
{
    Unused,
    Used,
}

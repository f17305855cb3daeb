using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using OmniForge.Agents.Running;
using OmniForge.Agents.Tools;
using OmniForge.Server.Agents;
using OmniForge.Server.Cluster;
using OmniForge.Server.Files;
using OmniForge.Server.Models;
using OmniForge.Server.Storage.Journal;
using OmniForge.Server.Streams;
using OmniForge.Server.Telemetry;
using OmniForge.V1;

namespace OmniForge.Server.Executions;

/// <summary>One execution from its accepted row to its terminal event.</summary>
internal sealed class ExecutionRun(
    ExecutionRecords records,
    ExecutionPlans plans,
    GroupCommit journal,
    ExecutionColumns columns,
    EventHub<ExecutionEvent> hub,
    ModelDirectory models,
    RunSupplies supplies,
    AgentWorkspaces workspaces,
    IReadOnlyList<ITool> tools,
    AgentDrafts drafts,
    AgentVersions versions,
    ThisNode node,
    TimeProvider clock)
{
    public async Task RunAsync(string tenant, string id, ExecutionRow? fresh, RunningExecution running, CancellationToken stopping)
    {
        var row = fresh ?? await records.LoadAsync(tenant, id, stopping);
        if (row.Status.Finished() || row.Owner != node.Address)
        {
            return;
        }

        var log = new ExecutionLog(row, journal, columns, hub, clock) { Noticed = running.Notice };
        var past = fresh is null ? await records.PastAsync(row, stopping) : PastRun.None;
        if (past.Usage is { } used)
        {
            row.Usage = used.ToByteArray();
        }

        if (row.CancelRequested != CancelMode.Unspecified)
        {
            running.Cancel(row.CancelRequested);
        }

        if (running.CancelMode != CancelMode.Unspecified && row.StartedAt is null)
        {
            await FinishAsync(row, log, new RunOutcome { End = RunEnd.Cancelled, StopReason = "USER" });
            return;
        }

        using var span = EventTrace.Begin(row);
        running.Settled = log.DurableAsync;
        Begin(row, log, past);
        running.PutDownPen = log.Close;
        running.Announce = () => AnnounceCancel(row, log);
        var request = await RequestAsync(row, past, running.Stop);
        var outcome = await new AgentRunner(clock).RunAsync(request, log, running.Stop);

        await FinishAsync(row, log, outcome);
        await MarkTestedAsync(row, stopping);
    }

    private void Begin(ExecutionRow row, ExecutionLog log, PastRun past)
    {
        var before = row.Epoch++;
        if (row.StartedAt is not null)
        {
            log.Write([new() { ExecutionRecovered = new() { FromStep = past.NextStep } }], before);
            return;
        }

        var record = plans.Read(row.Plan);
        row.Status = ExecutionStatus.Running;
        row.StartedAt = row.CreatedAt;
        row.DeadlineAt = row.CreatedAt.AddSeconds(record.DeadlineSeconds);
        log.Write(
            [
                new() { ExecutionStarted = new() { Epoch = row.Epoch } },
                new() { StatusChanged = new() { From = ExecutionStatus.Pending, To = ExecutionStatus.Running, Cause = "a slot is free" } },
            ],
            before);
    }

    private static void AnnounceCancel(ExecutionRow row, ExecutionLog log)
    {
        if (row.Status != ExecutionStatus.Running)
        {
            return;
        }

        row.Status = ExecutionStatus.Cancelling;
        var changed = new StatusChanged { From = ExecutionStatus.Running, To = ExecutionStatus.Cancelling, Cause = "somebody asked for it" };

        // When it ended by itself first, the log takes nothing after the terminal event.
        log.TryWrite([new() { StatusChanged = changed }]);
    }

    private async Task<RunRequest> RequestAsync(ExecutionRow row, PastRun past, CancellationToken cancellationToken)
    {
        var record = plans.Read(row.Plan);
        var request = new RunRequest
        {
            ExecutionId = row.Id,
            Plan = await plans.OpenAsync(row, record, cancellationToken),
            Input = ExecutionMapping.Json(row.Input),
            Model = TracedModel.Of(models.For(record.Model)),
            Tools = tools,
            Workspace = workspaces.Open(row.TenantId, row.AgentId),
            StartedAt = row.StartedAt ?? row.CreatedAt,
            TimeZone = TimeZoneInfo.TryFindSystemTimeZoneById(record.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc,
            MockData = Mocks(row.MockData),
            FinishedSteps = past.Steps,
            FinishedCalls = past.Calls,
            UsageSoFar = V1.Usage.Parser.ParseFrom(row.Usage).ToRun(),
        };
        return await supplies.AddAsync(request, row, record, cancellationToken);
    }

    private async Task FinishAsync(ExecutionRow row, ExecutionLog log, RunOutcome outcome)
    {
        var before = row.Status;
        row.Status = ExecutionStates.StatusOf(outcome.End);
        row.StopReason = ExecutionStates.ReasonOf(outcome.StopReason);
        row.Result = outcome.Result?.ToJsonString() ?? "";
        row.Failure = outcome.Failure?.ToProto().ToByteArray() ?? [];
        row.Partial = outcome.Partial;
        row.CompletedAt = clock.GetUtcNow();
        var usage = outcome.Usage.ToProto();
        usage.ActiveTime = Duration.FromTimeSpan(row.CompletedAt.Value - (row.StartedAt ?? row.CompletedAt.Value));
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
            total: total);
        await log.DurableAsync();
    }

    /// <summary>A passed dry run or test allows activation of exactly what was tested.</summary>
    private async Task MarkTestedAsync(ExecutionRow row, CancellationToken cancellationToken)
    {
        if (row.Status != ExecutionStatus.Succeeded || row.Mode is not (ExecutionMode.DryRun or ExecutionMode.Test))
        {
            return;
        }

        if (row.AgentVersion == 0)
        {
            await drafts.MarkTestedAsync(row.TenantId, row.AgentId, row.DraftEtag, row.Id, cancellationToken);
        }
        else
        {
            await versions.MarkTestedAsync(row.TenantId, row.AgentId, row.AgentVersion, row.Id, cancellationToken);
        }
    }

    private static Dictionary<string, JsonElement> Mocks(string stored)
    {
        using var document = JsonDocument.Parse(stored.Length == 0 ? "{}" : stored);
        return document.RootElement.EnumerateObject().ToDictionary(mock => mock.Name, mock => mock.Value.Clone());
    }
}

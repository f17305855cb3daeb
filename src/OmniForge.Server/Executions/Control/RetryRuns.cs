using System.Text.Json;
using OmniForge.Agents.Running;
using OmniForge.Server.Agents;
using OmniForge.Server.Executions.Retention;
using OmniForge.Server.Hosting;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Executions.Control;

/// <summary>Begins an execution anew from one of its steps, as an execution of its own.</summary>
internal sealed class RetryRuns(ExecutionRecords records, ExecutionDirectory executions, ExecutionPlans plans, AgentMemory agents)
{
    public async Task<ExecutionRow> StartAsync(Caller caller, RetryExecutionRequest request, CancellationToken cancellationToken)
    {
        var first = await records.LoadAsync(caller.TenantId, request.ExecutionId, cancellationToken);
        if (!first.Status.Finished())
        {
            throw DomainException.Status("EXECUTION_NOT_FINISHED", "This execution has not ended yet. Wait for its end, or cancel it first.").With("id", first.Id);
        }

        CompactedText.Whole(first);
        var recorded = plans.Read(first.Plan);
        var plan = request.UseDraft
            ? (await plans.PinAsync(caller.TenantId, await agents.ReadAsync(caller.TenantId, first.AgentId, cancellationToken), 0, cancellationToken)).Plan
            : recorded;
        var from = RetryRules.From(plan, await StepsAsync(first, cancellationToken), request.FromStep);
        var start = new StartExecutionRequest
        {
            AgentId = first.AgentId,
            InputData = request.InputData ?? ExecutionMapping.Json(first.Input).ToStruct(),
            UseDraft = request.UseDraft,
            Mode = request.UseDraft && first.Mode == ExecutionMode.Live ? ExecutionMode.Test : first.Mode,
            MockData = first.MockData.Length > 2 ? ExecutionMapping.Json(first.MockData).ToStruct() : null,
            Priority = first.Priority,
            ReplayOf = recorded.ReplayOf,
            RequestId = request.RequestId.Length > 0 ? $"retry {first.Id} {request.RequestId}" : "",
        };
        start.Labels.Add(JsonSerializer.Deserialize(first.Labels, StoredJson.Default.DictionaryStringString)!);
        var origin = StartOrigin.OnDemand with
        {
            ConversationId = first.ConversationId,
            Retry = new RetryRecord(first.Id, from, request.InputData is not null),
        };
        return (await executions.StartAsync(caller, start, origin, Watching.None, cancellationToken)).Row;
    }

    private async Task<IReadOnlyList<StepRecord>> StepsAsync(ExecutionRow row, CancellationToken cancellationToken)
        => ExecutionRecords.Read(await records.StepsAsync(row.TenantId, row.Id, cancellationToken));
}

using System.Text.Json;
using OmniForge.Server.Agents;
using OmniForge.Server.Hosting;
using OmniForge.Server.Models;
using OmniForge.V1;

namespace OmniForge.Server.Executions;

/// <summary>What a new execution runs, within the limits of its agent, of the wish to start it and of the server.</summary>
internal sealed class StartPlans(ExecutionPlans plans, ExecutionRecordings recordings, ExecutionRecords records, ExecutionCaps caps, ModelDirectory models)
{
    public async Task<StartPlan> ChooseAsync(
        string tenantId, AgentRow agent, StartExecutionRequest request, StartOrigin origin, CancellationToken cancellationToken)
    {
        var recorded = request.ReplayOf.Length > 0
            ? await recordings.FindAsync(tenantId, agent.Id, request.ReplayOf, cancellationToken)
            : null;
        var model = origin.AsBefore(request) ? await records.LoadAsync(tenantId, origin.Retry!.Id, cancellationToken)
            : IsAsRecorded(request) ? recorded
            : null;
        var version = model is not null ? model.AgentVersion : request.UseDraft ? 0 : request.Version > 0 ? request.Version : agent.Version;
        var pinned = model is not null
            ? new PinnedPlan(plans.Read(model.Plan), model.Plan, "")
            : await plans.PinAsync(tenantId, agent, version, cancellationToken);
        var plan = caps.Cut(Limited(pinned.Plan, request));
        if (plan.ReplayOf != request.ReplayOf)
        {
            plan = plan with { ReplayOf = request.ReplayOf };
        }

        if (plan.Retry != origin.Retry)
        {
            plan = plan with { Retry = origin.Retry };
        }

        var leashed = request.DisconnectPolicy == DisconnectPolicy.Cancel;
        if (plan.Leashed != leashed)
        {
            plan = plan with { Leashed = leashed };
        }

        if (plan.MaxCostMicros > 0 && models.PriceOf(plan.Model) is null)
        {
            throw DomainException.Field(
                "budget.max_cost_micros",
                "this server does not know what the model costs, so the limit could not be kept. "
                + "Whoever runs the server can set OMNIFORGE_PRICE_INPUT and OMNIFORGE_PRICE_OUTPUT; or limit the tokens instead");
        }

        var json = ReferenceEquals(plan, pinned.Plan) ? pinned.Json : JsonSerializer.Serialize(plan, StoredJson.Default.ExecutionPlanRecord);
        return new StartPlan(version, plan, json, pinned.Etag, request.InputData is null ? recorded?.Input : null);
    }

    /// <summary>A replay that names no version runs exactly what was recorded.</summary>
    public static bool IsAsRecorded(StartExecutionRequest request)
        => request is { Mode: ExecutionMode.Replay, ReplayOf.Length: > 0, Version: 0, UseDraft: false };

    private static ExecutionPlanRecord Limited(ExecutionPlanRecord plan, StartExecutionRequest request)
    {
        if (request.Deadline is { } deadline)
        {
            plan = plan with { DeadlineSeconds = Math.Clamp(deadline.ToTimeSpan().TotalSeconds, 1, TimeSpan.FromHours(24).TotalSeconds) };
        }

        if (request.ClientTools.Count > 0)
        {
            plan = plan with
            {
                ClientTools = ClientToolRules.Checked(request.ClientTools),

                // Whoever brings a tool and runs it allows it; a skill that names its tools must name it all the same.
                GrantedTools = [.. plan.GrantedTools, .. request.ClientTools.Select(tool => tool.Name)],
            };
        }

        return request.Budget is not { } budget ? plan : plan with
        {
            MaxTokens = budget.MaxTokens > 0 ? budget.MaxTokens : plan.MaxTokens,
            MaxToolCalls = budget.MaxToolCalls > 0 ? budget.MaxToolCalls : plan.MaxToolCalls,
            MaxWrites = budget.MaxWrites > 0 ? budget.MaxWrites : plan.MaxWrites,
            MaxCostMicros = budget.MaxCostMicros > 0 ? budget.MaxCostMicros : plan.MaxCostMicros,
        };
    }
}

/// <summary>What a new execution runs.</summary>
/// <param name="Version">0 = the draft.</param>
/// <param name="Json">The record as it is stored.</param>
/// <param name="Etag">The draft's etag; empty for a published version.</param>
/// <param name="Input">The recorded input that is used because none is given; null = the given one.</param>
internal sealed record StartPlan(int Version, ExecutionPlanRecord Record, string Json, string Etag, string? Input);

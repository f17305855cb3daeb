using System.Text.Json;
using OmniForge.Agents.Running;
using OmniForge.Agents.Running.Waits;
using OmniForge.Agents.Tools;
using OmniForge.Server.Executions.Control;
using OmniForge.Server.Files;
using OmniForge.Server.Hosting;
using OmniForge.Server.Models;
using OmniForge.Server.Telemetry;
using OmniForge.V1;

namespace OmniForge.Server.Executions;

/// <summary>Everything the runner needs for one execution: its model, tools and workspace, and what was done before.</summary>
internal sealed class RunRequests(
    ExecutionPlans plans, ModelDirectory models, AgentWorkspaces workspaces, RunSupplies supplies, IReadOnlyList<ITool> tools)
{
    public async Task<RunRequest> MakeAsync(
        ExecutionRow row, ExecutionPlanRecord record, PastRun past, LiveMail live, CancelMode cancel, CancellationToken cancellationToken)
    {
        var request = new RunRequest
        {
            ExecutionId = row.Id,
            Plan = await plans.OpenAsync(row, record, cancellationToken),
            Input = ExecutionMapping.Json(row.Input),
            Model = TracedModel.Of(models.For(record.Model)),
            Tools = record.ClientTools.Count == 0 ? tools : [.. tools, .. record.ClientTools.Select(ClientTool.Of)],
            Workspace = workspaces.Open(row.TenantId, row.AgentId),
            StartedAt = row.StartedAt ?? row.CreatedAt,
            TimeZone = TimeZoneInfo.TryFindSystemTimeZoneById(record.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc,
            MockData = Mocks(row.MockData),
            FinishedSteps = past.Steps,
            FinishedCalls = past.Calls,
            UsageSoFar = V1.Usage.Parser.ParseFrom(row.Usage).ToRun(),
            PlatformFailed = StoreTrouble.IsDatabaseAway,
            WritesSoFar = row.Mode is ExecutionMode.DryRun or ExecutionMode.Replay ? 0 : past.Writes,
            Waits = new WaitOptions
            {
                Approvals = Enum.TryParse<ApprovalRule>(record.Approvals, out var rule) ? rule : ApprovalRule.Never,
                Assignees = record.Approvers,
                PauseAsked = () => cancel == CancelMode.Unspecified && live.PauseAsked,
                OpenSteps = past.OpenSteps,
                TakeMessages = live.For,
            },
        };
        return await supplies.AddAsync(request, row, record, cancellationToken);
    }

    private static Dictionary<string, JsonElement> Mocks(string stored)
    {
        if (stored.Length <= 2)
        {
            return [];
        }

        using var document = JsonDocument.Parse(stored);
        return document.RootElement.EnumerateObject().ToDictionary(mock => mock.Name, mock => mock.Value.Clone());
    }
}

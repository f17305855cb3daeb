using OmniForge.Agents.Running;
using OmniForge.Integrations.Requests;
using OmniForge.Server.Connections;
using OmniForge.Server.Files;
using OmniForge.Server.Mcp.Tools;
using OmniForge.Server.Models;
using OmniForge.Server.Sandbox;
using OmniForge.V1;

namespace OmniForge.Server.Executions;

/// <summary>What a run gets besides model, tools and files: its price, its recording, its accounts, and a place for large outputs.</summary>
internal sealed class RunSupplies(ModelDirectory models, ExecutionRecordings recordings, SkillObjects objects, RunAccountsDesk accounts, McpCatalogue mcp, Commands commands)
{
    public async Task<RunRequest> AddAsync(RunRequest request, ExecutionRow row, ExecutionPlanRecord record, CancellationToken cancellationToken) => request with
    {
        Mode = row.Mode switch
        {
            ExecutionMode.DryRun => RunMode.DryRun,
            ExecutionMode.Test => RunMode.Test,
            ExecutionMode.Replay => RunMode.Replay,
            _ => RunMode.Live,
        },
        Accounts = accounts.Of(new(
            row.TenantId,
            row.Id,
            RunAccountsDesk.ActingId(row.TriggeredBy),
            record.Connections ?? new Dictionary<string, string>(),
            row.Mode is ExecutionMode.DryRun or ExecutionMode.Replay ? AccountMode.DryRun : AccountMode.Live)),
        Tools = [.. request.Tools, .. await mcp.ToolsAsync(row.TenantId, record.GrantedTools, cancellationToken), .. commands.ToolsOf(row.TenantId)],
        Price = models.PriceOf(record.Model),
        Recording = record.ReplayOf.Length > 0 ? await recordings.ReadAsync(row.TenantId, record.ReplayOf, cancellationToken) : null,
        Artifacts = new StoredArtifacts(row.TenantId, objects),
    };
}

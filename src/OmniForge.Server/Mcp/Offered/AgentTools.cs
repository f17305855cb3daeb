using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ModelContextProtocol.Protocol;
using OmniForge.Server.Agents;
using OmniForge.Server.Files;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Mcp.Offered;

/// <summary>The active agents of a tenant as tools of an MCP client.</summary>
internal sealed class AgentTools(ForgeStore store, AgentVersions versions, SkillObjects objects)
{
    private const int Most = 128;

    private static readonly JsonElement StatusSchema = JsonElement.Parse(
        """{"type":"object","properties":{"execution_id":{"type":"string","description":"The id that an agent's answer named."}},"required":["execution_id"],"additionalProperties":false}""");

    public async Task<ListToolsResult> ListAsync(Caller caller, CancellationToken cancellationToken)
    {
        var tools = new List<Tool>();
        foreach (var agent in (await ActiveAsync(caller, cancellationToken)).Take(Most))
        {
            var content = await versions.ContentAsync(caller.TenantId, agent.Id, agent.Version, cancellationToken);
            tools.Add(new()
            {
                Name = AgentToolNames.Of(agent.Id, agent.Name),
                Title = agent.Name,
                Description = $"{(agent.Description.Length > 0 ? agent.Description.TrimEnd('.') : $"Runs the agent \"{agent.Name}\"")}. The run may take minutes; when it is not over in time, the answer names its execution.",
                InputSchema = AgentInputs.SchemaOf(await FirstTextsAsync(caller.TenantId, content, cancellationToken)),
            });
        }

        tools.Add(new()
        {
            Name = AgentToolNames.Status,
            Title = "Look at a run",
            Description = "Tells how a run of an agent stands, and its result when it is over.",
            InputSchema = StatusSchema,
            Annotations = new() { ReadOnlyHint = true },
        });
        return new() { Tools = tools };
    }

    /// <summary>The agent that a tool stands for; null = there is no active one.</summary>
    public async Task<string?> AgentOfAsync(Caller caller, string tool, CancellationToken cancellationToken)
        => (await ActiveAsync(caller, cancellationToken)).Find(agent => AgentToolNames.Of(agent.Id, agent.Name) == tool)?.Id;

    private async Task<List<ActiveAgent>> ActiveAsync(Caller caller, CancellationToken cancellationToken)
    {
        await using var db = store.Open(caller.TenantId);
        return await db.Agents.AsNoTracking().Where(agent => agent.Status == AgentStatus.Active && agent.DeletedAt == null)
            .OrderBy(agent => agent.Id).Select(agent => new ActiveAgent(agent.Id, agent.Name, agent.Description, agent.Version)).ToListAsync(cancellationToken);
    }

    /// <summary>The skills that see the input of the execution itself: those of the first order.</summary>
    private async Task<IReadOnlyList<string>> FirstTextsAsync(string tenantId, PublishedContent content, CancellationToken cancellationToken)
    {
        var first = content.Agent.Skills.Count == 0 ? 0 : content.Agent.Skills.Min(skill => skill.Order);
        var texts = new List<string>();
        foreach (var skill in content.Agent.Skills.Where(skill => skill.Order == first))
        {
            if (content.Manifest.TryGetValue(SkillManifest.PathOf(skill.Name), out var digest))
            {
                texts.Add(Encoding.UTF8.GetString(await objects.ReadAsync(tenantId, digest, cancellationToken)));
            }
        }

        return texts;
    }

    private sealed record ActiveAgent(string Id, string Name, string Description, int Version);
}

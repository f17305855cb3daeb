using Microsoft.EntityFrameworkCore;
using OmniForge.Agents.Tools;
using OmniForge.Server.Mcp.Sessions;
using OmniForge.Server.Storage;
using OmniForge.V1;
using Descriptor = OmniForge.Agents.Tools.ToolDescriptor;

namespace OmniForge.Server.Mcp.Tools;

/// <summary>The one door of this slice for the others: which tools of MCP servers a tenant's agents can use.</summary>
internal sealed class McpCatalogue(ForgeStore store, McpSessions sessions)
{
    /// <summary>Tools that can be used now, by name.</summary>
    public async Task<IReadOnlyList<Descriptor>> DescriptorsAsync(string tenantId, CancellationToken cancellationToken)
        => [.. (await UsableAsync(tenantId, cancellationToken)).Select(known => DescriptorOf(known.Server, known.Tool))];

    /// <summary>The tools an execution gets besides its others; asks nothing when its agent was granted none.</summary>
    public async Task<IReadOnlyList<ITool>> ToolsAsync(string tenantId, IReadOnlyList<string> granted, CancellationToken cancellationToken)
        => McpNames.Mentioned(granted)
            ? [.. (await UsableAsync(tenantId, cancellationToken)).Select(known => new RemoteTool(this, sessions, known.Server, known.Tool))]
            : [];

    /// <summary>The server of a tool at the moment of a call; throws <see cref="McpTrouble"/> when it may no longer be used as it was given out.</summary>
    public async Task<McpServerRow> AdmitAsync(string tenantId, McpToolRow given, CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenantId);
        var server = await db.McpServers.AsNoTracking().FirstOrDefaultAsync(row => row.Id == given.ServerId, cancellationToken)
            ?? throw new McpTrouble(ToolErrorCode.Forbidden, $"The MCP server {given.ServerId} was taken away.");
        var tools = await db.McpTools.AsNoTracking().Where(row => row.Name == given.Name).ToListAsync(cancellationToken);
        var tool = tools.Find(row => row.ServerId == given.ServerId && row.ServerTool == given.ServerTool)
            ?? throw new McpTrouble(ToolErrorCode.Forbidden, $"The MCP server {given.ServerId} no longer has this tool.");
        if (McpToolRules.Obstacle(server, tool, await SharedAsync(db, tools, cancellationToken)) is { } obstacle)
        {
            throw new McpTrouble(ToolErrorCode.Forbidden, obstacle);
        }

        return tool.ApprovedHash == given.ApprovedHash
            ? server
            : throw new McpTrouble(ToolErrorCode.Forbidden, "This tool was changed and approved anew while the execution was running; start the execution again to use it.");
    }

    public static Descriptor DescriptorOf(McpServerRow server, McpToolRow tool)
    {
        var definition = McpDefinition.Read(tool.Approved);
        return new()
        {
            Name = tool.Name,
            Title = definition.Title,
            Description = definition.Description.Length > 0 ? definition.Description : $"{definition.Title} of the MCP server {server.Id}.",
            InputSchema = definition.InputSchema,
            Class = tool.Effect switch
            {
                ToolEffect.Read => ToolClass.Read,
                ToolEffect.External => ToolClass.Destructive,
                _ => ToolClass.Write,
            },
            Repeat = tool.Idempotent || tool.Effect == ToolEffect.Read ? ToolRepeat.Safe : ToolRepeat.Unsafe,
            Timeout = RemoteSession.ConnectLimit + RemoteSession.CallLimit + TimeSpan.FromSeconds(5),
            OutputCap = McpResult.MostBytes,
        };
    }

    private async Task<List<(McpServerRow Server, McpToolRow Tool)>> UsableAsync(string tenantId, CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenantId);
        var servers = await db.McpServers.AsNoTracking().Where(row => !row.Disabled).ToDictionaryAsync(row => row.Id, cancellationToken);
        if (servers.Count == 0)
        {
            return [];
        }

        var tools = (await db.McpTools.AsNoTracking().ToListAsync(cancellationToken)).FindAll(tool => servers.ContainsKey(tool.ServerId));
        var shared = McpNames.Shared(tools);
        return [.. tools.Where(tool => McpToolRules.Obstacle(servers[tool.ServerId], tool, shared) is null)
            .OrderBy(tool => tool.Name, StringComparer.Ordinal).Select(tool => (servers[tool.ServerId], tool))];
    }

    /// <summary>Names among these that stand for several tools of servers that are switched on.</summary>
    public static async Task<IReadOnlySet<string>> SharedAsync(ForgeDb db, IReadOnlyList<McpToolRow> tools, CancellationToken cancellationToken)
    {
        var names = tools.Select(tool => tool.Name).Distinct().ToList();
        var off = await db.McpServers.AsNoTracking().Where(row => row.Disabled).Select(row => row.Id).ToListAsync(cancellationToken);
        var alike = await db.McpTools.AsNoTracking().Where(row => names.Contains(row.Name)).ToListAsync(cancellationToken);
        return McpNames.Shared(alike.Where(row => !off.Contains(row.ServerId)));
    }
}

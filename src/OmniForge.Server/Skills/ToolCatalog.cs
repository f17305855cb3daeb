using System.Security.Cryptography;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Commands;
using OmniForge.Server.Hosting;
using OmniForge.Server.Mcp.Tools;
using OmniForge.Server.Sandbox;
using OmniForge.Server.Tenancy;
using OmniForge.V1;
using ToolDescriptor = OmniForge.V1.ToolDescriptor;

namespace OmniForge.Server.Skills;

/// <summary>The tools a skill may ask for.</summary>
internal sealed class ToolCatalog(ServerTools server, Commands commands, McpCatalogue mcp, Paging paging)
{
    private readonly Lazy<IReadOnlyList<ToolDescriptor>> _ours = new(() => [.. server.All.Select(Show)]);

    public async Task<ToolDescriptor> GetAsync(Caller caller, string name, CancellationToken cancellationToken)
    {
        if (name == BashTool.Name)
        {
            commands.Demand([name]);
        }

        return (await OfAsync(caller, cancellationToken)).FirstOrDefault(tool => tool.Name == name) ?? throw DomainException.NotFound("tool", name);
    }

    public async Task<ListToolsResponse> ListAsync(Caller caller, ListToolsRequest request, CancellationToken cancellationToken)
    {
        var tools = await OfAsync(caller, cancellationToken);
        var size = Paging.Size(request.PageSize);
        var binding = $"{caller.TenantId}|ListTools|{request.Integration}|{request.Effect}";
        var after = paging.After(request.PageToken, binding);
        var found = tools
            .Where(tool => request.Integration.Length == 0 || tool.Integration == request.Integration)
            .Where(tool => request.Effect == ToolEffect.Unspecified || tool.Effect == request.Effect)
            .Where(tool => after is null || string.CompareOrdinal(tool.Name, after) > 0)
            .Take(size + 1).ToList();
        var response = new ListToolsResponse { CatalogEtag = EtagOf(tools) };
        response.Tools.Add(found.Take(size));
        response.NextPageToken = found.Count > size ? paging.Next(found[size - 1].Name, binding) : "";
        return response;
    }

    /// <summary>_ours.Value and those of the tenant's MCP servers, by name.</summary>
    private async Task<IReadOnlyList<ToolDescriptor>> OfAsync(Caller caller, CancellationToken cancellationToken)
        => await mcp.DescriptorsAsync(caller.TenantId, cancellationToken) is { Count: > 0 } others
            ? [.. _ours.Value.Concat(others.Select(Show)).OrderBy(tool => tool.Name, StringComparer.Ordinal)]
            : _ours.Value;

    private static string EtagOf(IReadOnlyList<ToolDescriptor> tools)
        => Convert.ToHexStringLower(SHA256.HashData([.. tools.SelectMany(tool => tool.ToByteArray())]))[..16];

    public static ToolEffect EffectOf(ToolClass tool) => tool switch
    {
        ToolClass.Pure or ToolClass.Read => ToolEffect.Read,
        ToolClass.Workspace or ToolClass.Write => ToolEffect.Write,
        _ => ToolEffect.External,
    };

    private static ToolDescriptor Show(OmniForge.Agents.Tools.ToolDescriptor tool)
    {
        var shown = Fields(tool);
        shown.Scopes.AddRange(PlatformTools.ScopesOf(tool.Name));
        return shown;
    }

    private static ToolDescriptor Fields(OmniForge.Agents.Tools.ToolDescriptor tool) => new()
    {
        Name = tool.Name,
        Title = tool.Title,
        Description = tool.Description,
        InputSchema = Struct.Parser.ParseJson(tool.InputSchema.GetRawText()),
        Effect = EffectOf(tool.Class),
        Integration = tool.Integration,
        Source = tool.Integration.Length > 0 ? ToolSource.Integration
            : tool.Name.StartsWith(McpNames.Prefix, StringComparison.Ordinal) ? ToolSource.Mcp
            : ToolSource.BuiltIn,
        Idempotent = tool.Repeat == ToolRepeat.Safe,
        Timeout = Duration.FromTimeSpan(tool.Timeout),
    };
}

using Google.Protobuf.WellKnownTypes;
using OmniForge.Client.Wire;
using OmniForge.V1;

namespace OmniForge.Client;

/// <summary>MCP servers whose tools agents may use. Needs the permission `mcp.manage`; no call gives a secret back.</summary>
public sealed class McpClient
{
    private readonly Caller _caller;
    private readonly McpService.McpServiceClient _stub;

    internal McpClient(Caller caller)
    {
        _caller = caller;
        _stub = new(caller.Invoker);
    }

    /// <summary>
    /// Adds a server and asks it for its tools; those it has now are approved. Refused: ID_TAKEN, MCP_STDIO_OFF, MCP_CONSENT_REQUIRED.
    /// </summary>
    public async Task<McpServer> CreateAsync(CreateMcpServerRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        return (await _caller.CallAsync(_stub.CreateMcpServerAsync, sent, cancellationToken).ConfigureAwait(false)).Server;
    }

    /// <summary>One server.</summary>
    public async Task<McpServer> GetAsync(string serverId, CancellationToken cancellationToken = default)
        => (await _caller.CallAsync(_stub.GetMcpServerAsync, new GetMcpServerRequest { ServerId = serverId }, cancellationToken).ConfigureAwait(false)).Server;

    /// <summary>The servers of the tenant. Reads page after page.</summary>
    public IAsyncEnumerable<McpServer> ListAsync(CancellationToken cancellationToken = default)
        => Paging.AllAsync(
            (token, ct) => _caller.CallAsync(_stub.ListMcpServersAsync, new ListMcpServersRequest { PageToken = token }, ct),
            page => page.Servers, page => page.NextPageToken, cancellationToken);

    /// <summary>Changes where a server is, how it is reached, or whether it is used.</summary>
    public async Task<McpServer> UpdateAsync(UpdateMcpServerRequest request, CancellationToken cancellationToken = default)
        => (await _caller.CallAsync(_stub.UpdateMcpServerAsync, request, cancellationToken).ConfigureAwait(false)).Server;

    /// <summary>Takes a server and its tools away and destroys its secrets.</summary>
    public Task DeleteAsync(string serverId, CancellationToken cancellationToken = default)
        => _caller.CallAsync(_stub.DeleteMcpServerAsync, new DeleteMcpServerRequest { ServerId = serverId }, cancellationToken);

    /// <summary>Connects now and reads the list of tools; what is new or changed waits for approval. Refused: MCP_SERVER_UNAVAILABLE.</summary>
    public Task<RefreshMcpServerResponse> RefreshAsync(string serverId, CancellationToken cancellationToken = default)
        => _caller.CallAsync(_stub.RefreshMcpServerAsync, new RefreshMcpServerRequest { ServerId = serverId }, cancellationToken);

    /// <summary>The tools of a server, also those that cannot be used, with the reason.</summary>
    public async Task<IReadOnlyList<McpTool>> ToolsAsync(string serverId, CancellationToken cancellationToken = default)
        => (await _caller.CallAsync(_stub.ListMcpToolsAsync, new ListMcpToolsRequest { ServerId = serverId }, cancellationToken).ConfigureAwait(false)).Tools;

    /// <summary>Accepts a tool as it was looked at. Refused when the server offers something else by now: MCP_TOOL_CHANGED.</summary>
    public async Task<McpTool> ApproveAsync(McpTool seen, CancellationToken cancellationToken = default)
        => (await _caller.CallAsync(_stub.ApproveMcpToolAsync, new ApproveMcpToolRequest { ToolName = seen.Name, Hash = seen.Hash }, cancellationToken)
            .ConfigureAwait(false)).Tool;

    /// <summary>Says what a tool can do, and whether agents may use it: these fields of it, of `effect`, `idempotent`, `disabled`.</summary>
    public async Task<McpTool> UpdateToolAsync(McpTool tool, IEnumerable<string> fields, CancellationToken cancellationToken = default)
    {
        var mask = new FieldMask();
        mask.Paths.AddRange(fields);
        return (await _caller.CallAsync(_stub.UpdateMcpToolAsync, new UpdateMcpToolRequest { Tool = tool, UpdateMask = mask }, cancellationToken)
            .ConfigureAwait(false)).Tool;
    }
}

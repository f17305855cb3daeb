using Grpc.Core;
using OmniForge.Server.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Mcp;

/// <summary>The wire edge of MCP servers.</summary>
internal sealed class McpRpc(McpDirectory servers, McpToolDesk tools) : McpService.McpServiceBase
{
    public override async Task<CreateMcpServerResponse> CreateMcpServer(CreateMcpServerRequest request, ServerCallContext context)
        => new() { Server = await servers.CreateAsync(context.Caller(), request, context.CancellationToken) };

    public override async Task<GetMcpServerResponse> GetMcpServer(GetMcpServerRequest request, ServerCallContext context)
        => new() { Server = await servers.GetAsync(context.Caller(), request.ServerId, context.CancellationToken) };

    public override Task<ListMcpServersResponse> ListMcpServers(ListMcpServersRequest request, ServerCallContext context)
        => servers.ListAsync(context.Caller(), request, context.CancellationToken);

    public override async Task<UpdateMcpServerResponse> UpdateMcpServer(UpdateMcpServerRequest request, ServerCallContext context)
        => new() { Server = await servers.UpdateAsync(context.Caller(), request, context.CancellationToken) };

    public override async Task<DeleteMcpServerResponse> DeleteMcpServer(DeleteMcpServerRequest request, ServerCallContext context)
    {
        await servers.DeleteAsync(context.Caller(), request, context.CancellationToken);
        return new();
    }

    public override Task<RefreshMcpServerResponse> RefreshMcpServer(RefreshMcpServerRequest request, ServerCallContext context)
        => servers.RefreshAsync(context.Caller(), request.ServerId, context.CancellationToken);

    public override async Task<ListMcpToolsResponse> ListMcpTools(ListMcpToolsRequest request, ServerCallContext context)
    {
        var response = new ListMcpToolsResponse();
        response.Tools.AddRange(await tools.ListAsync(context.Caller(), request.ServerId, context.CancellationToken));
        return response;
    }

    public override async Task<ApproveMcpToolResponse> ApproveMcpTool(ApproveMcpToolRequest request, ServerCallContext context)
        => new() { Tool = await tools.ApproveAsync(context.Caller(), request, context.CancellationToken) };

    public override async Task<UpdateMcpToolResponse> UpdateMcpTool(UpdateMcpToolRequest request, ServerCallContext context)
        => new() { Tool = await tools.UpdateAsync(context.Caller(), request, context.CancellationToken) };
}

using Grpc.Core;
using OmniForge.Server.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Connections;

/// <summary>The wire edge of connections.</summary>
internal sealed class ConnectionRpc(ConnectionDirectory connections, ConnectionChecks checks, SignIns signIns) : ConnectionService.ConnectionServiceBase
{
    public override async Task<ListIntegrationsResponse> ListIntegrations(ListIntegrationsRequest request, ServerCallContext context)
    {
        var response = new ListIntegrationsResponse();
        response.Integrations.AddRange(await connections.IntegrationsAsync(context.Caller(), context.CancellationToken));
        return response;
    }

    public override async Task<GetIntegrationResponse> GetIntegration(GetIntegrationRequest request, ServerCallContext context)
    {
        var all = await connections.IntegrationsAsync(context.Caller(), context.CancellationToken);
        return new() { Integration = all.FirstOrDefault(known => known.Id == request.Integration) ?? throw DomainException.NotFound("integration", request.Integration) };
    }

    public override Task<BeginConnectionResponse> BeginConnection(BeginConnectionRequest request, ServerCallContext context)
        => signIns.BeginAsync(context.Caller(), request, context.CancellationToken);

    public override Task<CompleteConnectionResponse> CompleteConnection(CompleteConnectionRequest request, ServerCallContext context)
        => signIns.CompleteAsync(context.Caller(), request, context.CancellationToken);

    public override async Task<CreateConnectionResponse> CreateConnection(CreateConnectionRequest request, ServerCallContext context)
        => new() { Connection = await connections.CreateAsync(context.Caller(), request, context.CancellationToken) };

    public override async Task<GetConnectionResponse> GetConnection(GetConnectionRequest request, ServerCallContext context)
        => new() { Connection = await connections.GetAsync(context.Caller(), request.ConnectionId, context.CancellationToken) };

    public override Task<ListConnectionsResponse> ListConnections(ListConnectionsRequest request, ServerCallContext context)
        => connections.ListAsync(context.Caller(), request, context.CancellationToken);

    public override async Task<UpdateConnectionResponse> UpdateConnection(UpdateConnectionRequest request, ServerCallContext context)
        => new() { Connection = await connections.UpdateAsync(context.Caller(), request, context.CancellationToken) };

    public override async Task<DeleteConnectionResponse> DeleteConnection(DeleteConnectionRequest request, ServerCallContext context)
        => new() { Connection = await connections.DeleteAsync(context.Caller(), request, context.CancellationToken) };

    public override async Task<TestConnectionResponse> TestConnection(TestConnectionRequest request, ServerCallContext context)
        => new() { Connection = await checks.TestAsync(context.Caller(), request.ConnectionId, context.CancellationToken) };

    public override async Task<RefreshConnectionResponse> RefreshConnection(RefreshConnectionRequest request, ServerCallContext context)
        => new() { Connection = await checks.RefreshAsync(context.Caller(), request.ConnectionId, context.CancellationToken) };

    public override Task<ListResourcesResponse> ListResources(ListResourcesRequest request, ServerCallContext context)
        => checks.ResourcesAsync(context.Caller(), request, context.CancellationToken);
}

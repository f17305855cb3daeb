using OmniForge.Client.Wire;
using OmniForge.V1;

namespace OmniForge.Client;

/// <summary>Accounts at other services that agents act through. No call gives a secret back.</summary>
public sealed class ConnectionsClient
{
    private readonly Caller _caller;
    private readonly ConnectionService.ConnectionServiceClient _stub;

    internal ConnectionsClient(Caller caller)
    {
        _caller = caller;
        _stub = new(caller.Invoker);
    }

    /// <summary>What can be connected.</summary>
    public async Task<IReadOnlyList<Integration>> IntegrationsAsync(CancellationToken cancellationToken = default)
        => (await _caller.CallAsync(_stub.ListIntegrationsAsync, new ListIntegrationsRequest(), cancellationToken).ConfigureAwait(false)).Integrations;

    /// <summary>
    /// Begins a sign-in. The link works once, for five minutes; follow the connection with
    /// <see cref="GetAsync(string, CancellationToken)"/> until it is no longer PENDING. Refused: INTEGRATION_UNKNOWN, INTEGRATION_NOT_CONFIGURED.
    /// </summary>
    public Task<BeginConnectionResponse> BeginAsync(BeginConnectionRequest request, CancellationToken cancellationToken = default)
        => _caller.CallAsync(_stub.BeginConnectionAsync, request, cancellationToken);

    /// <summary>Ends a sign-in whose code came back to a page of yours.</summary>
    public Task<CompleteConnectionResponse> CompleteAsync(CompleteConnectionRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        return _caller.CallAsync(_stub.CompleteConnectionAsync, sent, cancellationToken);
    }

    /// <summary>Connects with a secret that was made in the provider's settings; it is tried before it is kept. Refused: SECRET_REFUSED.</summary>
    public async Task<Connection> CreateAsync(CreateConnectionRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        return (await _caller.CallAsync(_stub.CreateConnectionAsync, sent, cancellationToken).ConfigureAwait(false)).Connection;
    }

    /// <summary>One connection.</summary>
    public async Task<Connection> GetAsync(string connectionId, CancellationToken cancellationToken = default)
        => (await _caller.CallAsync(_stub.GetConnectionAsync, new GetConnectionRequest { ConnectionId = connectionId }, cancellationToken)
            .ConfigureAwait(false)).Connection;

    /// <summary>The connections you can see. Reads page after page.</summary>
    public IAsyncEnumerable<Connection> ListAsync(ListConnectionsRequest? filter = null, CancellationToken cancellationToken = default)
    {
        var request = filter?.Clone() ?? new ListConnectionsRequest();
        return Paging.AllAsync(
            (token, ct) =>
            {
                request.PageToken = token;
                return _caller.CallAsync(_stub.ListConnectionsAsync, request, ct);
            },
            page => page.Connections, page => page.NextPageToken, cancellationToken);
    }

    /// <summary>Changes label and default.</summary>
    public async Task<Connection> UpdateAsync(UpdateConnectionRequest request, CancellationToken cancellationToken = default)
        => (await _caller.CallAsync(_stub.UpdateConnectionAsync, request, cancellationToken).ConfigureAwait(false)).Connection;

    /// <summary>Disconnects and destroys the secret. Refused while an agent at work names it: CONNECTION_IN_USE.</summary>
    public async Task<Connection> DeleteAsync(DeleteConnectionRequest request, CancellationToken cancellationToken = default)
        => (await _caller.CallAsync(_stub.DeleteConnectionAsync, request, cancellationToken).ConfigureAwait(false)).Connection;

    /// <summary>Asks the provider whether it works. Refused: CONNECTION_NEEDS_RECONNECT, PROVIDER_UNAVAILABLE.</summary>
    public async Task<Connection> TestAsync(string connectionId, CancellationToken cancellationToken = default)
        => (await _caller.CallAsync(_stub.TestConnectionAsync, new TestConnectionRequest { ConnectionId = connectionId }, cancellationToken)
            .ConfigureAwait(false)).Connection;

    /// <summary>What there is to choose from in an account.</summary>
    public async Task<IReadOnlyList<AccountResource>> ResourcesAsync(ListResourcesRequest request, CancellationToken cancellationToken = default)
        => (await _caller.CallAsync(_stub.ListResourcesAsync, request, cancellationToken).ConfigureAwait(false)).Resources;
}

using OmniForge.Integrations;
using OmniForge.Integrations.Requests;

namespace OmniForge.Server.Connections;

/// <summary>Opens accounts for whoever acts through them.</summary>
internal sealed class AccountOpener(ProviderHttp http, RequestLimits limits, TimeProvider clock)
{
    /// <param name="caller">Who asks, for a fair share of the account's limits.</param>
    public ProviderAccount Stored(IIntegration provider, ConnectionRow row, TokenRenewal renewal, string caller, AccountMode mode) => new(
        new AccountAccess
        {
            ConnectionId = row.Id,
            Name = ConnectionRules.NameOf(row),
            Descriptor = provider.Descriptor,
            Token = new StoredToken(renewal, row.TenantId, row.Id),
            Tenant = row.TenantId,
            Caller = caller,
            Mode = mode,
        },
        http.Client, limits, clock);

    /// <summary>An account whose token is not stored yet; it can only be asked who it is.</summary>
    public ProviderAccount WithToken(IIntegration provider, string connectionId, string name, string token) => new(
        new AccountAccess
        {
            ConnectionId = connectionId,
            Name = name,
            Descriptor = provider.Descriptor,
            Token = new GivenToken(token),
            Tenant = "",
            Mode = AccountMode.DryRun,
        },
        http.Client, limits, clock);

    private sealed class StoredToken(TokenRenewal renewal, string tenant, string id) : IAccessToken
    {
        public async ValueTask<IssuedToken> GetAsync(CancellationToken cancellationToken) => await renewal.GetAsync(tenant, id, cancellationToken);

        public async ValueTask<IssuedToken> RenewAsync(IssuedToken refused, CancellationToken cancellationToken)
            => await renewal.RenewAsync(tenant, id, refused.Generation, cancellationToken);

        public async ValueTask LoseAsync(IssuedToken refused, CancellationToken cancellationToken)
            => await renewal.LoseAsync(tenant, id, refused.Generation, cancellationToken);
    }

    private sealed class GivenToken(string token) : IAccessToken
    {
        public ValueTask<IssuedToken> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(new IssuedToken(token, 0));

        public ValueTask<IssuedToken> RenewAsync(IssuedToken refused, CancellationToken cancellationToken)
            => throw new OmniForge.Agents.Tools.Accounts.AccountException(
                OmniForge.Agents.Tools.ToolErrorCode.Auth, "The secret is not accepted there. Check that it was copied whole and is still valid.");
    }
}

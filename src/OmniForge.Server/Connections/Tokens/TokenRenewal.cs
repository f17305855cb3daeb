using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations;
using OmniForge.Integrations.OAuth;
using OmniForge.Integrations.Requests;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Connections;

/// <summary>
/// The tokens of connections. However many ask on however many nodes, one renews: callers of one node take turns, and nodes take a lease
/// in the row. A new token is stored before anybody uses it.
/// </summary>
internal sealed class TokenRenewal(
    ForgeStore store, Providers providers, ConnectionSecrets secrets, OAuthClient oauth, ConnectionLosses losses, TimeProvider clock)
{
    /// <summary>Longer than the provider is waited for.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>How long somebody else's renewal is waited for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<(string Tenant, string Id), SemaphoreSlim> _turns = new();

    /// <summary>A token that should work now.</summary>
    public async Task<IssuedToken> GetAsync(string tenant, string id, CancellationToken cancellationToken)
    {
        var row = await ReadAsync(tenant, id, cancellationToken);
        return RenewalRules.IsDue(row, clock.GetUtcNow()) ? await RenewAsync(tenant, id, row.Generation, cancellationToken) : await OpenAsync(row, cancellationToken);
    }

    /// <summary>A token of a later generation than <paramref name="refused"/>.</summary>
    public async Task<IssuedToken> RenewAsync(string tenant, string id, long refused, CancellationToken cancellationToken)
    {
        var turn = _turns.GetOrAdd((tenant, id), _ => new SemaphoreSlim(1, 1));
        await turn.WaitAsync(cancellationToken);
        try
        {
            var since = clock.GetTimestamp();
            while (true)
            {
                var row = await ReadAsync(tenant, id, cancellationToken);
                if (row.Generation > refused)
                {
                    return await OpenAsync(row, cancellationToken);
                }

                if (await TryLeaseAsync(row, cancellationToken))
                {
                    // Not under the caller's token: a renewal that has begun is written down, whoever waits for it.
                    return await RenewLeasedAsync(row).WaitAsync(cancellationToken);
                }

                if (clock.GetElapsedTime(since) > Patience)
                {
                    // Whoever renews it may have died; when the lease ends somebody else may try.
                    throw new AccountException(ToolErrorCode.RateLimited, $"The access to {NameOf(row)} is being renewed elsewhere, which takes long. Try again in a moment.")
                    {
                        RetryAt = row.LeaseUntil,
                    };
                }

                await Task.Delay(LookAgain, clock, cancellationToken);
            }
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The provider refuses a token that was just renewed: the account needs a new sign-in. One with a newer token does not.</summary>
    public async Task LoseAsync(string tenant, string id, long refused, CancellationToken cancellationToken)
    {
        var row = await ReadAsync(tenant, id, cancellationToken);
        if (row.Generation == refused)
        {
            await losses.TellAsync(row, ConnectionText.Refused(NameOf(row)), CancellationToken.None);
        }
    }

    private async Task<ConnectionRow> ReadAsync(string tenant, string id, CancellationToken cancellationToken)
    {
        await using var db = store.Open(tenant);
        var row = await db.Connections.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken)
            ?? throw new AccountException(ToolErrorCode.Auth, "The connection is gone. Choose another account for this agent.");
        return row.Status == ConnectionStatus.Active
            ? row
            : throw new AccountException(ToolErrorCode.Auth, ConnectionText.Unusable(NameOf(row), ConnectionRules.NameOf(row), row.StatusMessage));
    }

    private async Task<bool> TryLeaseAsync(ConnectionRow row, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var until = now + Lease;
        return await store.TransactAsync(
            row.TenantId,
            (db, ct) => db.Connections
                .Where(own => own.Id == row.Id && own.Generation == row.Generation && own.Status == ConnectionStatus.Active
                    && (own.LeaseUntil == null || own.LeaseUntil < now))
                .ExecuteUpdateAsync(change => change.SetProperty(own => own.LeaseUntil, until).SetProperty(own => own.RefreshStartedAt, now), ct),
            cancellationToken) == 1;
    }

    private async Task<IssuedToken> RenewLeasedAsync(ConnectionRow row)
    {
        var provider = providers.Get(row.Integration);
        if (row.Refresh is null)
        {
            throw await LoseAsync(row, provider);
        }

        var old = await secrets.OpenAsync(ConnectionSecrets.Place(row.TenantId, row.Id, ConnectionSecrets.Refresh, row.Generation), row.Refresh, CancellationToken.None);
        TokenGrant grant;
        try
        {
            grant = await oauth.RefreshAsync(provider.Descriptor.OAuth, providers.AppOf(provider), old, CancellationToken.None);
        }
        catch (OAuthException refused) when (refused.Fault == OAuthFault.Final)
        {
            throw await LoseAsync(row, provider);
        }
        catch (OAuthException passing)
        {
            await ReleaseAsync(row);
            return row.ExpiresAt > clock.GetUtcNow() && RenewalRules.IsDue(row, clock.GetUtcNow())
                ? await OpenAsync(row, CancellationToken.None)
                : throw new AccountException(ToolErrorCode.Unavailable, passing.Message);
        }

        await StoreAsync(row, grant, old);
        return new(grant.AccessToken, row.Generation + 1);
    }

    private async Task StoreAsync(ConnectionRow row, TokenGrant grant, string old)
    {
        var generation = row.Generation + 1;
        var access = await secrets.SealAsync(
            ConnectionSecrets.Place(row.TenantId, row.Id, ConnectionSecrets.Access, generation), grant.AccessToken, CancellationToken.None);
        var refresh = await secrets.SealAsync(
            ConnectionSecrets.Place(row.TenantId, row.Id, ConnectionSecrets.Refresh, generation), grant.RefreshToken ?? old, CancellationToken.None);
        var (now, ends) = (clock.GetUtcNow(), grant.ExpiresAt);
        var stored = await store.TransactAsync(
            row.TenantId,
            (db, ct) => db.Connections.Where(own => own.Id == row.Id && own.Generation == row.Generation).ExecuteUpdateAsync(
                change => change.SetProperty(own => own.Access, access).SetProperty(own => own.Refresh, refresh)
                    .SetProperty(own => own.Generation, generation).SetProperty(own => own.IssuedAt, now).SetProperty(own => own.ExpiresAt, ends)
                    .SetProperty(own => own.LeaseUntil, (DateTimeOffset?)null).SetProperty(own => own.RefreshStartedAt, (DateTimeOffset?)null)
                    .SetProperty(own => own.LastCheckedAt, now).SetProperty(own => own.UpdatedAt, now),
                ct),
            CancellationToken.None);
        if (stored == 0)
        {
            throw new AccountException(ToolErrorCode.Auth, "The connection was changed while its access was renewed. Try again.");
        }
    }

    private Task<int> ReleaseAsync(ConnectionRow row) => store.TransactAsync(
        row.TenantId,
        (db, ct) => db.Connections.Where(own => own.Id == row.Id && own.Generation == row.Generation).ExecuteUpdateAsync(
            change => change.SetProperty(own => own.LeaseUntil, (DateTimeOffset?)null).SetProperty(own => own.RefreshStartedAt, (DateTimeOffset?)null), ct),
        CancellationToken.None);

    private async Task<AccountException> LoseAsync(ConnectionRow row, IIntegration provider)
    {
        var name = provider.Descriptor.DisplayName;

        // A renewal that was begun and never written down may have used the refresh token up.
        var message = row.RefreshStartedAt is null ? ConnectionText.Refused(name) : ConnectionText.LostAtRestart(name);
        await losses.TellAsync(row, message, CancellationToken.None);
        return new(ToolErrorCode.Auth, message);
    }

    private async Task<IssuedToken> OpenAsync(ConnectionRow row, CancellationToken cancellationToken)
        => new(
            await secrets.OpenAsync(ConnectionSecrets.Place(row.TenantId, row.Id, ConnectionSecrets.Access, row.Generation), row.Access ?? [], cancellationToken),
            row.Generation);

    private string NameOf(ConnectionRow row) => providers.Get(row.Integration).Descriptor.DisplayName;
}

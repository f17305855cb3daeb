using Microsoft.EntityFrameworkCore;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations;
using OmniForge.Integrations.OAuth;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Connections;

/// <summary>
/// Stores what a sign-in gave. The same account of the same owner is one connection however often somebody signs in; another account is
/// another connection, never a silent swap.
/// </summary>
internal sealed class NewTokens(ForgeStore store, ConnectionSecrets secrets, AccountOpener accounts, ConnectionNews news, TimeProvider clock)
{
    private const int MostTries = 5;

    public async Task<ConnectionRow> KeepAsync(IIntegration provider, SignInRow sign, TokenGrant grant, CancellationToken cancellationToken)
    {
        var identity = await IdentifyAsync(provider, sign, grant, cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            var (target, signedIn) = await TargetAsync(sign, identity.Id, cancellationToken);
            var sealedTokens = await SealAsync(target, grant, cancellationToken);
            try
            {
                if (await store.TransactAsync(sign.TenantId, (db, ct) => ApplyAsync(db, sign, target, signedIn, sealedTokens, grant, identity, ct), cancellationToken) is { } kept)
                {
                    news.Tell();
                    return kept;
                }
            }
            catch (DbUpdateException) when (attempt < MostTries)
            {
                // The same account was connected by somebody else at this moment; the next look finds it.
            }
        }
    }

    /// <summary>Nothing came of a sign-in; a connection that worked before goes on as it was.</summary>
    public Task GiveUpAsync(SignInRow sign, string message, CancellationToken cancellationToken)
        => store.TransactAsync(sign.TenantId, async (db, ct) =>
        {
            var row = await db.Connections.FirstOrDefaultAsync(row => row.Id == sign.ConnectionId, ct);
            if (row is { Status: ConnectionStatus.NeedsReconnect })
            {
                row.PendingUntil = null;
            }
            else if (row is { Status: ConnectionStatus.Pending })
            {
                (row.Status, row.StatusMessage, row.UpdatedAt) = (ConnectionStatus.Expired, message, clock.GetUtcNow());
            }

            return row;
        }, cancellationToken);

    /// <summary>The account says itself who it is; that also proves the new token.</summary>
    private async Task<AccountIdentity> IdentifyAsync(IIntegration provider, SignInRow sign, TokenGrant grant, CancellationToken cancellationToken)
    {
        try
        {
            var found = await provider.IdentifyAsync(accounts.WithToken(provider, sign.ConnectionId, grant.AccountName, grant.AccessToken), cancellationToken);
            return found with
            {
                Id = grant.AccountId.Length > 0 ? grant.AccountId : found.Id,
                Name = grant.AccountName.Length > 0 ? grant.AccountName : found.Name,
            };
        }
        catch (AccountException) when (grant.AccountId.Length > 0)
        {
            return new(grant.AccountId, grant.AccountName);
        }
        catch (AccountException refused)
        {
            await GiveUpAsync(sign, refused.Message, cancellationToken);
            throw new Hosting.DomainException(Hosting.Refusal.Unavailable, "OAUTH_EXCHANGE_FAILED", $"{refused.Message} Begin the sign-in again.")
                .With("integration", sign.Integration);
        }
    }

    private async Task<(ConnectionRow Target, ConnectionRow SignedIn)> TargetAsync(SignInRow sign, string accountId, CancellationToken cancellationToken)
    {
        await using var db = store.Open(sign.TenantId);
        var signedIn = await db.Connections.AsNoTracking().FirstAsync(row => row.Id == sign.ConnectionId, cancellationToken);
        var same = await db.Connections.AsNoTracking().FirstOrDefaultAsync(
            row => row.Integration == sign.Integration && row.OwnerId == signedIn.OwnerId && row.AccountId == accountId && row.Status != ConnectionStatus.Revoked,
            cancellationToken);
        if (same is not null)
        {
            return (same, signedIn);
        }

        // A connection keeps its account: signing in to another one from it makes a new connection.
        return signedIn.AccountId.Length == 0 ? (signedIn, signedIn) : (ConnectionRules.Beside(signedIn, clock.GetUtcNow()), signedIn);
    }

    private async Task<(byte[] Access, byte[]? Refresh)> SealAsync(ConnectionRow target, TokenGrant grant, CancellationToken cancellationToken)
    {
        var generation = target.Generation + 1;
        var access = await secrets.SealAsync(
            ConnectionSecrets.Place(target.TenantId, target.Id, ConnectionSecrets.Access, generation), grant.AccessToken, cancellationToken);
        var refresh = grant.RefreshToken is { Length: > 0 } token
            ? await secrets.SealAsync(ConnectionSecrets.Place(target.TenantId, target.Id, ConnectionSecrets.Refresh, generation), token, cancellationToken)
            : null;
        return (access, refresh);
    }

    /// <summary>Null when the row has other tokens since they were sealed.</summary>
    private async Task<ConnectionRow?> ApplyAsync(
        ForgeDb db, SignInRow sign, ConnectionRow target, ConnectionRow signedIn, (byte[] Access, byte[]? Refresh) tokens, TokenGrant grant,
        AccountIdentity identity, CancellationToken cancellationToken)
    {
        var row = await db.Connections.FirstOrDefaultAsync(row => row.Id == target.Id, cancellationToken);
        if (row is null && target.Generation == 0 && target.Id != signedIn.Id)
        {
            row = target;
            db.Connections.Add(row);
        }

        if (row is null || row.Generation != target.Generation)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var asked = ConnectionMapping.List(sign.Scopes);
        (row.Access, row.Refresh, row.Generation) = (tokens.Access, tokens.Refresh, row.Generation + 1);
        (row.IssuedAt, row.ExpiresAt, row.LeaseUntil, row.RefreshStartedAt, row.PendingUntil) = (now, grant.ExpiresAt, null, null, null);
        (row.AccountId, row.WorkspaceName, row.ActorId) = (identity.Id, identity.Name, identity.ActorId);
        row.Scopes = ConnectionMapping.Stored(grant.Scopes.Count > 0 ? grant.Scopes : asked);
        row.MissingScopes = ConnectionMapping.Stored(ScopeRules.Missing(asked, grant.Scopes));
        (row.Status, row.StatusMessage, row.LastCheckedAt, row.UpdatedAt) = (ConnectionStatus.Active, "", now, now);
        row.Revision++;
        row.IsDefault |= !await db.Connections.AnyAsync(
            other => other.Integration == row.Integration && other.OwnerId == row.OwnerId && other.IsDefault && other.Id != row.Id, cancellationToken);
        if (row.Id != signedIn.Id && await db.Connections.FirstOrDefaultAsync(
            other => other.Id == signedIn.Id && other.Status == ConnectionStatus.Pending, cancellationToken) is { } pending)
        {
            (pending.Status, pending.MergedInto, pending.UpdatedAt) = (ConnectionStatus.Expired, row.Id, now);
            pending.StatusMessage = ConnectionText.Merged(ConnectionRules.NameOf(row));
        }

        return row;
    }
}

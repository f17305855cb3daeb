using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using OmniForge.Integrations.OAuth;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Connections;

/// <summary>
/// Leads a person through the sign-in at a provider: a link with a ticket, our page that asks, the provider, and back with a state. Every
/// step is good for one use, and the provider's code is exchanged once.
/// </summary>
internal sealed class SignIns(
    ForgeStore store, Providers providers, ConnectionSecrets secrets, PublicAddress address, NewTokens tokens, OAuthClient oauth, ConnectionNews news, TimeProvider clock)
{
    private static readonly TimeSpan TicketLife = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan StateLife = TimeSpan.FromMinutes(10);

    /// <summary>Kept a little after their end, so that whoever comes late is told that and not that they are unknown.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    public async Task<BeginConnectionResponse> BeginAsync(Caller caller, BeginConnectionRequest request, CancellationToken cancellationToken)
    {
        var provider = providers.Get(request.Integration);
        _ = providers.AppOf(provider);
        var frontEnd = request.RedirectUri.Length > 0;
        var redirect = frontEnd ? address.DemandListed(request.RedirectUri) : address.CallbackOf(provider.Descriptor.Id);
        var scopes = ScopeRules.For(provider, request.Tools);
        var (now, ticket, id) = (clock.GetUtcNow(), OneTimeText.New(), Ids.New());
        var verifier = await secrets.SealAsync(ConnectionSecrets.VerifierOf(caller.TenantId, id), OneTimeText.New(), cancellationToken);
        var row = await store.TransactAsync(caller.TenantId, async (db, ct) =>
        {
            var stale = now - Remembered;
            await db.SignIns.Where(sign => sign.TicketUntil < stale).ExecuteDeleteAsync(ct);
            var connection = request.ConnectionId.Length > 0 ? await AgainAsync(db, caller, request, ct) : Fresh(caller, request, now);
            connection.PendingUntil = now + TicketLife + StateLife;
            connection.ConversationId = request.ConversationId.Length > 0 ? request.ConversationId : connection.ConversationId;
            if (request.ConnectionId.Length == 0)
            {
                db.Connections.Add(connection);
            }

            db.SignIns.Add(new SignInRow
            {
                Id = id,
                ConnectionId = connection.Id,
                Integration = provider.Descriptor.Id,
                CallerId = caller.Id,
                CallerName = caller.DisplayName,
                TicketHash = OneTimeText.Hash(ticket),
                TicketUntil = now + TicketLife,
                Verifier = verifier,
                RedirectUri = redirect,
                FrontEnd = frontEnd,
                Scopes = ConnectionMapping.Stored(scopes),
            });
            return connection;
        }, cancellationToken);
        return new BeginConnectionResponse
        {
            OauthUrl = address.Of($"/connect/{ticket}"),
            Connection = row.ToProto(now),
            ExpiresAt = Timestamp.FromDateTimeOffset(now + TicketLife),
        };
    }

    /// <summary>What the page behind a link shows; null when the link is used, too old or made up.</summary>
    public async Task<SignInRow?> FindAsync(string ticket, CancellationToken cancellationToken)
    {
        var (hash, now) = (OneTimeText.Hash(ticket), clock.GetUtcNow());
        await using var db = store.Open("");
        return await db.SignIns.IgnoreQueryFilters().AsNoTracking()
            .FirstOrDefaultAsync(sign => sign.TicketHash == hash && sign.TicketUntil > now, cancellationToken);
    }

    /// <summary>The person agreed: uses the ticket up and gives the provider's address; null when the ticket was used meanwhile.</summary>
    public async Task<Uri?> AgreeAsync(string ticket, string cookie, CancellationToken cancellationToken)
    {
        if (await FindAsync(ticket, cancellationToken) is not { } sign)
        {
            return null;
        }

        var provider = providers.Get(sign.Integration);
        var state = OneTimeText.New();
        var verifier = await secrets.OpenAsync(ConnectionSecrets.VerifierOf(sign.TenantId, sign.Id), sign.Verifier, cancellationToken);
        var (ticketHash, stateHash, cookieHash, until) = (sign.TicketHash, OneTimeText.Hash(state), OneTimeText.Hash(cookie), clock.GetUtcNow() + StateLife);
        var taken = await store.TransactAsync(sign.TenantId, (db, ct) => db.SignIns
            .Where(row => row.Id == sign.Id && row.TicketHash == ticketHash)
            .ExecuteUpdateAsync(
                change => change.SetProperty(row => row.TicketHash, (string?)null).SetProperty(row => row.StateHash, stateHash)
                    .SetProperty(row => row.StateUntil, until).SetProperty(row => row.CookieHash, cookieHash),
                ct), cancellationToken);
        return taken == 1
            ? OAuthClient.AuthorizeAddress(
                provider.Descriptor.OAuth, providers.AppOf(provider), ConnectionMapping.List(sign.Scopes), state, new Uri(sign.RedirectUri), verifier)
            : null;
    }

    /// <summary>The way back through a front end: the same person, by credential.</summary>
    public async Task<CompleteConnectionResponse> CompleteAsync(Caller caller, CompleteConnectionRequest request, CancellationToken cancellationToken)
    {
        var sign = await TakeAsync(request.State, row => row.FrontEnd && row.TenantId == caller.TenantId && row.CallerId == caller.Id, cancellationToken);
        var connection = await FinishAsync(sign, new(request.Code, request.Error, request.Issuer), cancellationToken);
        return new() { Success = true, WorkspaceName = connection.WorkspaceName, Connection = connection.ToProto(clock.GetUtcNow()) };
    }

    /// <summary>The way back through our page: the same browser, by cookie.</summary>
    public async Task<ConnectionRow> ReturnAsync(string integration, string state, string cookie, ProviderAnswer answer, CancellationToken cancellationToken)
    {
        var sign = await TakeAsync(
            state, row => !row.FrontEnd && row.Integration == integration && cookie.Length > 0 && OneTimeText.Same(row.CookieHash, cookie), cancellationToken);
        return await FinishAsync(sign, answer, cancellationToken);
    }

    /// <summary>Uses the state up before anybody is asked anything; of two who bring the same, one wins.</summary>
    private async Task<SignInRow> TakeAsync(string state, Func<SignInRow, bool> belongs, CancellationToken cancellationToken)
    {
        var hash = OneTimeText.Hash(state);
        SignInRow? sign;
        await using (var db = store.Open(""))
        {
            sign = await db.SignIns.IgnoreQueryFilters().AsNoTracking().FirstOrDefaultAsync(row => row.StateHash == hash, cancellationToken);
        }

        if (sign is null || !belongs(sign))
        {
            throw Unknown();
        }

        var taken = await store.TransactAsync(
            sign.TenantId, (db, ct) => db.SignIns.Where(row => row.Id == sign.Id && row.StateHash == hash).ExecuteDeleteAsync(ct), cancellationToken);
        return taken != 1 ? throw Unknown()
            : sign.StateUntil > clock.GetUtcNow() ? sign
            : throw DomainException.Invalid("OAUTH_STATE_EXPIRED", "state", ConnectionText.TooLate);
    }

    private async Task<ConnectionRow> FinishAsync(SignInRow sign, ProviderAnswer answer, CancellationToken cancellationToken)
    {
        try
        {
            return await EndAsync(sign, answer, cancellationToken);
        }
        finally
        {
            news.Tell();
        }
    }

    private async Task<ConnectionRow> EndAsync(SignInRow sign, ProviderAnswer answer, CancellationToken cancellationToken)
    {
        var provider = providers.Get(sign.Integration);
        if (answer.Error.Length > 0 || answer.Code.Length == 0)
        {
            await tokens.GiveUpAsync(sign, ConnectionText.Denied, cancellationToken);
            throw new DomainException(Refusal.WrongStatus, "OAUTH_DENIED", ConnectionText.Denied).With("integration", sign.Integration);
        }

        if (answer.Issuer.Length > 0 && !SameHost(answer.Issuer, provider.Descriptor.OAuth.Authorize))
        {
            throw Unknown();
        }

        var verifier = await secrets.OpenAsync(ConnectionSecrets.VerifierOf(sign.TenantId, sign.Id), sign.Verifier, cancellationToken);
        TokenGrant grant;
        try
        {
            grant = await oauth.ExchangeAsync(
                provider.Descriptor.OAuth, providers.AppOf(provider), answer.Code, verifier, new Uri(sign.RedirectUri), cancellationToken);
        }
        catch (OAuthException refused)
        {
            await tokens.GiveUpAsync(sign, refused.Message, cancellationToken);
            throw new DomainException(Refusal.Unavailable, "OAUTH_EXCHANGE_FAILED", $"{refused.Message} Begin the sign-in again.").With("integration", sign.Integration);
        }

        return await tokens.KeepAsync(provider, sign, grant, cancellationToken);
    }

    private static bool SameHost(string issuer, Uri authorize)
        => Uri.TryCreate(issuer, UriKind.Absolute, out var named) && string.Equals(named.Authority, authorize.Authority, StringComparison.OrdinalIgnoreCase);

    private static DomainException Unknown() => DomainException.Invalid(
        "OAUTH_STATE_INVALID", "state", "This sign-in is not known here, was used already, or belongs to another browser. Begin it again.");

    private static async Task<ConnectionRow> AgainAsync(ForgeDb db, Caller caller, BeginConnectionRequest request, CancellationToken cancellationToken)
        => await db.Connections.FirstOrDefaultAsync(row => row.Id == request.ConnectionId, cancellationToken) is { } row
            && ConnectionRules.Sees(caller, row) && row.Integration == request.Integration && row.Status != ConnectionStatus.Revoked
            ? row
            : throw DomainException.NotFound("connection", request.ConnectionId);

    private static ConnectionRow Fresh(Caller caller, BeginConnectionRequest request, DateTimeOffset now) => new()
    {
        Id = Ids.New(),
        Integration = request.Integration,
        Label = ConnectionRules.Label(request.Label),
        Status = ConnectionStatus.Pending,
        OwnerKind = ConnectionRules.OwnerOf(request.OwnerKind),
        OwnerId = request.OwnerKind == OwnerKind.User ? caller.Id : "",
        AuthKind = AuthKind.Oauth2,
        ConversationId = request.ConversationId,
        CreatedBy = caller.ToActor().ToByteArray(),
        CreatedAt = now,
        UpdatedAt = now,
        Revision = 1,
    };
}

/// <summary>What came back from a provider through the browser.</summary>
internal sealed record ProviderAnswer(string Code, string Error, string Issuer);

using OmniForge.Doubles.Faults;
using OmniForge.Doubles.Hosting;
using OmniForge.Doubles.Recording;

namespace OmniForge.Doubles.OAuth;

/// <summary>
/// The sign-in of one provider. A code works once and for 60 s; the redirect address must be the same character by character; every
/// refresh gives new tokens, and a refresh token that is used twice ends all tokens of its consent.
/// </summary>
public sealed class AuthorizationServer
{
    private readonly ConsentDesk _desk;
    private readonly TokenDesk _tokens;
    private readonly TokenStore _store;
    private readonly FaultPlan _faults;
    private readonly Lock _gate;

    internal AuthorizationServer(OAuthProfile profile, OAuthClient client, Journal journal, FaultPlan faults, Lock gate, TimeProvider clock)
    {
        Profile = profile;
        Client = client;
        _faults = faults;
        _gate = gate;
        journal.Know(client.Secret, profile.Provider, SecretKind.Client);
        _store = new(profile, journal, clock);
        var codes = new Dictionary<string, IssuedCode>(StringComparer.Ordinal);
        _desk = new(profile, client, Accounts, Switches, _store, codes, clock);
        _tokens = new(profile, client, Switches, _store, codes, clock);
    }

    public OAuthProfile Profile { get; }

    public OAuthClient Client { get; }

    public OAuthSwitches Switches { get; } = new();

    /// <summary>Who can sign in; the first does when an address names nobody (`account=ID`).</summary>
    public IList<OAuthAccount> Accounts { get; } = [];

    /// <summary>The next token requests are carried out, and the connection dies before the answer.</summary>
    public void DieAfterCommit(int times = 1) => _faults.Next(Fault.AppliedNoAnswer, IsToken, times);

    /// <summary>The next token request is answered late, by the double's clock.</summary>
    public void AnswerLate(TimeSpan pause) => _faults.Next(Fault.SlowAnswer(pause), IsToken);

    /// <summary>Tokens as if the account had said yes: for tests that are not about signing in.</summary>
    public Grant Grant(OAuthAccount account, params string[] scopes)
    {
        lock (_gate)
        {
            return _store.Start(account, scopes.Length > 0 ? scopes : Profile.FixedScopes.Count > 0 ? Profile.FixedScopes : [.. Profile.Scopes]).Grant;
        }
    }

    /// <summary>All access tokens stop working; refresh tokens still do.</summary>
    public void ExpireAccessTokens()
    {
        lock (_gate)
        {
            _store.ExpireAccess();
        }
    }

    /// <summary>The account takes its consent back: no token of it works any more.</summary>
    public void TakeBack(string account)
    {
        lock (_gate)
        {
            _store.RevokeAll(account);
        }
    }

    /// <summary>The access token, while it is valid.</summary>
    public AccessToken? Find(string token)
    {
        lock (_gate)
        {
            return _store.Find(token);
        }
    }

    /// <summary>What is known of a token that came with a request.</summary>
    public TokenState StateOf(string token)
    {
        lock (_gate)
        {
            return _store.StateOf(token);
        }
    }

    internal Door DoorOf(Call call)
        => call.Path == Profile.AuthorizePath ? Door.Authorize : IsToken(call) ? Door.Token : IsRevoke?.Invoke(call) == true ? Door.Revoke : Door.Api;

    /// <summary>Which requests revoke; the provider sets it, for each does it differently.</summary>
    internal Func<Call, bool>? IsRevoke { get; init; }

    internal Reply? Answer(Call call, Exchange exchange) => exchange.Door switch
    {
        Door.Authorize => _desk.Answer(call),
        Door.Token => Tokens(call, exchange),
        _ => null,
    };

    /// <summary>Ends the family of a token; false when it was none of ours or over already.</summary>
    internal bool Revoke(string token) => _store.Revoke(token);

    /// <summary>True when the request is by the registered application, in the way the provider wants.</summary>
    internal bool IsOurClient(string id, string secret) => id == Client.Id && secret == Client.Secret;

    private Reply Tokens(Call call, Exchange exchange)
    {
        try
        {
            return Profile.Shaped(call, _tokens.Answer(call, exchange));
        }
        catch (RefusalException refusal)
        {
            throw new RefusalException(Profile.Shaped(call, refusal.Reply), refusal.Misuse);
        }
    }

    private bool IsToken(Call call) => call.Path == Profile.TokenPath;
}

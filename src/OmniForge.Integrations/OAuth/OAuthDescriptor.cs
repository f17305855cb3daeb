namespace OmniForge.Integrations.OAuth;

/// <summary>How a provider signs people in; data only.</summary>
public sealed record OAuthDescriptor
{
    public required Uri Authorize { get; init; }
    public required Uri Token { get; init; }

    /// <summary>Null = the provider cannot be told; the access is removed in its settings.</summary>
    /// <remarks>`{client_id}` in it stands for ours.</remarks>
    public Uri? Revoke { get; init; }
    public Revoking Revoking { get; init; } = Revoking.Standard;
    public ClientProof ClientProof { get; init; } = ClientProof.Basic;
    public TokenBody Body { get; init; } = TokenBody.Form;

    /// <summary>Sent with requests for tokens, for instance `Accept`.</summary>
    public IReadOnlyDictionary<string, string> TokenHeaders { get; init; } = new Dictionary<string, string>();

    /// <summary>Added to the authorize address.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();
    public string ScopeParameter { get; init; } = "scope";
    public string ScopeSeparator { get; init; } = " ";

    /// <summary>Asked for at every sign-in, whatever the agent needs.</summary>
    public IReadOnlyList<string> BaseScopes { get; init; } = [];
    public Pkce Pkce { get; init; } = Pkce.Both;
    public Refreshing Refreshing { get; init; } = Refreshing.Rotates;

    /// <summary>Errors of the token address after which only a new sign-in helps.</summary>
    public IReadOnlyList<string> FinalErrors { get; init; } = ["invalid_grant"];

    /// <summary>Where the answer with tokens names the account, for instance `team.id`; empty = the account is asked for itself.</summary>
    public string AccountIdPath { get; init; } = "";
    public string AccountNamePath { get; init; } = "";
}

public enum ClientProof
{
    Basic,
    Form,
}

public enum TokenBody
{
    Form,
    Json,
}

/// <summary>How a provider is told that a token is no longer wanted.</summary>
public enum Revoking
{
    /// <summary>The token in the body, signed as requests for tokens are (RFC 7009).</summary>
    Standard,

    /// <summary>A request that carries the token as its credential.</summary>
    AsBearer,

    /// <summary>DELETE with the token in a JSON body, signed by the application.</summary>
    WholeGrant,
}

/// <summary>What of the proof of possession (RFC 7636) the provider takes.</summary>
public enum Pkce
{
    /// <summary>Challenge and verifier.</summary>
    Both,

    /// <summary>The challenge only: the token address refuses fields it does not know.</summary>
    Challenge,
    Omit,
}

public enum Refreshing
{
    /// <summary>There is nothing to renew: a refused token needs a new sign-in.</summary>
    None,

    /// <summary>Each refresh gives a new refresh token and ends the one before.</summary>
    Rotates,

    /// <summary>It ends the access token before as well, at once.</summary>
    RotatesAndEndsAccess,
}

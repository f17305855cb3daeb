using OmniForge.Doubles.Hosting;

namespace OmniForge.Doubles.OAuth;

/// <summary>How a provider wants the application to say who it is.</summary>
public enum ClientAuthentication
{
    Basic,
    Form,
    BasicOrForm,
}

/// <summary>What a provider knows of PKCE.</summary>
public enum PkceRule
{
    /// <summary>A challenge binds: the verifier is demanded, S256 only.</summary>
    Binding,

    /// <summary>A challenge is ignored, and a verifier is a field the provider does not know.</summary>
    Unknown,
}

/// <summary>What went wrong at the token endpoint; each provider has its own word for it.</summary>
public enum OAuthProblem
{
    MalformedRequest,
    UnknownClient,
    UnknownCode,
    WrongRedirect,
    WrongVerifier,
    UnknownRefreshToken,
    UnknownGrant,
}

/// <summary>What is given to the application.</summary>
/// <param name="ExpiresIn">Life of the access token; null when it lives until it is revoked or when a test withholds it.</param>
/// <param name="RefreshExpiresIn">Life of the refresh token; null for ever.</param>
public sealed record Grant(
    OAuthAccount Account, string AccessToken, string RefreshToken, IReadOnlyList<string> Scopes, TimeSpan? ExpiresIn, TimeSpan? RefreshExpiresIn);

/// <summary>How one provider does OAuth.</summary>
public sealed record OAuthProfile
{
    public required string Provider { get; init; }

    /// <summary>As the consent page calls it.</summary>
    public required string DisplayName { get; init; }

    public required string AuthorizePath { get; init; }

    public required string TokenPath { get; init; }

    public required ClientAuthentication Authentication { get; init; }

    /// <summary>True when the token endpoint takes JSON; false for a form.</summary>
    public bool JsonTokens { get; init; }

    /// <summary>Headers that requests for tokens must have, with this value.</summary>
    public IReadOnlyDictionary<string, string> TokenHeaders { get; init; } = new Dictionary<string, string>();

    /// <summary>True when a request without `grant_type` is one for a code.</summary>
    public bool GrantTypeImplied { get; init; }

    public PkceRule Pkce { get; init; } = PkceRule.Binding;

    /// <summary>Parameters that the authorize address must have, with this value.</summary>
    public IReadOnlyDictionary<string, string> Demanded { get; init; } = new Dictionary<string, string>();

    /// <summary>Parameters that carry comma separated scopes.</summary>
    public IReadOnlyList<string> ScopeParameters { get; init; } = [];

    /// <summary>Scopes there are; empty when the provider has none.</summary>
    public IReadOnlySet<string> Scopes { get; init; } = new HashSet<string>();

    /// <summary>What an account gets when the provider does not let an application ask.</summary>
    public IReadOnlyList<string> FixedScopes { get; init; } = [];

    public TimeSpan? AccessLife { get; init; }

    public TimeSpan? RefreshLife { get; init; }

    /// <summary>True when a refresh also ends the access token before it.</summary>
    public bool RefreshKillsAccess { get; init; }

    public required string AccessPrefix { get; init; }

    public required string RefreshPrefix { get; init; }

    /// <summary>The body of a successful answer.</summary>
    public required Func<Grant, JsonObject> Granted { get; init; }

    /// <summary>The answer to a refused request; the text says what is wrong.</summary>
    public required Func<OAuthProblem, string, Reply> Refused { get; init; }

    /// <summary>A last touch on answers of the token endpoint, such as another form of the same facts.</summary>
    public Func<Call, Reply, Reply> Shaped { get; init; } = (_, reply) => reply;
}

namespace OmniForge.Integrations.OAuth;

/// <summary>Our registration at a provider.</summary>
public sealed record OAuthApp(string ClientId, string ClientSecret);

/// <summary>What a token address gave.</summary>
/// <param name="RefreshToken">Null = the one before stays, or there is none.</param>
/// <param name="ExpiresAt">Null = the provider did not say.</param>
/// <param name="AccountId">Empty = not part of the answer; ask the account itself.</param>
public sealed record TokenGrant(
    string AccessToken, string? RefreshToken, DateTimeOffset? ExpiresAt, IReadOnlyList<string> Scopes, string AccountId, string AccountName)
{
    /// <summary>Never the tokens.</summary>
    public override string ToString() => $"token of {AccountName}";
}

/// <summary>A provider that gave no token; the message is one plain sentence without anything secret.</summary>
public sealed class OAuthException(OAuthFault fault, string code, string message) : Exception(message)
{
    public OAuthFault Fault { get; } = fault;

    /// <summary>The provider's own word, for instance `invalid_grant`; empty = none.</summary>
    public string Code { get; } = code;
}

public enum OAuthFault
{
    /// <summary>Only a new sign-in helps.</summary>
    Final,

    /// <summary>It may work in a moment.</summary>
    Passing,

    /// <summary>The registration or the request is wrong: an operator must look.</summary>
    Misconfigured,
}

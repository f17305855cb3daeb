namespace OmniForge.Doubles.OAuth;

/// <summary>An authorization code and what it was given for.</summary>
internal sealed record IssuedCode(
    OAuthAccount Account, IReadOnlyList<string> Scopes, string RedirectUri, string? Challenge, DateTimeOffset ExpiresAt)
{
    /// <summary>How long a code lives.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(60);

    /// <summary>The tokens it was changed into; null while it was not.</summary>
    public TokenStore.Family? SpentOn { get; set; }
}

namespace OmniForge.Doubles.OAuth;

/// <summary>The one application that is registered at a double.</summary>
public sealed class OAuthClient(string id, string secret)
{
    public string Id { get; } = id;

    public string Secret { get; } = secret;

    /// <summary>Addresses a code may be sent to; compared character by character.</summary>
    public HashSet<string> RedirectUris { get; } = new(StringComparer.Ordinal);
}

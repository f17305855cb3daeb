namespace OmniForge.Doubles.OAuth;

/// <summary>The one application that is registered at a double.</summary>
public sealed class OAuthClient(string id, string secret)
{
    public string Id { get; } = id;

    public string Secret { get; } = secret;

    /// <summary>Addresses a code may be sent to; compared character by character.</summary>
    public HashSet<string> RedirectUris { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Also takes a registered address on another port of this machine, as RFC 8252 wants it for programs that get their port when they
    /// start. Off unless turned on; a code stays bound to the very address it was asked for.
    /// </summary>
    public bool AnyLoopbackPort { get; set; }

    internal bool Allows(string address)
        => RedirectUris.Contains(address)
            || (AnyLoopbackPort && WithoutPort(address) is { } wanted && RedirectUris.Any(known => WithoutPort(known) == wanted));

    private static string? WithoutPort(string address)
        => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri is { Scheme: "http", IsLoopback: true, UserInfo: "" }
            ? uri.GetComponents(UriComponents.Scheme | UriComponents.Host | UriComponents.PathAndQuery | UriComponents.Fragment, UriFormat.UriEscaped)
            : null;
}

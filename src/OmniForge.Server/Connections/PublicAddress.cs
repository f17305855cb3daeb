using OmniForge.Server.Hosting;

namespace OmniForge.Server.Connections;

/// <summary>How a browser reaches this server's pages.</summary>
internal sealed class PublicAddress(ServerOptions options, ConnectionSettings settings)
{
    private string? _bound;

    public bool Secure => Origin.StartsWith("https://", StringComparison.Ordinal);

    /// <summary>Where the pages are listening, once that is known.</summary>
    public void Bound(string http) => _bound = http.TrimEnd('/');

    public string Of(string path) => Origin + path;

    public string CallbackOf(string integration) => Of($"/oauth/callback/{integration}");

    /// <summary>A page of a front end, when the operator has listed it exactly so.</summary>
    public string DemandListed(string redirectUri) => settings.RedirectUris.Contains(redirectUri)
        ? redirectUri
        : throw DomainException.Field("redirect_uri", "is not one of the addresses that whoever runs this server listed in OMNIFORGE_REDIRECT_URIS");

    private string Origin => settings.PublicUrl.Length > 0 ? settings.PublicUrl.TrimEnd('/') : _bound ?? $"http://127.0.0.1:{options.HttpPort}";
}

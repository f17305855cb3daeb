using OmniForge.Server.Hosting;

namespace OmniForge.Server.Connections;

/// <summary>What an operator sets about connections.</summary>
internal sealed record ConnectionSettings
{
    /// <summary>`OMNIFORGE_PUBLIC_URL`: how browsers reach this server's pages. Default: where it listens.</summary>
    public string PublicUrl { get; init; } = "";

    /// <summary>`OMNIFORGE_REDIRECT_URIS`: pages of front ends that take the answer of a sign-in, separated by commas. Default: none.</summary>
    public IReadOnlySet<string> RedirectUris { get; init; } = new HashSet<string>();

    /// <summary>Throws with a sentence when a value is no address.</summary>
    public static ConnectionSettings Read(IConfiguration configuration)
    {
        var url = (configuration["OMNIFORGE_PUBLIC_URL"] ?? "").Trim();
        if (url.Length > 0 && !IsPage(url))
        {
            throw new StartRefused("OMNIFORGE_PUBLIC_URL must be an address like https://forge.example.com, without path; http is good for this machine only.");
        }

        var pages = (configuration["OMNIFORGE_REDIRECT_URIS"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return pages.FirstOrDefault(page => !IsPage(page)) is { } wrong
            ? throw new StartRefused($"OMNIFORGE_REDIRECT_URIS: '{wrong}' is no https address.")
            : new() { PublicUrl = url, RedirectUris = pages.ToHashSet(StringComparer.Ordinal) };
    }

    private static bool IsPage(string text)
        => Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback));
}

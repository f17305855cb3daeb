using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;

namespace OmniForge.Integrations.Requests;

/// <summary>Where a request may go: a credential is for the hosts of its own provider.</summary>
internal static class ProviderAddress
{
    /// <summary>The whole address of a request. Throws for one elsewhere, before anything is sent.</summary>
    public static Uri Of(IntegrationDescriptor descriptor, string address)
    {
        var api = descriptor.Api.AbsoluteUri.TrimEnd('/');

        // "//host" and "\host" would be taken for another host, and ".." would leave the API's path.
        var absolute = Uri.TryCreate(address, UriKind.Absolute, out var given) && given.Scheme is "http" or "https";
        var target = absolute ? given! : new Uri($"{api}/{address.TrimStart('/', '\\')}");
        return IsOurs(descriptor, target) && (absolute || target.AbsolutePath.StartsWith(descriptor.Api.AbsolutePath.TrimEnd('/'), StringComparison.Ordinal))
            ? target
            : throw Elsewhere(descriptor, target);
    }

    /// <summary>Where a redirect of <paramref name="from"/> leads, when it stays with the provider.</summary>
    public static Uri Next(IntegrationDescriptor descriptor, Uri from, Uri location)
    {
        var target = new Uri(from, location);
        return IsOurs(descriptor, target) ? target : throw Elsewhere(descriptor, target);
    }

    /// <summary>The credential goes along; a server under test stands on a port of its own, without encryption.</summary>
    private static bool IsOurs(IntegrationDescriptor descriptor, Uri target)
        => target.UserInfo.Length == 0
            && (SameServer(descriptor.Api, target)
                || (target.Scheme == "https" && target.IsDefaultPort && descriptor.MoreHosts.Contains(target.IdnHost, StringComparer.OrdinalIgnoreCase)));

    private static bool SameServer(Uri one, Uri other)
        => one.Scheme == other.Scheme && one.Port == other.Port && string.Equals(one.IdnHost, other.IdnHost, StringComparison.OrdinalIgnoreCase);

    private static AccountException Elsewhere(IntegrationDescriptor descriptor, Uri target) => new(
        ToolErrorCode.Forbidden,
        $"'{target.Host}' does not belong to {descriptor.DisplayName}, so nothing was sent there.");
}

namespace OmniForge.Skills.Permissions;

/// <summary><c>domain:example.com</c> is that host exactly; <c>domain:*.example.com</c> is any host below it, not itself.</summary>
internal sealed class HostPattern
{
    private const string Prefix = "domain:";

    private readonly string _host;
    private readonly bool _below;

    private HostPattern(string host, bool below)
    {
        _host = host;
        _below = below;
    }

    public static HostPattern? Read(string spec, out string? reason)
    {
        reason = null;
        if (!spec.StartsWith(Prefix, StringComparison.Ordinal))
        {
            reason = "addresses are limited as 'domain:example.com'";
            return null;
        }

        var host = spec[Prefix.Length..].Trim();
        var below = host.StartsWith("*.", StringComparison.Ordinal);
        host = Normal(below ? host[2..] : host);
        if (host.Length == 0 || host.Split('.').Any(label => label.Length == 0 || !label.All(IsHostCharacter)))
        {
            reason = "after 'domain:' only a host name fits, as in 'example.com' or '*.example.com'";
            return null;
        }

        return new(host, below);
    }

    public bool Admits(string subject)
    {
        var host = Normal(subject);
        return _below
            ? host.Length > _host.Length + 1 && host.EndsWith("." + _host, StringComparison.Ordinal)
            : host == _host;
    }

    /// <summary>Whether every host that the other pattern admits is admitted here too.</summary>
    public bool Includes(HostPattern other)
        => other._below
            ? _below && (other._host == _host || other._host.EndsWith("." + _host, StringComparison.Ordinal))
            : Admits(other._host);

    // Host names have no case, and a final dot only says that they are complete.
    private static string Normal(string host)
    {
        var lower = host.ToLowerInvariant();
        return lower.EndsWith('.') ? lower[..^1] : lower;
    }

    private static bool IsHostCharacter(char c) => char.IsLetterOrDigit(c) || c is '-' or '_';
}

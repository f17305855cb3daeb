using System.Net;

namespace OmniForge.Agents.Egress;

/// <summary>Which web addresses may be asked for at all, before any name is resolved.</summary>
internal static class UrlRules
{
    private const int MostCharacters = 2_048;
    private const int MostHostCharacters = 253;

    private static readonly string[] PrivateEndings =
        [".localhost", ".local", ".localdomain", ".internal", ".intranet", ".lan", ".home", ".corp", ".private", ".arpa", ".onion", ".test"];

    /// <summary>The address to use; throws <see cref="EgressRefusedException"/> with the reason.</summary>
    public static Uri Check(string url, EgressOptions options)
    {
        if (url.Length is 0 or > MostCharacters)
        {
            throw new EgressRefusedException($"A web address of 1 to {MostCharacters:N0} characters is needed.");
        }

        if (url.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c == '\\') || !Uri.TryCreate(url, UriKind.Absolute, out var uri))
        {
            throw new EgressRefusedException("This is no valid web address; write it like https://example.com/page.");
        }

        return Check(uri, options);
    }

    public static Uri Check(Uri uri, EgressOptions options)
    {
        if (!uri.IsAbsoluteUri || uri.OriginalString.Length > MostCharacters)
        {
            throw new EgressRefusedException("This is no valid web address; write it like https://example.com/page.");
        }

        if (uri.UserInfo.Length > 0 || Authority(uri).Contains('@'))
        {
            throw new EgressRefusedException("Web addresses with a user name or password in them are not opened.");
        }

        if (uri.Scheme is "http" or "https" && IsOpened(uri.IdnHost, uri.Port, options))
        {
            return uri;
        }

        if (uri.Scheme != "https")
        {
            throw new EgressRefusedException("Only addresses that start with https:// are opened.");
        }

        if (uri.Port != 443)
        {
            throw new EgressRefusedException($"The address asks for port {uri.Port}; only the usual one (443) is opened.");
        }

        CheckHost(uri);
        return uri;
    }

    public static bool IsOpened(string host, int port, EgressOptions options)
        => options.Opened.Any(opened => opened.Port == port
            && string.Equals(opened.Host.Trim('[', ']'), host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase));

    private static void CheckHost(Uri uri)
    {
        var host = uri.IdnHost.ToLowerInvariant();
        var labels = host.Split('.');
        if (uri.HostNameType is not UriHostNameType.Dns || IPAddress.TryParse(host, out _) || LooksNumeric(labels[^1]))
        {
            throw new EgressRefusedException("Addresses made of numbers are not opened; use the name of the website.");
        }

        if (labels.Length < 2 || PrivateEndings.Any(ending => host.EndsWith(ending, StringComparison.Ordinal)))
        {
            throw new EgressRefusedException($"'{host}' is a name inside a private network; only public websites are opened.");
        }

        if (host.Length > MostHostCharacters || labels.Any(label => label.Length is 0 or > 63 || !label.All(IsNameCharacter)))
        {
            throw new EgressRefusedException("The name of the website in this address is not valid.");
        }
    }

    /// <summary>`1`, `0x7f`, `017`: the last part of an address in one of its many notations. No public top-level name is like that.</summary>
    private static bool LooksNumeric(string label)
        => label.Length > 0 && char.IsAsciiDigit(label[0]) && label.All(c => char.IsAsciiHexDigit(c) || c is 'x');

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_';

    /// <summary>The part between `//` and the path as it was written: an empty user name leaves no trace in the parsed form.</summary>
    private static string Authority(Uri uri)
    {
        var text = uri.OriginalString;
        var start = text.IndexOf("//", StringComparison.Ordinal);
        if (start < 0)
        {
            return "";
        }

        var end = text.IndexOfAny(['/', '?', '#'], start + 2);
        return end < 0 ? text[(start + 2)..] : text[(start + 2)..end];
    }
}

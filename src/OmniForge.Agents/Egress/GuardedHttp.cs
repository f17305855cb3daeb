using System.Net;
using System.Net.Sockets;

namespace OmniForge.Agents.Egress;

/// <summary>
/// The one way to addresses that somebody else chose. Every request and every redirect passes the rules; names are resolved once and the
/// connection goes to the address that was judged, so that a second answer cannot swap the target.
/// </summary>
public static class GuardedHttp
{
    /// <summary>
    /// Set on a request whose host was allowed by name: a redirect to another website is refused and named, so that it is asked for itself.
    /// </summary>
    public static readonly HttpRequestOptionsKey<bool> StayOnHost = new("OmniForge.StayOnHost");

    /// <summary>Set on a request that carries a credential: a redirect is given back as it is, and whoever asked decides.</summary>
    public static readonly HttpRequestOptionsKey<bool> KeepRedirects = new("OmniForge.KeepRedirects");

    /// <summary>
    /// A handler for <see cref="HttpClient"/>. Refusals are <see cref="EgressRefusedException"/>, alone or inside of what the client throws.
    /// </summary>
    public static HttpMessageHandler CreateHandler(EgressOptions options) => new RedirectGuard(options, new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = options.ConnectTimeout,
        MaxResponseHeadersLength = 32,
        MaxConnectionsPerServer = 8,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        UseCookies = false,
        UseProxy = false,
        ConnectCallback = (context, cancellationToken) => ConnectAsync(context.DnsEndPoint, options, cancellationToken),
    });

    /// <summary>Why an address is never asked, in one sentence, as far as that can be told without the network; null = it may be tried.</summary>
    public static string? Problem(string url, EgressOptions options)
    {
        try
        {
            UrlRules.Check(url, options);
            return null;
        }
        catch (EgressRefusedException refusal)
        {
            return refusal.Message;
        }
    }

    /// <summary>The reason of a refusal anywhere inside an exception of <see cref="HttpClient"/>; null = it failed for another one.</summary>
    public static EgressRefusedException? Refusal(Exception? error)
        => error is null ? null : error as EgressRefusedException ?? Refusal(error.InnerException);

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint target, EgressOptions options, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(target.Host.Trim('[', ']'), out var literal)
            ? [literal]
            : await options.Resolver(target.Host, cancellationToken);
        if (addresses.Length == 0)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        if (!UrlRules.IsOpened(target.Host, target.Port, options) && addresses.Any(AddressRules.IsForbidden))
        {
            throw new EgressRefusedException($"'{target.Host}' leads into a private network; only public websites are opened.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, target.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

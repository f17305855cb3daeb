using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace OmniForge.Server.Hosting;

/// <summary>The ports of the server: loopback without encryption, or every network with TLS 1.2 and above.</summary>
internal static class Listening
{
    public static void Configure(KestrelServerOptions kestrel, ServerOptions options)
    {
        var certificate = ServerCertificate.Read(options, TimeProvider.System);
        Listen(options.GrpcPort, HttpProtocols.Http2);
        Listen(options.HttpPort, HttpProtocols.Http1);
        kestrel.AddServerHeader = false;
        kestrel.Limits.Http2.MaxStreamsPerConnection = 100;
        kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
        kestrel.Limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(20);
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.MaxRequestBodySize = Limits.LargestBody;

        void Listen(int port, HttpProtocols protocols)
        {
            if (options.Networked)
            {
                kestrel.ListenAnyIP(port, Protect);
            }
            else
            {
                kestrel.Listen(IPAddress.Loopback, port, Protect);
            }

            void Protect(ListenOptions listen)
            {
                listen.Protocols = protocols;
                if (certificate is var (own, chain))
                {
                    listen.UseHttps(https => (https.ServerCertificate, https.ServerCertificateChain) = (own, chain));
                }
            }
        }
    }

    /// <summary>An address that was bound, as clients must write it.</summary>
    public static string Reachable(string bound, ServerOptions options)
    {
        var uri = new UriBuilder(bound.Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal));
        if (options.AdvertisedAddress.Length > 0)
        {
            uri.Host = options.AdvertisedAddress;
        }

        return $"{uri.Scheme}://{uri.Host}:{uri.Port}";
    }
}

using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using OmniForge.Server.Hosting;

namespace OmniForge.Server.Cluster;

/// <summary>Under which address other nodes reach this one, and whether they can.</summary>
internal static class NodeAddress
{
    /// <summary>The advertised name as an IP address; loopback when none is advertised.</summary>
    public static async Task<IPAddress> OfAsync(ServerOptions options, CancellationToken cancellationToken)
    {
        if (options.AdvertisedAddress.Length == 0)
        {
            return IPAddress.Loopback;
        }

        try
        {
            var found = IPAddress.TryParse(options.AdvertisedAddress, out var written)
                ? [written]
                : await Dns.GetHostAddressesAsync(options.AdvertisedAddress, cancellationToken);
            return found.OrderBy(address => address.AddressFamily == AddressFamily.InterNetwork ? 0 : 1).First();
        }
        catch (Exception unknown) when (unknown is SocketException or InvalidOperationException)
        {
            throw new StartRefused(
                $"OMNIFORGE_ADVERTISED_ADDRESS is \"{options.AdvertisedAddress}\", which no name service knows. Set it to the name or IP address under which other machines reach this one.");
        }
    }

    /// <summary>The port between nodes lets only nodes in, but it is not made to stand a flood, so it must not be reachable from the internet.</summary>
    public static void DemandPrivate(IPAddress address)
    {
        if (!IsPrivate(address))
        {
            throw new StartRefused(
                $"OMNIFORGE_ADVERTISED_ADDRESS leads to {address}, a public address. The port between servers is not made for the internet, so set it to an address of a private network.");
        }
    }

    /// <summary>Refuses to join nodes that could not call back.</summary>
    public static void DemandReachable(ServerOptions options, string other, string otherHost)
    {
        var endpoint = SiloAddress.FromParsableString(other).Endpoint;
        var mine = options.AdvertisedAddress.Length == 0 || IPAddress.TryParse(options.AdvertisedAddress, out var ip) && IPAddress.IsLoopback(ip);
        if (mine && (!IPAddress.IsLoopback(endpoint.Address) || otherHost != Dns.GetHostName()))
        {
            throw new StartRefused(
                $"The server {otherHost} ({endpoint}) already uses this database. To run beside it, set OMNIFORGE_ADVERTISED_ADDRESS to this machine's address and OMNIFORGE_TLS_CERTIFICATE to its certificate; otherwise stop that server or use another DATABASE_URL.");
        }

        if (!mine && IPAddress.IsLoopback(endpoint.Address))
        {
            throw new StartRefused(
                $"The server {otherHost} already uses this database and can only be reached on its own machine. Set OMNIFORGE_ADVERTISED_ADDRESS and OMNIFORGE_TLS_CERTIFICATE there too and restart it first.");
        }
    }

    /// <summary>Where the port between nodes listens: that address alone when it is this machine's, else (behind an address translation) on all.</summary>
    public static IPAddress ListeningOn(IPAddress advertised)
        => IPAddress.IsLoopback(advertised) || NetworkInterface.GetAllNetworkInterfaces()
                .SelectMany(network => network.GetIPProperties().UnicastAddresses).Any(own => own.Address.Equals(advertised))
            ? advertised
            : advertised.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any;

    public static bool IsPrivate(IPAddress address)
    {
        if (IPAddress.IsLoopback(address) || address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal)
        {
            return true;
        }

        var bytes = (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes();
        return bytes.Length == 4 && (bytes[0], bytes[1]) switch
        {
            (10, _) or (127, _) or (192, 168) or (169, 254) => true,
            (172, var second) => second is >= 16 and <= 31,
            (100, var second) => second is >= 64 and <= 127,
            _ => false,
        };
    }
}

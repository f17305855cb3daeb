using System.Net;
using System.Net.Sockets;

namespace OmniForge.Agents.Egress;

/// <summary>Which network addresses belong to the public internet.</summary>
public static class AddressRules
{
    private static readonly IPNetwork[] ForbiddenV4 = Parse(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4");

    private static readonly IPNetwork PublicV6 = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] ForbiddenV6 = Parse("2001::/32", "2001:db8::/32", "2002::/16", "3fff::/20");
    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>True for this machine, private networks, metadata services and everything else that is not public.</summary>
    public static bool IsForbidden(IPAddress address)
    {
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            if (!address.IsIPv4MappedToIPv6 && !Translated.Contains(address))
            {
                return !PublicV6.Contains(address) || ForbiddenV6.Any(network => network.Contains(address));
            }

            address = new(address.GetAddressBytes()[12..]);
        }

        return ForbiddenV4.Any(network => network.Contains(address));
    }

    private static IPNetwork[] Parse(params string[] networks) => Array.ConvertAll(networks, IPNetwork.Parse);
}

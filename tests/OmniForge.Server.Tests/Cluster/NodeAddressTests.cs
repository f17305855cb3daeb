using System.Net;
using OmniForge.Server.Cluster;
using OmniForge.Server.Cluster.Tls;
using OmniForge.Server.Hosting;

namespace OmniForge.Server.Tests.Cluster;

public sealed class NodeAddressTests
{
    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("10.200.3.4", true)]
    [InlineData("172.16.0.1", true)]
    [InlineData("172.31.255.1", true)]
    [InlineData("172.32.0.1", false)]
    [InlineData("192.168.7.7", true)]
    [InlineData("192.169.7.7", false)]
    [InlineData("100.64.0.1", true)]
    [InlineData("100.128.0.1", false)]
    [InlineData("169.254.1.1", true)]
    [InlineData("8.8.8.8", false)]
    [InlineData("::1", true)]
    [InlineData("fd00::1", true)]
    [InlineData("fe80::1", true)]
    [InlineData("2001:db8::1", false)]
    [InlineData("::ffff:10.0.0.1", true)]
    [InlineData("::ffff:8.8.8.8", false)]
    public void The_port_between_nodes_is_for_private_networks_only(string address, bool isPrivate)
    {
        Assert.Equal(isPrivate, NodeAddress.IsPrivate(IPAddress.Parse(address)));
        if (isPrivate)
        {
            NodeAddress.DemandPrivate(IPAddress.Parse(address));
            return;
        }

        var refused = Assert.Throws<StartRefused>(() => NodeAddress.DemandPrivate(IPAddress.Parse(address)));
        Assert.Contains("OMNIFORGE_ADVERTISED_ADDRESS", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_node_of_this_machine_alone_does_not_join_nodes_of_others()
    {
        var local = new ServerOptions();
        NodeAddress.DemandReachable(local, "127.0.0.1:7000@5", Dns.GetHostName());
        Assert.Contains(
            "OMNIFORGE_ADVERTISED_ADDRESS",
            Assert.Throws<StartRefused>(() => NodeAddress.DemandReachable(local, "127.0.0.1:7000@5", "another-machine")).Message,
            StringComparison.Ordinal);
        Assert.Throws<StartRefused>(() => NodeAddress.DemandReachable(local, "10.0.0.2:7000@5", Dns.GetHostName()));
    }

    [Fact]
    public void A_networked_node_does_not_join_one_that_only_its_own_machine_reaches()
    {
        var networked = new ServerOptions { AdvertisedAddress = "10.0.0.1" };
        NodeAddress.DemandReachable(networked, "10.0.0.2:7000@5", "another-machine");
        Assert.Contains(
            "restart it first",
            Assert.Throws<StartRefused>(() => NodeAddress.DemandReachable(networked, "127.0.0.1:7000@5", "another-machine")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_node_does_not_stand_beside_a_version_that_shows_no_key()
    {
        NodeKeys.Demand(new NodeRow { Address = "10.0.0.2:7000@5", KeyDigest = "ab" });
        var refused = Assert.Throws<StartRefused>(() => NodeKeys.Demand(new NodeRow { Address = "10.0.0.2:7000@5", HostName = "old-host" }));
        Assert.Contains("old-host", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Stop all servers of that version", refused.Message, StringComparison.Ordinal);
    }
}

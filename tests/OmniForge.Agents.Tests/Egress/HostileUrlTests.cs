using System.Net;
using OmniForge.Agents.Egress;
using OmniForge.Agents.Tests.Tools;
using OmniForge.Agents.Tools;

namespace OmniForge.Agents.Tests.Egress;

/// <summary>Nothing here may reach the network: names of the table resolve to this machine, and every answer must be a refusal.</summary>
public sealed class HostileUrlTests
{
    [Theory]
    [InlineData("")]
    [InlineData("example.com")]
    [InlineData("//example.com")]
    [InlineData("http://example.com")]
    [InlineData("HTTP://example.com")]
    [InlineData("ftp://example.com")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://example.com")]
    [InlineData("data:text/plain,x")]
    [InlineData("javascript:alert(1)")]
    [InlineData("ws://example.com")]
    [InlineData("wss://example.com")]
    [InlineData("unix:///run/docker.sock")]
    [InlineData("https:example.com")]
    [InlineData("https://")]
    [InlineData("https:///etc")]
    [InlineData("https://example.com:80")]
    [InlineData("https://example.com:8443")]
    [InlineData("https://example.com:0")]
    [InlineData("https://example.com:65536")]
    [InlineData("https://user@example.com")]
    [InlineData("https://user:secret@example.com")]
    [InlineData("https://@example.com")]
    [InlineData("https://:@example.com")]
    [InlineData("https://example.com@127.0.0.1")]
    [InlineData("https://example.com%40127.0.0.1")]
    [InlineData("https://127.0.0.1")]
    [InlineData("https://127.1")]
    [InlineData("https://127.0.1")]
    [InlineData("https://2130706433")]
    [InlineData("https://0x7f000001")]
    [InlineData("https://0x7f.0.0.1")]
    [InlineData("https://0x7f.1")]
    [InlineData("https://0177.0.0.1")]
    [InlineData("https://017700000001")]
    [InlineData("https://127.0.0.1.")]
    [InlineData("https://127.0.0.0x1")]
    [InlineData("https://8.8.8.8")]
    [InlineData("https://134744072")]
    [InlineData("https://0")]
    [InlineData("https://0.0.0.0")]
    [InlineData("https://[::1]")]
    [InlineData("https://[::]")]
    [InlineData("https://[::ffff:127.0.0.1]")]
    [InlineData("https://[0:0:0:0:0:ffff:7f00:1]")]
    [InlineData("https://[fe80::1%25eth0]")]
    [InlineData("https://[2606:4700:4700::1111]")]
    [InlineData("https://[::1")]
    [InlineData("https://169.254.169.254/latest/meta-data/")]
    [InlineData("https://metadata.google.internal/computeMetadata/v1/")]
    [InlineData("https://instance-data.ec2.internal")]
    [InlineData("https://localhost")]
    [InlineData("https://LOCALHOST")]
    [InlineData("https://localhost.")]
    [InlineData("https://x.localhost")]
    [InlineData("https://localhost.localdomain")]
    [InlineData("https://printer.local")]
    [InlineData("https://printer.local.")]
    [InlineData("https://db.internal")]
    [InlineData("https://db.corp")]
    [InlineData("https://router.lan")]
    [InlineData("https://nas.home")]
    [InlineData("https://nas.home.arpa")]
    [InlineData("https://1.0.0.127.in-addr.arpa")]
    [InlineData("https://intranet")]
    [InlineData("https://kubernetes.default.svc.cluster.local")]
    [InlineData("https://example")]
    [InlineData("https://example..com")]
    [InlineData("https://.example.com")]
    [InlineData("https://example.com\\@127.0.0.1")]
    [InlineData("https:\\\\example.com")]
    [InlineData("https://example.com\t.evil.org")]
    [InlineData("https://example.com\r\nHost: evil")]
    [InlineData(" https://example.com")]
    [InlineData("https://exa mple.com")]
    [InlineData("https://example.com/\u0000")]
    [InlineData("https://exam%70le.com:22")]
    [InlineData("https://127.0.0.1%2f@example.com")]
    [InlineData("https://127。0。0。1")]
    [InlineData("https://１２７.0.0.1")]
    [InlineData("https://ⓛocalhost")]
    [InlineData("https://example.com#@127.0.0.1:25")]
    [InlineData("https://example.com?@127.0.0.1")]
    [InlineData("https://127.0.0.1.nip.io")]
    [InlineData("https://rebind.example.com")]
    [InlineData("https://xn--nxasmq6b.example")]
    public async Task A_hostile_address_is_refused(string url)
    {
        var asked = new List<string>();
        var error = await Fetch(url, asked, IPAddress.Loopback);
        Assert.Contains(error.Code, (ToolErrorCode[])[ToolErrorCode.Forbidden, ToolErrorCode.Invalid]);
        Assert.True(error.Message.Length > 20, error.Message);
    }

    [Fact]
    public async Task An_address_may_have_2048_characters()
    {
        var error = await Fetch("https://example.com/" + new string('a', 2_040), [], IPAddress.Loopback);
        Assert.Contains("2,048", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_forbidden_answer_among_public_ones_is_enough()
    {
        var error = await Fetch("https://mixed.example.com", [], IPAddress.Parse("93.184.216.34"), IPAddress.Parse("10.0.0.1"));
        Assert.Equal(ToolErrorCode.Forbidden, error.Code);
        Assert.Contains("private network", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_is_resolved_once_so_that_a_second_answer_cannot_swap_the_target()
    {
        var asked = new List<string>();
        await Fetch("https://rebind.example.com", asked, IPAddress.Parse("::ffff:127.0.0.1"));
        Assert.Equal(["rebind.example.com"], asked);
    }

    private static async Task<ToolError> Fetch(string url, List<string> asked, params IPAddress[] answers)
    {
        var options = new EgressOptions
        {
            Resolver = (host, _) =>
            {
                asked.Add(host);
                return Task.FromResult(answers);
            },
        };
        var bench = new ToolBench(new MemoryWorkspace()) { Tools = BuiltInTools.All(options) };
        return await bench.ErrorAsync("WebFetch", $"{{\"url\":\"{System.Text.Json.JsonEncodedText.Encode(url)}\"}}");
    }
}

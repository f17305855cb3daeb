using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using OmniForge.Server.Cluster;
using OmniForge.Server.Cluster.Tls;
using OmniForge.Server.Tests.Executions;
using OmniForge.Server.Tests.Hosting;

namespace OmniForge.Server.Tests.Cluster.Tls;

/// <summary>What strangers get at the port between nodes of a real server.</summary>
public abstract class SiloPortTests(ServerFixture fixture) : ServerTests(fixture)
{
    private IPEndPoint Port => SiloAddress.FromParsableString(Get<ThisNode>().Address).Endpoint;

    [Fact]
    public async Task A_stranger_with_a_certificate_of_its_own_is_cut_off_and_the_node_lives_on()
    {
        using var own = new NodeCertificate();
        await RefusedAsync(new() { TargetHost = "omniforge-node", ClientCertificateContext = own.Context, RemoteCertificateValidationCallback = Any });
        await WorksAsync();
    }

    [Fact]
    public async Task A_stranger_without_a_certificate_is_cut_off_and_the_node_lives_on()
    {
        await RefusedAsync(new() { TargetHost = "omniforge-node", RemoteCertificateValidationCallback = Any });
        await WorksAsync();
    }

    [Fact]
    public async Task Who_speaks_without_encryption_is_cut_off_and_the_node_lives_on()
    {
        using var stranger = new TcpClient();
        await stranger.ConnectAsync(Port, Ct);
        await stranger.GetStream().WriteAsync(Encoding.UTF8.GetBytes(new string('x', 4096)), Ct);
        Assert.True(await EndsAsync(stranger.GetStream()));
        await WorksAsync();
    }

    private static bool Any(object sender, object? certificate, object? chain, SslPolicyErrors errors) => true;

    private async Task RefusedAsync(SslClientAuthenticationOptions options)
    {
        using var stranger = new TcpClient();
        await stranger.ConnectAsync(Port, Ct);
        await using var tls = new SslStream(stranger.GetStream());
        try
        {
            await tls.AuthenticateAsClientAsync(options, Ct);
        }
        catch (Exception cut) when (cut is AuthenticationException or IOException)
        {
            return;
        }

        Assert.True(await EndsAsync(tls));
    }

    /// <summary>True when the connection ends without a byte.</summary>
    private static async Task<bool> EndsAsync(Stream stream)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TestKit.Patience.Limit);
        try
        {
            return await stream.ReadAsync(new byte[1], patience.Token) == 0;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private async Task WorksAsync()
    {
        var client = await ClientAsync();
        var agent = await StepAgents.CountAndWriteAsync(client);
        Assert.Equal(V1.ExecutionStatus.Succeeded, (await StepAgents.RunAsync(client, new() { AgentId = agent })).Status);
    }
}

public sealed class SqliteSiloPortTests(SqliteServer server) : SiloPortTests(server);

public sealed class PostgresSiloPortTests(PostgresServer server) : SiloPortTests(server);

using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;

namespace OmniForge.Server.Cluster.Tls;

/// <summary>
/// Encrypts every connection between nodes and lets nobody through whose key is not in the list. Both sides prove their key in the
/// handshake; that the key is a node's is asked afterwards, before the first byte of Orleans, because that question waits for the database.
/// </summary>
internal sealed class NodeTls(NodeCertificate certificate, NodeKeys keys, Strangers strangers, TimeProvider clock)
{
    /// <summary>How long a peer has to prove who it is.</summary>
    private static readonly TimeSpan Handshake = TimeSpan.FromSeconds(10);

    /// <summary>The older one for systems whose TLS library knows no other.</summary>
    private const SslProtocols Versions = SslProtocols.Tls12 | SslProtocols.Tls13;

    /// <summary>A connection that another node, or anybody, opened to this one.</summary>
    public Task AcceptAsync(ConnectionContext connection, ConnectionDelegate next)
        => GuardAsync(connection, next, (tls, cancellationToken) => tls.AuthenticateAsServerAsync(ServerSide(), cancellationToken), keys.HasAsync);

    /// <summary>A connection that this node opened. Whoever answers must be the node that is listed there.</summary>
    public Task ConnectAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var there = connection.RemoteEndPoint as IPEndPoint ?? throw new ConnectionAbortedException("A node is reached at an IP address only.");
        return GuardAsync(
            connection,
            next,
            (tls, cancellationToken) => tls.AuthenticateAsClientAsync(ClientSide(), cancellationToken),
            (digest, cancellationToken) => keys.HasAsync(digest, there, cancellationToken));
    }

    private async Task GuardAsync(
        ConnectionContext connection,
        ConnectionDelegate next,
        Func<SslStream, CancellationToken, Task> shakeHands,
        Func<string, CancellationToken, Task<bool>> isNode)
    {
        var plain = connection.Transport;
        await using var tls = new SslStream(new DuplexStream(plain));
        if (await RefusalAsync(tls, shakeHands, isNode) is { } refusal)
        {
            strangers.Refuse(connection.RemoteEndPoint, refusal);
            throw new ConnectionAbortedException(refusal);
        }

        await using var pipe = new SealedPipe(tls);
        connection.Transport = pipe;
        try
        {
            await next(connection);
        }
        finally
        {
            connection.Transport = plain;
        }
    }

    /// <summary>Why the peer is not let through; null when it is a node.</summary>
    private async Task<string?> RefusalAsync(
        SslStream tls, Func<SslStream, CancellationToken, Task> shakeHands, Func<string, CancellationToken, Task<bool>> isNode)
    {
        using var patience = new CancellationTokenSource(Handshake, clock);
        try
        {
            await shakeHands(tls, patience.Token);
            var shown = (X509Certificate2)tls.RemoteCertificate!;
            return await isNode(NodeCertificate.DigestOf(shown), patience.Token) ? null : Strangers.UnknownKey;
        }
        catch (AuthenticationException)
        {
            return Strangers.NoHandshake;
        }
        catch (IOException)
        {
            return Strangers.Gone;
        }
        catch (OperationCanceledException)
        {
            return Strangers.Silent;
        }
    }

    private SslServerAuthenticationOptions ServerSide() => new()
    {
        ServerCertificateContext = certificate.Context,
        ClientCertificateRequired = true,
        RemoteCertificateValidationCallback = Shown,
        CertificateChainPolicy = NothingFetched(),
        EnabledSslProtocols = Versions,
        AllowRenegotiation = false,

        // A resumed session would not prove the key again.
        AllowTlsResume = false,
    };

    private SslClientAuthenticationOptions ClientSide() => new()
    {
        TargetHost = "omniforge-node",
        ClientCertificateContext = certificate.Context,
        RemoteCertificateValidationCallback = Shown,
        CertificateChainPolicy = NothingFetched(),
        EnabledSslProtocols = Versions,
        AllowRenegotiation = false,
        AllowTlsResume = false,
    };

    /// <summary>Any certificate will do here: names, dates and issuers say nothing about a node, its key is looked up afterwards.</summary>
    private static bool Shown(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) => certificate is not null;

    /// <summary>A stranger's certificate must not send this node to addresses that stand in it.</summary>
    private static X509ChainPolicy NothingFetched() => new()
    {
        RevocationMode = X509RevocationMode.NoCheck,
        DisableCertificateDownloads = true,
        TrustMode = X509ChainTrustMode.CustomRootTrust,
    };
}

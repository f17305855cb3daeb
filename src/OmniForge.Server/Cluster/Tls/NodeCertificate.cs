using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OmniForge.Server.Cluster.Tls;

/// <summary>
/// What this start of this node shows to the others. Made anew at every start, and its key is never written anywhere; the others
/// find the key's digest in the node's row.
/// </summary>
internal sealed class NodeCertificate : IDisposable
{
    private readonly X509Certificate2 _certificate = Make();

    public NodeCertificate()
    {
        // Offline: it is its own issuer, there is nothing to fetch.
        Context = SslStreamCertificateContext.Create(_certificate, null, offline: true);
        Digest = DigestOf(_certificate);
    }

    public SslStreamCertificateContext Context { get; }

    /// <summary>As <see cref="DigestOf"/>.</summary>
    public string Digest { get; }

    /// <summary>SHA-256 of a certificate's public key (SubjectPublicKeyInfo), in lower-case hex. Nothing else in a certificate counts.</summary>
    public static string DigestOf(X509Certificate2 certificate)
        => Convert.ToHexStringLower(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));

    public void Dispose() => _certificate.Dispose();

    private static X509Certificate2 Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=omniforge-node", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));

        // Dates do not count either: a node whose clock is wrong is still the node that is listed.
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero));

        // Windows takes a key for TLS only as it comes out of such a file.
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}

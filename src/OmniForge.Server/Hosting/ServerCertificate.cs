using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace OmniForge.Server.Hosting;

/// <summary>Reads the certificate the server shows to its clients.</summary>
internal static class ServerCertificate
{
    private const UnixFileMode Everybody = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>The certificate with its key, and the rest of its chain; null when none is set.</summary>
    public static (X509Certificate2 Certificate, X509Certificate2Collection Chain)? Read(ServerOptions options, TimeProvider clock)
    {
        if (options.Certificate.Length == 0)
        {
            return null;
        }

        var chain = new X509Certificate2Collection();
        var certificate = Open(options, chain);
        if (!certificate.HasPrivateKey)
        {
            throw new StartRefused($"The file {options.Certificate} (OMNIFORGE_TLS_CERTIFICATE) holds no private key. Set OMNIFORGE_TLS_KEY to the file that does.");
        }

        var now = clock.GetUtcNow();
        if (now > certificate.NotAfter || now < certificate.NotBefore)
        {
            throw new StartRefused($"The certificate in {options.Certificate} is valid from {certificate.NotBefore:u} to {certificate.NotAfter:u}, not now. Renew it and start again.");
        }

        return (certificate, chain);
    }

    private static X509Certificate2 Open(ServerOptions options, X509Certificate2Collection chain)
    {
        var keyFile = options.CertificateKey.Length > 0 ? options.CertificateKey : options.Certificate;
        foreach (var (file, setting) in new[] { (options.Certificate, "OMNIFORGE_TLS_CERTIFICATE"), (keyFile, "OMNIFORGE_TLS_KEY") })
        {
            if (!File.Exists(file))
            {
                throw new StartRefused($"The file {file} of {setting} does not exist or cannot be read by this user. Correct the path.");
            }
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(keyFile) & Everybody) != 0)
        {
            throw new StartRefused($"Everybody on this machine can read the private key in {keyFile}. Run: chmod o-rw {keyFile}");
        }

        try
        {
            return X509Certificate2.GetCertContentType(options.Certificate) == X509ContentType.Pfx
                ? FromPfx(options, chain)
                : FromPem(options, keyFile, chain);
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new StartRefused(
                $"The certificate of OMNIFORGE_TLS_CERTIFICATE ({options.Certificate}) cannot be read: {unreadable.Message} Give a PEM or PFX file with its key, and OMNIFORGE_TLS_PASSWORD when the key has one.");
        }
    }

    private static X509Certificate2 FromPfx(ServerOptions options, X509Certificate2Collection chain)
    {
        var password = options.CertificatePassword.Length > 0 ? options.CertificatePassword : null;
        chain.AddRange(X509CertificateLoader.LoadPkcs12CollectionFromFile(options.Certificate, password));
        return X509CertificateLoader.LoadPkcs12FromFile(options.Certificate, password);
    }

    private static X509Certificate2 FromPem(ServerOptions options, string keyFile, X509Certificate2Collection chain)
    {
        chain.ImportFromPemFile(options.Certificate);
        if (!File.ReadAllText(keyFile).Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            throw new StartRefused($"The file {keyFile} holds no private key. Set OMNIFORGE_TLS_KEY to the PEM file that does.");
        }

        return options.CertificatePassword.Length > 0
            ? X509Certificate2.CreateFromEncryptedPemFile(options.Certificate, options.CertificatePassword, keyFile)
            : X509Certificate2.CreateFromPemFile(options.Certificate, keyFile);
    }
}

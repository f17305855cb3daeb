using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace OmniForge.Integrations.OAuth;

/// <summary>Proof that whoever exchanges a code is who asked for it (RFC 7636, S256).</summary>
public static class PkceProof
{
    /// <summary>A fresh secret of 43 characters, one for each sign-in.</summary>
    public static string NewVerifier() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is shown to the provider before the secret.</summary>
    public static string Challenge(string verifier) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
}

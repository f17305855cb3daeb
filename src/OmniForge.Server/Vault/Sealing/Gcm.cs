using System.Security.Cryptography;

namespace OmniForge.Server.Vault.Sealing;

/// <summary>AES-256-GCM laid out as nonce, ciphertext, tag.</summary>
internal static class Gcm
{
    public const int KeyBytes = 32;
    public const int NonceBytes = 12;
    public const int TagBytes = 16;

    /// <param name="body">Filled; as long as the value plus nonce and tag.</param>
    public static void Encrypt(byte[] key, ReadOnlySpan<byte> value, byte[] bound, Span<byte> body)
    {
        var nonce = body[..NonceBytes];
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(nonce, value, body[NonceBytes..^TagBytes], body[^TagBytes..], bound);
    }

    /// <param name="value">Filled; as long as the body without nonce and tag. Holds nothing when this throws.</param>
    public static void Decrypt(byte[] key, ReadOnlySpan<byte> body, byte[] bound, Span<byte> value)
    {
        try
        {
            using var cipher = new AesGcm(key, TagBytes);
            cipher.Decrypt(body[..NonceBytes], body[NonceBytes..^TagBytes], body[^TagBytes..], value, bound);
        }
        catch (AuthenticationTagMismatchException)
        {
            throw VaultException.Unreadable();
        }
    }
}

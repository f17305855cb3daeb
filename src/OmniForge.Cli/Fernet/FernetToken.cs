using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace OmniForge.Cli.Fernet;

/// <summary>
/// Reads tokens of the earlier platform: version 0x80 (1 byte), seconds since 1970 (8, most significant first), IV (16), AES-128-CBC with PKCS#7,
/// HMAC-SHA256 of all that (32), as base64url. There is no way to write one. Pure.
/// </summary>
internal static class FernetToken
{
    private const byte Version = 0x80;
    private const int Header = 1 + sizeof(long) + Block;
    private const int Block = 16;
    private const int Signature = 32;

    /// <summary>Clocks differ; a token from further ahead was made up or comes from a broken machine.</summary>
    private static readonly TimeSpan MostAhead = TimeSpan.FromSeconds(60);

    /// <summary>The value, which the caller clears after use. A token has no age at which it ends.</summary>
    /// <param name="keys">Tried one after the other.</param>
    public static FernetReading Read(string token, IReadOnlyList<FernetKey> keys, DateTimeOffset now)
    {
        token = token.Trim();
        if (!Base64Url.IsValid(token, out var length) || length < Header + Block + Signature)
        {
            return new(FernetFault.NoToken);
        }

        var bytes = Base64Url.DecodeFromChars(token);
        if (bytes[0] != Version || (bytes.Length - Header - Signature) % Block != 0)
        {
            return new(FernetFault.NoToken);
        }

        // Nothing of a token is looked at before its signature is right.
        var signature = bytes.AsSpan(bytes.Length - Signature);
        var signed = bytes.AsSpan(0, bytes.Length - Signature);
        if (Signer(keys, signed, signature) is not { } key)
        {
            return new(FernetFault.NoKey);
        }

        var seconds = BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(1));
        return seconds < 0 || seconds > (now + MostAhead).ToUnixTimeSeconds()
            ? new(FernetFault.FromTheFuture)
            : Decrypted(key, signed, DateTimeOffset.FromUnixTimeSeconds(seconds));
    }

    private static FernetKey? Signer(IReadOnlyList<FernetKey> keys, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        Span<byte> expected = stackalloc byte[Signature];
        foreach (var key in keys)
        {
            HMACSHA256.HashData(key.Signing, signed, expected);
            if (CryptographicOperations.FixedTimeEquals(expected, signature))
            {
                return key;
            }
        }

        return null;
    }

    private static FernetReading Decrypted(FernetKey key, ReadOnlySpan<byte> signed, DateTimeOffset madeAt)
    {
        using var cipher = Aes.Create();
        cipher.Key = key.Encryption;
        try
        {
            return new(FernetFault.None) { Value = cipher.DecryptCbc(signed[Header..], signed.Slice(Header - Block, Block)), MadeAt = madeAt };
        }
        catch (CryptographicException)
        {
            return new(FernetFault.Damaged);
        }
    }
}

/// <summary>What became of a token.</summary>
internal sealed record FernetReading(FernetFault Fault)
{
    /// <summary>Empty when there is a fault.</summary>
    public byte[] Value { get; init; } = [];

    public DateTimeOffset MadeAt { get; init; }
}

internal enum FernetFault
{
    None,

    /// <summary>Not base64url, too short, of another version, or cut.</summary>
    NoToken,

    /// <summary>None of the keys signed it, or it was changed.</summary>
    NoKey,

    /// <summary>More than a minute ahead of this machine's clock.</summary>
    FromTheFuture,

    /// <summary>Signed by one of the keys, and yet not readable.</summary>
    Damaged,
}

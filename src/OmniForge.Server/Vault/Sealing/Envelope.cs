namespace OmniForge.Server.Vault.Sealing;

/// <summary>
/// A sealed value: version (1 byte), id of its data key (16), nonce (12), ciphertext, tag (16). AES-256-GCM with a random nonce. Pure but
/// for the nonce.
/// </summary>
internal static class Envelope
{
    public const byte Version = 1;
    public const int IdBytes = 16;
    public const int HeaderBytes = 1 + IdBytes;

    /// <summary>Bytes that sealing adds.</summary>
    public const int Overhead = HeaderBytes + Gcm.NonceBytes + Gcm.TagBytes;

    public static byte[] Seal(DataKey key, SealedPlace place, ReadOnlySpan<byte> value)
    {
        var bytes = new byte[Overhead + value.Length];
        bytes[0] = Version;
        Convert.FromHexString(key.Id).CopyTo(bytes.AsSpan(1));
        Gcm.Encrypt(key.Bytes, value, Bound(bytes.AsSpan(0, HeaderBytes), place), bytes.AsSpan(HeaderBytes));
        return bytes;
    }

    /// <summary>Throws the vault's error when it is not this key's, not of this place, or changed.</summary>
    public static Secret Open(DataKey key, SealedPlace place, ReadOnlySpan<byte> bytes)
    {
        if (KeyOf(bytes) != key.Id)
        {
            throw VaultException.Unreadable();
        }

        return Secret.Filled(
            bytes.Length - Overhead,
            (Key: key.Bytes, Bound: Bound(bytes[..HeaderBytes], place), Body: bytes[HeaderBytes..].ToArray()),
            static (value, from) => Gcm.Decrypt(from.Key, from.Body, from.Bound, value));
    }

    /// <summary>Id of the data key it was sealed with, which is known before it is opened.</summary>
    public static string KeyOf(ReadOnlySpan<byte> bytes)
        => bytes.Length >= Overhead && bytes[0] == Version
            ? Convert.ToHexStringLower(bytes.Slice(1, IdBytes))
            : throw VaultException.Unreadable();

    private static byte[] Bound(ReadOnlySpan<byte> header, SealedPlace place) => AssociatedData.Of(
        AssociatedData.Text("of.val.v1"),
        header.ToArray(),
        AssociatedData.Text(place.TenantId),
        AssociatedData.Text(place.Purpose),
        AssociatedData.Text(place.RowId),
        AssociatedData.Text(place.Field),
        AssociatedData.Number(place.Generation));
}

namespace OmniForge.Server.Vault.Sealing;

/// <summary>A data key under a vault key: nonce (12), key (32), tag (16), bound to its tenant and both ids.</summary>
internal static class WrappedKey
{
    public const int Bytes = Gcm.NonceBytes + Gcm.KeyBytes + Gcm.TagBytes;

    public static byte[] Wrap(byte[] vaultKey, string vaultKeyId, string tenantId, DataKey key)
    {
        var wrapped = new byte[Bytes];
        Gcm.Encrypt(vaultKey, key.Bytes, Bound(tenantId, key.Id, vaultKeyId), wrapped);
        return wrapped;
    }

    public static DataKey Unwrap(byte[] vaultKey, string vaultKeyId, string tenantId, string id, DateTimeOffset createdAt, byte[] wrapped)
    {
        if (wrapped.Length != Bytes)
        {
            throw VaultException.Unreadable();
        }

        var bytes = GC.AllocateUninitializedArray<byte>(Gcm.KeyBytes, pinned: true);
        Gcm.Decrypt(vaultKey, wrapped, Bound(tenantId, id, vaultKeyId), bytes);
        return new(id, bytes, createdAt);
    }

    private static byte[] Bound(string tenantId, string id, string vaultKeyId) => AssociatedData.Of(
        AssociatedData.Text("of.dek.v1"),
        AssociatedData.Text(tenantId),
        Convert.FromHexString(id),
        AssociatedData.Text(vaultKeyId));
}

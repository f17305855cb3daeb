using System.Security.Cryptography;
using OmniForge.Server.Hosting;

namespace OmniForge.Server.Vault.Sealing;

/// <summary>A key that seals values of one tenant, unwrapped. Its id is 16 bytes as hex.</summary>
internal sealed class DataKey(string id, byte[] bytes, DateTimeOffset createdAt)
{
    public string Id { get; } = id;

    public byte[] Bytes { get; } = bytes;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public static DataKey New(DateTimeOffset now)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(Gcm.KeyBytes, pinned: true);
        RandomNumberGenerator.Fill(bytes);
        return new(Ids.New(), bytes, now);
    }
}

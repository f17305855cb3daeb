namespace OmniForge.Server.Vault.Keys;

/// <summary>A vault key, its name, and the setting or file it comes from.</summary>
internal sealed class KeyEntry(string id, byte[] bytes, string origin)
{
    public string Id { get; } = id;

    public byte[] Bytes { get; } = bytes;

    public string Origin { get; } = origin;
}

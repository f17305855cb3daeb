using System.Security.Cryptography;
using OmniForge.Server.Hosting;
using OmniForge.Server.Vault.Sealing;

namespace OmniForge.Server.Vault.Keys;

/// <summary>All vault keys of this server, and the one that wraps new data keys.</summary>
internal sealed class KeyRing
{
    private KeyRing(IReadOnlyDictionary<string, KeyEntry> entries, string active)
    {
        Entries = entries;
        Active = active;
    }

    public IReadOnlyDictionary<string, KeyEntry> Entries { get; }

    /// <summary>Name of the key that wraps new data keys.</summary>
    public string Active { get; }

    public byte[] ActiveBytes => Entries[Active].Bytes;

    /// <summary>The key of this name; the vault's error when this server does not have it.</summary>
    public byte[] Key(string id) => Entries.TryGetValue(id, out var entry) ? entry.Bytes : throw VaultException.KeyMissing(id);

    /// <summary>
    /// Keys of all sources together. Which one is active is said by the setting; else by the order of the key file, when all come from it;
    /// else there is only one.
    /// </summary>
    /// <param name="active">What the setting says; empty = nothing.</param>
    public static KeyRing Of(IReadOnlyList<KeyEntry> entries, string active)
    {
        var ring = new Dictionary<string, KeyEntry>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (!ring.TryAdd(entry.Id, entry) && !CryptographicOperations.FixedTimeEquals(ring[entry.Id].Bytes, entry.Bytes))
            {
                throw new StartRefused(
                    $"The vault key \"{entry.Id}\" is given twice and is not the same: in {ring[entry.Id].Origin} and in {entry.Origin}. Remove the wrong one, or give it another name.");
            }
        }

        if (active.Length > 0)
        {
            return ring.ContainsKey(active)
                ? new(ring, active)
                : throw new StartRefused($"Vault:Active names the vault key \"{active}\", which is not configured. Use one of {string.Join(", ", ring.Keys)}, or configure that key.");
        }

        return ring.Count == 1 || entries.All(entry => entry.Origin == entries[0].Origin && entry.Origin != VaultOptions.KeysSetting)
            ? new(ring, entries[0].Id)
            : throw new StartRefused(
                $"There are several vault keys ({string.Join(", ", ring.Keys)}), and nothing says which one is to be used. Set Vault__Active to its name.");
    }
}

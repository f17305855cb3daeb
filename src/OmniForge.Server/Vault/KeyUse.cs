using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.Server.Vault.Keys;

namespace OmniForge.Server.Vault;

/// <summary>Which vault keys the data keys of all tenants need.</summary>
internal static class KeyUse
{
    /// <summary>Data keys by the vault key that wraps them.</summary>
    public static async Task<IReadOnlyDictionary<string, int>> CountAsync(ForgeStore store, CancellationToken cancellationToken)
    {
        await using var db = store.Open("");
        return await db.DataKeys.IgnoreQueryFilters().GroupBy(key => key.KekId).ToDictionaryAsync(keys => keys.Key, keys => keys.Count(), cancellationToken);
    }

    /// <summary>The first of the data keys that a vault key wraps; null = there is none.</summary>
    public static async Task<DataKeyRow?> SampleAsync(ForgeStore store, string vaultKeyId, CancellationToken cancellationToken)
    {
        await using var db = store.Open("");
        return await db.DataKeys.IgnoreQueryFilters().AsNoTracking().Where(key => key.KekId == vaultKeyId).OrderBy(key => key.DekId)
            .FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Names that are needed and not in the ring, as the operator reads them; empty = none.</summary>
    public static string Missing(IReadOnlyDictionary<string, int> use, KeyRing? ring)
        => string.Join(", ", use.Keys.Where(id => ring?.Entries.ContainsKey(id) != true).Order(StringComparer.Ordinal));
}

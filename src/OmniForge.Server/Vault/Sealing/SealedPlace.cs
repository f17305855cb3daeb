namespace OmniForge.Server.Vault.Sealing;

/// <summary>Where a sealed value belongs. At any other place it does not open.</summary>
/// <param name="Purpose">What the value is for: `credential`, `webhook`, `pkce`, `model-key`.</param>
/// <param name="RowId">The row that holds it.</param>
/// <param name="Field">Which value of that row: `access`, `refresh`, `secret`.</param>
/// <param name="Generation">Counts replacements of the value, so that an older one does not open as the present one.</param>
internal sealed record SealedPlace(string TenantId, string Purpose, string RowId, string Field, long Generation);

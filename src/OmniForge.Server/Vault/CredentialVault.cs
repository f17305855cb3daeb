using OmniForge.Server.Vault.Sealing;

namespace OmniForge.Server.Vault;

/// <summary>
/// Seals secrets for the row they will be stored in, and opens them at the moment they are used. What is sealed for one tenant, row,
/// field or generation opens nowhere else.
/// </summary>
internal sealed class CredentialVault(DataKeys keys)
{
    /// <summary>The bytes to store. The caller clears its own copy of the value.</summary>
    public async Task<byte[]> SealAsync(SealedPlace place, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
        => Envelope.Seal(await keys.ForSealingAsync(place.TenantId, cancellationToken), place, value.Span);

    /// <summary>The same for a value that was opened.</summary>
    public async Task<byte[]> SealAsync(SealedPlace place, Secret value, CancellationToken cancellationToken)
    {
        var key = await keys.ForSealingAsync(place.TenantId, cancellationToken);
        return Envelope.Seal(key, place, value.Reveal());
    }

    /// <summary>The value, which the caller disposes after use; throws <see cref="VaultException"/> when it does not open at this place.</summary>
    public async Task<Secret> OpenAsync(SealedPlace place, ReadOnlyMemory<byte> stored, CancellationToken cancellationToken)
        => Envelope.Open(await keys.ForOpeningAsync(place.TenantId, Envelope.KeyOf(stored.Span), cancellationToken), place, stored.Span);
}

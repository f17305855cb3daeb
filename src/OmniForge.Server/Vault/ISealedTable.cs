using OmniForge.Server.Vault.Sealing;

namespace OmniForge.Server.Vault;

/// <summary>
/// A table with sealed values, for the verbs that walk over all of them: `reseal` and `verify`. An open list: each slice that stores
/// sealed values has one, named in <see cref="SealedTables"/>.
/// </summary>
internal interface ISealedTable
{
    /// <summary>What operators call it.</summary>
    string Name { get; }

    /// <summary>Sealed values in it, of all tenants.</summary>
    Task<long> CountAsync(CancellationToken cancellationToken);

    /// <summary>The values of the next rows, in the order of their cursors. Empty = there are no more.</summary>
    /// <param name="after">Cursor of the last value seen; empty = from the beginning.</param>
    Task<IReadOnlyList<SealedCell>> PageAsync(string after, int rows, CancellationToken cancellationToken);

    /// <summary>Stores other bytes for the same value, unless it was replaced since it was read: then nothing happens.</summary>
    Task ReplaceAsync(SealedCell cell, byte[] fresh, CancellationToken cancellationToken);
}

/// <summary>One sealed value as it is stored.</summary>
/// <param name="Cursor">Orders the rows; all values of a row have the same.</param>
internal sealed record SealedCell(string Cursor, SealedPlace Place, byte[] Bytes);

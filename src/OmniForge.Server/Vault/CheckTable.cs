using System.Text;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.Server.Vault.Sealing;

namespace OmniForge.Server.Vault;

/// <summary>The vault's own row: the value that proves at every start that the keys are the right ones.</summary>
internal sealed class CheckTable(ForgeStore store) : ISealedTable
{
    private static readonly SealedPlace Place = new(VaultCheckRow.Owner, "check", VaultCheckRow.TheId, "value", 0);

    public string Name => "check";

    public async Task<long> CountAsync(CancellationToken cancellationToken) => await StoredAsync(cancellationToken) is null ? 0 : 1;

    public async Task<IReadOnlyList<SealedCell>> PageAsync(string after, int rows, CancellationToken cancellationToken)
        => after.Length == 0 && await StoredAsync(cancellationToken) is { } stored ? [new(VaultCheckRow.TheId, Place, stored)] : [];

    public Task ReplaceAsync(SealedCell cell, byte[] fresh, CancellationToken cancellationToken)
        => store.TransactAsync(VaultCheckRow.Owner, async (db, ct) =>
        {
            var row = await db.VaultChecks.SingleAsync(ct);
            if (row.Sealed.AsSpan().SequenceEqual(cell.Bytes))
            {
                row.Sealed = fresh;
            }

            return row;
        }, cancellationToken);

    /// <summary>Opens the value, or makes it when there is none yet.</summary>
    public async Task ProveAsync(CredentialVault vault, CancellationToken cancellationToken)
    {
        if (await StoredAsync(cancellationToken) is { } stored)
        {
            (await vault.OpenAsync(Place, stored, cancellationToken)).Dispose();
            return;
        }

        var made = await vault.SealAsync(Place, Encoding.ASCII.GetBytes("the vault is open"), cancellationToken);
        await store.TransactAsync(VaultCheckRow.Owner, async (db, ct) =>
        {
            await db.TakeTurnAsync("vault check", ct);
            if (!await db.VaultChecks.AnyAsync(ct))
            {
                db.VaultChecks.Add(new VaultCheckRow { Id = VaultCheckRow.TheId, Sealed = made });
            }

            return made;
        }, cancellationToken);
    }

    /// <summary>Removes the value when its data key is gone; the next start makes it anew, under a key that is there.</summary>
    public Task<int> ForgetLostAsync(CancellationToken cancellationToken)
        => store.TransactAsync(VaultCheckRow.Owner, async (db, ct) =>
        {
            var row = await db.VaultChecks.SingleOrDefaultAsync(ct);
            var key = row is null ? "" : Envelope.KeyOf(row.Sealed);
            if (row is null || await db.DataKeys.AnyAsync(own => own.DekId == key, ct))
            {
                return 0;
            }

            db.VaultChecks.Remove(row);
            return 1;
        }, cancellationToken);

    private async Task<byte[]?> StoredAsync(CancellationToken cancellationToken)
    {
        await using var db = store.Open(VaultCheckRow.Owner);
        return await db.VaultChecks.Select(check => check.Sealed).SingleOrDefaultAsync(cancellationToken);
    }
}

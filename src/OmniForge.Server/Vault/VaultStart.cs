using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Vault.Keys;
using OmniForge.Server.Vault.Sealing;

namespace OmniForge.Server.Vault;

/// <summary>The vault at start: it opens what is there, or the server does not start. There is no key to fall back to.</summary>
internal sealed class VaultStart(ForgeStore store, KeySource source, CredentialVault vault, ServerOptions options)
{
    /// <summary>Refuses the start when a key is missing or wrong. Makes the key of local mode when nothing was ever sealed.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var use = await KeyUse.CountAsync(store, cancellationToken);
        if (KeyUse.Missing(use, source.Ring) is { Length: > 0 } missing)
        {
            throw new StartRefused(source.Ring is null ? Gone(missing) : Unknown(missing));
        }

        if (source.Ring is null)
        {
            if (source.Options.LocalFile.Length == 0)
            {
                DemandKey();
                return;
            }

            source.CreateLocalFile();
        }

        await ProveAsync(source.Ring!, use.Keys, cancellationToken);
    }

    private async Task ProveAsync(KeyRing ring, IEnumerable<string> used, CancellationToken cancellationToken)
    {
        foreach (var id in used)
        {
            try
            {
                if (await KeyUse.SampleAsync(store, id, cancellationToken) is { } row)
                {
                    DataKeys.Unwrap(ring, row);
                }
            }
            catch (VaultException)
            {
                throw new StartRefused(
                    $"The vault key \"{id}\" ({ring.Entries[id].Origin}) is not the one that this database was sealed with. Configure the right one; nothing was changed.");
            }
        }

        try
        {
            await new CheckTable(store).ProveAsync(vault, cancellationToken);
        }
        catch (VaultException)
        {
            throw new StartRefused(
                "The value by which the vault checks itself does not open, although its keys are known: the database was damaged or put together from two. Restore it from a backup; nothing was changed.");
        }
    }

    /// <summary>Servers on the network have a key from the beginning. On this machine alone, the vault stays closed until there is one.</summary>
    private void DemandKey()
    {
        if (options.Networked)
        {
            throw new StartRefused(
                "There is no key to protect secrets with, which a server on the network must have. `omniforge vault add-key k1` makes one and prints the setting; or set CREDENTIAL_ENCRYPTION_KEY to what `openssl rand -base64 32` prints. Keep a copy.");
        }
    }

    private string Gone(string missing) => source.Options.LocalFile.Length > 0
        ? $"The database holds secrets that only the vault key {missing} opens, and its file {source.FilePath} is gone. Put it back from a copy. If there is none, `omniforge vault discard {missing.Split(',')[0]} --yes` gives these secrets up, and people connect their accounts again."
        : $"The database holds secrets that only the vault key {missing} opens, and no key is configured. Set CREDENTIAL_ENCRYPTION_KEY, or Vault__Keys__NAME, to that key. If it is lost, see `omniforge vault discard`.";

    private static string Unknown(string missing)
        => $"The database holds secrets that need vault keys which are not configured: {missing}. Configure them beside the others; `omniforge vault rewrap` and `retire` free the database of one. If one is lost, see `omniforge vault discard`.";
}

using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using OmniForge.Agents.Workspaces;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Vault.Keys;
using OmniForge.Server.Vault.Sealing;
using OmniForge.Server.Vault.Verbs;

namespace OmniForge.Server.Vault;

/// <summary>
/// `vault status|add-key|activate|rewrap|reseal|verify|retire|discard`: works on the database itself, also while servers run. Exit code 0:
/// done and all is well; 1: refused, or something does not open; 2: the command line or a setting is wrong.
/// </summary>
internal static class VaultCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        var words = VaultWords.Read(args);
        // The same settings in the same order as the server reads them.
        var configuration = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory }).Configuration;
        var options = ServerOptions.Read(configuration);
        await DataFolder.EnsureAsync(options.Home, CancellationToken.None);
        var source = new KeySource(VaultOptions.Read(configuration, options), NullLogger<KeySource>.Instance);
        await using var store = new ForgeStore(DatabaseAddress.Of(options));
        await DatabaseStart.MigrateAsync(store, CancellationToken.None);
        try
        {
            return await RunAsync(words, store, source);
        }
        catch (VaultException refused)
        {
            await Say.ErrorAsync(refused.Message);
            return 1;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or WorkspaceException)
        {
            await Say.ErrorAsync($"The file of vault keys cannot be written: {trouble.Message} Nothing was changed.");
            return 1;
        }
    }

    private static async Task<int> RunAsync(VaultWords words, ForgeStore store, KeySource source)
    {
        var verbs = new KeyVerbs(store, source);
        return words.Verb switch
        {
            "status" => await StatusAsync(words, store, verbs),
            "add-key" => await SayAsync(words, verbs.Add(words.Name!)),
            "activate" => await SayAsync(words, verbs.Activate(words.Name!)),
            "retire" => await SayAsync(words, await verbs.RetireAsync(words.Name!, CancellationToken.None)),
            "discard" when words.Switches.Contains("--yes") => await SayAsync(words, await verbs.DiscardAsync(words.Name!, CancellationToken.None)),
            "discard" => throw new StartRefused($"vault discard {words.Name} gives up every secret that only this key opens, for ever. Say it with --yes."),
            _ => await WalkAsync(words, store, source),
        };
    }

    private static async Task<int> WalkAsync(VaultWords words, ForgeStore store, KeySource source)
    {
        var ring = source.Ring ?? throw new VaultException(VaultFault.Refused, "There is no vault key here, so nothing is sealed. `omniforge vault status` says more.");
        using var keys = new DataKeys(store, source, KeyLife.Normal, TimeProvider.System);
        var vault = new CredentialVault(keys);
        var tables = SealedTables.Of(store);
        var walk = new Walk(words.Mode, tally => TellAsync(words, tally));
        IReadOnlyList<Tally> tallies = words.Verb switch
        {
            "rewrap" => [await new Rewrap(store, ring).RunAsync(walk, CancellationToken.None)],
            "reseal" => await new Reseal(store, source, vault, tables, KeyLife.Normal, TimeProvider.System).RunAsync(walk, CancellationToken.None),
            _ => await new Verification(store, ring, vault, tables).RunAsync(walk, CancellationToken.None),
        };
        var failed = tallies.Sum(tally => tally.Failed);
        var done = words.Mode == WalkMode.DryRun ? "Nothing was changed. It would be" : "Done";
        await SayAsync(words, $"{done}: {string.Join(", ", tallies.Select(tally => $"{tally.Done} {tally.What}"))}"
            + (failed == 0 ? "." : $". {failed} do not open and were left as they are."));
        return failed == 0 ? 0 : 1;
    }

    private static async Task<int> StatusAsync(VaultWords words, ForgeStore store, KeyVerbs verbs)
    {
        var (text, json, health) = await verbs.StatusAsync(SealedTables.Of(store), CancellationToken.None);
        await Say.LineAsync(words.Json ? json.ToJsonString() : text);
        return health == VaultHealth.Good ? 0 : 1;
    }

    private static Task TellAsync(VaultWords words, Tally tally) => Say.LineAsync(words.Json
        ? new JsonObject { ["what"] = tally.What, ["done"] = tally.Done, ["failed"] = tally.Failed, ["total"] = tally.Total }.ToJsonString()
        : $"{words.Verb}: {tally.Done + tally.Failed} of {tally.Total} {tally.What}");

    private static async Task<int> SayAsync(VaultWords words, string text)
    {
        await Say.LineAsync(words.Json ? new JsonObject { ["message"] = text }.ToJsonString() : text);
        return 0;
    }
}

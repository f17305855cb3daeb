using OmniForge.Server.Tenancy;
using OmniForge.Server.Vault;

namespace OmniForge.Server.Hosting;

/// <summary>The executable's verbs: serve (default), keys and vault. Refusals go to standard error in plain words; exit 2.</summary>
internal static class ServerCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            return args switch
            {
                [] or ["serve", ..] => await ServerHost.ServeAsync(args.Skip(1).ToArray()),
                ["keys", .. var rest] => await KeysCommand.RunAsync(rest),
                ["vault", .. var rest] => await VaultCommand.RunAsync(rest),
                _ => throw new StartRefused($"\"{args[0]}\" is no verb of this program. Use serve, keys or vault."),
            };
        }
        catch (StartRefused refused)
        {
            await Say.ErrorAsync(refused.Message);
            return 2;
        }
        catch (DomainException refused)
        {
            await Say.ErrorAsync(refused.Message);
            return 2;
        }
    }
}

using System.CommandLine;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Servers;

namespace OmniForge.Cli.Commands;

/// <summary>`vault`: forwarded to the server's program, since only it knows the database and the keys.</summary>
internal static class VaultCommands
{
    public static Command Create(Verbs verbs)
    {
        var command = new Command("vault", "Look at and change the keys that protect stored passwords and tokens. Works on the machine of the server, also while it runs.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        return verbs.Doing(
            command,
            (parsed, _) => ServerProcess.PassThroughAsync(parsed.UnmatchedTokens.Prepend("vault"), verbs.Context.Interrupts),
            "omniforge vault status",
            "omniforge vault add-key k2026b          then activate, rewrap and retire: see docs/vault.md",
            "omniforge vault rewrap --dry-run",
            "omniforge vault verify");
    }
}

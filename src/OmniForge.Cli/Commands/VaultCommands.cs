using System.CommandLine;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Fernet;
using OmniForge.Cli.Servers;

namespace OmniForge.Cli.Commands;

/// <summary>`vault`: forwarded to the server's program, since only it knows the database and the keys; all but the reader of old tokens.</summary>
internal static class VaultCommands
{
    public static Command Create(Verbs verbs)
    {
        var command = new Command("vault", """
            Look at and replace the keys that protect stored passwords and tokens: status, add-key NAME, activate NAME, rewrap, reseal, verify,
            retire NAME, discard NAME. Works on the machine of the server, also while it runs.
            """)
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.Add(FernetCommand.Create(verbs));
        return verbs.Doing(
            command,
            (parsed, _) => ServerProcess.PassThroughAsync(parsed.UnmatchedTokens.Prepend("vault"), verbs.Context.Interrupts),
            "omniforge vault status",
            "omniforge vault add-key k2026b          then activate, rewrap and retire: see docs/vault.md",
            "omniforge vault rewrap --dry-run",
            "omniforge vault verify");
    }
}

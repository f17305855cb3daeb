using System.CommandLine;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Servers;

namespace OmniForge.Cli.Commands;

/// <summary>`keys`: forwarded to the server's program, since only it knows the database.</summary>
internal static class KeyCommands
{
    public static Command Create(Verbs verbs)
    {
        var command = new Command("keys", "Create, list and revoke keys. Works on the machine of the server, also while it runs.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        return verbs.Doing(
            command,
            (parsed, _) => ServerProcess.PassThroughAsync(parsed.UnmatchedTokens.Prepend("keys"), verbs.Context.Interrupts),
            "omniforge keys create --tenant acme --roles builder,operator --label laptop",
            "omniforge keys list --json",
            "omniforge keys revoke KEY_ID");
    }
}

using System.CommandLine;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Servers;

namespace OmniForge.Cli.Commands;

/// <summary>`serve`: runs the server's own program.</summary>
internal static class ServeCommand
{
    public static Command Create(Verbs verbs)
    {
        var command = new Command("serve", "Start the server. It says `ready` when it accepts calls and stops on Ctrl-C.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        return verbs.Doing(
            command,
            (parsed, _) => ServerProcess.PassThroughAsync(parsed.UnmatchedTokens.Prepend("serve"), verbs.Context.Interrupts),
            "omniforge serve",
            "OMNIFORGE_GRPC_PORT=6081 OMNIFORGE_HTTP_PORT=6080 omniforge serve",
            "OMNIFORGE_HOME=~/my-data omniforge serve       keep everything in another folder");
    }
}

using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace OmniForge.Cli.CommandLine;

/// <summary>The usual help, then examples that can be copied.</summary>
internal sealed class TeachingHelp(HelpAction usual, Verbs verbs) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var code = usual.Invoke(parseResult);
        var command = parseResult.CommandResult.Command;
        var output = parseResult.InvocationConfiguration.Output;
        if (verbs.Examples.TryGetValue(command, out var examples))
        {
            output.WriteLine("Examples:");
            foreach (var example in examples)
            {
                output.WriteLine("  " + example);
            }

            output.WriteLine();
        }

        if (command is RootCommand)
        {
            output.WriteLine("Exit codes: 0 = done, 1 = refused, failed or no server, 2 = the command line is wrong.");
            output.WriteLine("The key comes from OMNIFORGE_API_KEY, else from the server on this machine (OMNIFORGE_HOME, default ~/.omniforge).");
            output.WriteLine();
        }

        return code;
    }
}

using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Output;

using var interrupts = new Interrupts();
var terminal = Terminal.OfProcess();
try
{
    return await new CommandTree(new CliContext(terminal, interrupts, TimeProvider.System)).RunAsync(args);
}
catch (Exception unexpected)
{
    // The last line of defence: a person gets a sentence; the type is what a bug report needs.
    terminal.Problem($"Something went wrong inside omniforge ({unexpected.GetType().Name}: {unexpected.Message}). Please report it.");
    return ExitCodes.Failed;
}

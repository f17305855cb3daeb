using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using OmniForge.Cli.Commands;
using OmniForge.Cli.Lint;
using OmniForge.Cli.Output;

namespace OmniForge.Cli.CommandLine;

/// <summary>All commands, and how the program answers the shell.</summary>
internal sealed class CommandTree
{
    private readonly CliContext _context;
    private readonly RootCommand _root;

    public CommandTree(CliContext context)
    {
        _context = context;
        _root = new RootCommand("Build AI agents by talking, run them, and keep an eye on them.");
        Option<string?> url = new("--url")
        {
            Description = "Address of the server. Default: OMNIFORGE_URL, else the server on this machine.",
            HelpName = "ADDRESS",
            Recursive = true,
        };
        _root.Add(url);
        var verbs = new Verbs(context, url);
        foreach (var command in (Command[])
        [
            ServeCommand.Create(verbs), ChatCommand.Create(verbs), ConversationCommands.Create(verbs), AgentCommands.Create(verbs), RunCommand.Create(verbs),
            ExecutionCommands.Create(verbs), InboxCommand.Create(verbs), ScheduleCommands.Create(verbs),
            ConnectionCommands.Create(verbs), TriggerCommands.Create(verbs), McpCommands.Create(verbs),
            FileCommands.Create(verbs), KeyCommands.Create(verbs),
            VaultCommands.Create(verbs), DemoCommand.Create(verbs), SkillCommands.Create(verbs), LintCommand.Create(verbs),
            FormatCommand.Create(verbs), SchemaCommand.Create(verbs), TablesCommand.Create(verbs),
        ])
        {
            _root.Add(command);
        }

        verbs.Explain(
            _root,
            "omniforge chat                            build your first agent by talking",
            "omniforge demo                            watch the whole job, without typing anything",
            "omniforge agents list                     what you have",
            "omniforge run \"Project report\"            run one now",
            "omniforge lint                            check the skills in this folder");
        foreach (var help in _root.Options.OfType<HelpOption>())
        {
            help.Action = new TeachingHelp((HelpAction)help.Action!, verbs);
        }
    }

    public async Task<int> RunAsync(string[] args)
    {
        // A path may start with @, which would else name a file with more arguments.
        var parsed = _root.Parse(LintArguments.Of(args), new() { ResponseFileTokenReplacer = null });
        var settings = new InvocationConfiguration
        {
            Output = _context.Terminal.Output,
            Error = _context.Terminal.Error,
            EnableDefaultExceptionHandler = false,
            // Ctrl-C is ours: see Interrupts.
            ProcessTerminationTimeout = null,
        };
        if (parsed.Action is ParseErrorAction mistake)
        {
            mistake.ShowHelp = false;
            mistake.ShowTypoCorrections = true;
            await parsed.InvokeAsync(settings);
            _context.Terminal.Problem($"See {Path(parsed.CommandResult.Command)} --help.");
            return ExitCodes.Usage;
        }

        return await parsed.InvokeAsync(settings);
    }

    private static string Path(Command command)
        => string.Join(' ', command.Parents.OfType<Command>().Take(1).Select(Path).Append(command is RootCommand ? "omniforge" : command.Name));
}

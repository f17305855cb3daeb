using System.CommandLine;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Lint.Reports;
using OmniForge.Cli.Output;
using OmniForge.Files.Linting;
using OmniForge.Skills;
using OmniForge.Skills.Linting;

namespace OmniForge.Cli.Lint;

/// <summary>The options of `lint` and how they are read.</summary>
internal sealed class LintOptions
{
    private const string Auto = "auto";

    private readonly Argument<string[]> _paths = new("PATH")
    {
        Description = "Files, folders, patterns, or - for standard input. Default: this folder.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string> _profile = new("--profile")
    {
        Description = $"Whose rules apply: {Auto} (by the place of each file), or one or more of {string.Join(", ", ProfileNames.All)}.",
        HelpName = "auto|NAME[,NAME...]",
        DefaultValueFactory = _ => Auto,
    };

    private readonly Option<string> _format = new("--format")
    {
        Description = "Form of the report.",
        HelpName = "text|json|sarif|github|junit",
        DefaultValueFactory = _ => "text",
    };

    private readonly Option<string?> _output = new("--output") { Description = "Write the report to a file, whole or not at all.", HelpName = "FILE" };

    private readonly Option<string?> _failOn = new("--fail-on")
    {
        Description = "From which severity on the answer is 1. Default: error.",
        HelpName = string.Join('|', FailLevels.All),
    };

    private readonly Option<int?> _mostWarnings = new("--max-warnings") { Description = "Answer 1 when there are more warnings than this.", HelpName = "N" };
    private readonly Option<string[]> _rules = new("--rule") { Description = "Set a rule's severity: error, warning, info or off.", HelpName = "ID=SEVERITY" };
    private readonly Option<string?> _inputPath = new("--stdin-path") { Description = "The path that standard input counts as.", HelpName = "PATH" };
    private readonly Option<bool> _noIgnore = new("--no-ignore") { Description = "Look into what .gitignore and .ignore leave out, too." };
    private readonly Option<bool> _allowEmpty = new("--allow-empty") { Description = "Finding no file is fine." };
    private readonly Option<bool> _quiet = new("--quiet") { Description = "Findings only: no summary, no progress." };
    private readonly Option<int?> _threads = new("--threads") { Description = "How many files are checked at once. Default: one per core.", HelpName = "N" };

    private readonly Option<string> _color = new("--color")
    {
        Description = "Colours: always, never, or auto (on a terminal, unless NO_COLOR is set).",
        HelpName = "always|never|auto",
        DefaultValueFactory = _ => Auto,
    };

    public void AddTo(Command command)
    {
        command.Add(_paths);
        foreach (var option in (Option[])
        [
            _profile, _format, _output, _failOn, _mostWarnings, _rules, _inputPath, _noIgnore, _allowEmpty, _quiet, _threads, _color,
        ])
        {
            command.Add(option);
        }
    }

    public LintRequest Request(ParseResult parsed, CliContext context)
    {
        var format = Format(parsed.GetValue(_format)!);
        var paths = parsed.GetValue(_paths) is { Length: > 0 } named ? named : ["."];
        return new()
        {
            CurrentFolder = context.CurrentFolder,
            Paths = paths,
            Settings = new()
            {
                Profiles = Profiles(parsed.GetValue(_profile)!),
                DataRoot = context.Home.Folder,
                Rules = new(Severities(parsed.GetValue(_rules) ?? []), RuleSettings.Default.MaxLines),
            },
            Format = format,
            Output = parsed.GetValue(_output),
            FailOn = parsed.GetValue(_failOn) is { } level
                ? FailLevels.Find(level) ?? throw Wrong("--fail-on", level, FailLevels.All)
                : null,
            MostWarnings = AtLeast("--max-warnings", parsed.GetValue(_mostWarnings), 0),
            Ignore = parsed.GetValue(_noIgnore) ? IgnoreFiles.Unread : IgnoreFiles.Obeyed,
            EmptyAllowed = parsed.GetValue(_allowEmpty),
            InputPath = parsed.GetValue(_inputPath),
            Paint = Paint(parsed.GetValue(_color)!, context.Terminal, parsed.GetValue(_output)),
            Parts = parsed.GetValue(_quiet) ? ReportParts.FindingsOnly : ReportParts.All,
            Threads = AtLeast("--threads", parsed.GetValue(_threads), 1) ?? Environment.ProcessorCount,
        };
    }

    private static ReportFormat Format(string name)
        => Array.IndexOf(FormatNames, name) is var at && at >= 0 ? (ReportFormat)at : throw Wrong("--format", name, FormatNames);

    private static readonly string[] FormatNames = ["text", "json", "sarif", "github", "junit"];

    private static IReadOnlyList<SkillProfile>? Profiles(string text)
        => text == Auto
            ? null
            : [.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(name => ProfileNames.Find(name) ?? throw Wrong("--profile", name, [Auto, .. ProfileNames.All])).Distinct().Order()];

    private static Dictionary<string, SkillSeverity?> Severities(IEnumerable<string> settings)
    {
        var severities = new Dictionary<string, SkillSeverity?>(StringComparer.Ordinal);
        foreach (var setting in settings)
        {
            if (setting.Split('=') is not [var id, var word])
            {
                throw new CliException($"--rule wants ID=SEVERITY, as in OF3013=warning, not '{setting}'.", LintExit.Incomplete);
            }

            severities[id] = word == SeverityNames.Off ? null
                : SeverityNames.Find(word) ?? throw Wrong("--rule", word, ["error", "warning", "info", SeverityNames.Off]);
        }

        return severities;
    }

    private static Paint Paint(string color, Terminal terminal, string? output) => color switch
    {
        "always" => Reports.Paint.Colors,
        "never" => Reports.Paint.None,
        Auto => terminal.Kind.Rich && output is null ? Reports.Paint.Colors : Reports.Paint.None,
        _ => throw Wrong("--color", color, ["always", "never", Auto]),
    };

    private static int? AtLeast(string option, int? number, int least)
        => number is null || number >= least ? number : throw new CliException($"{option} must be at least {least}.", LintExit.Incomplete);

    private static CliException Wrong(string option, string given, IReadOnlyList<string> allowed)
        => new($"{option} does not know '{given}'. Use {string.Join(", ", allowed.Take(allowed.Count - 1))} or {allowed[^1]}.", LintExit.Incomplete);
}

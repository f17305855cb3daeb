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
    private readonly Option<string?> _fix = new("--fix")
    {
        Description = "Repair first, then check: safe fixes, or also choices that have only one candidate.",
        HelpName = "safe|choice",
    };

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "With --fix: write nothing, show the difference." };
    private readonly Option<bool> _diff = new("--diff") { Description = "Show what --fix would change; the same as --fix --dry-run." };
    private readonly Option<string?> _config = new("--config") { Description = $"Use this configuration for all files instead of the nearest {LintConfig.FileName}.", HelpName = "FILE" };
    private readonly Option<bool> _noConfig = new("--no-config") { Description = "Use no configuration." };
    private readonly Option<string?> _preset = new("--preset") { Description = "upload: fields that the upload of claude.ai refuses are errors.", HelpName = "upload" };
    private readonly Option<string?> _baseline = new("--baseline") { Description = "Only findings that this file does not know count.", HelpName = "FILE" };
    private readonly Option<bool> _writeBaseline = new("--write-baseline") { Description = "Write everything that is found into the baseline, and answer 0." };
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

    private readonly Option<string?> _explain = new("--explain") { Description = "Say what a rule means and what to do, with examples.", HelpName = "ID" };
    private readonly Option<bool> _list = new("--list-rules") { Description = "Show all rules and their severities." };
    private readonly Option<bool> _matrix = new("--matrix") { Description = "Show for each file which programs load it, and why not." };
    private readonly Option<bool> _stats = new("--stats") { Description = "Say on standard error how often each rule found something, and the time it took." };
    private readonly Option<bool> _watch = new("--watch") { Description = "Check again when files change, and show what is new and what is gone." };

    /// <summary>What `lint` is asked to do instead of checking; null = check.</summary>
    public Func<Terminal, int>? Other(ParseResult parsed)
        => parsed.GetValue(_explain) is { } id ? terminal => RuleTexts.Explain(id, terminal)
            : parsed.GetValue(_list) ? RuleTexts.List
            : null;

    /// <summary>The options that say which files are meant.</summary>
    public void AddSearchTo(Command command)
    {
        command.Add(_paths);
        foreach (var option in (Option[])[_profile, _config, _noConfig, _inputPath, _noIgnore, _allowEmpty, _quiet, _color])
        {
            command.Add(option);
        }
    }

    public void AddTo(Command command)
    {
        command.Add(_paths);
        foreach (var option in (Option[])
        [
            _profile, _format, _output, _failOn, _mostWarnings, _rules, _preset, _fix, _dryRun, _diff,
            _config, _noConfig, _baseline, _writeBaseline, _inputPath, _noIgnore, _allowEmpty, _quiet, _threads, _color,
            _explain, _list, _matrix, _stats, _watch,
        ])
        {
            command.Add(option);
        }
    }

    public LintRequest Request(ParseResult parsed, CliContext context)
    {
        var format = Format(parsed.GetValue(_format) ?? "text");
        var paths = parsed.GetValue(_paths) is { Length: > 0 } named ? named : ["."];
        return new()
        {
            CurrentFolder = context.CurrentFolder,
            Paths = paths,
            Settings = new()
            {
                Profiles = Profiles(parsed.GetValue(_profile) ?? Auto),
                DataRoot = context.Home.Folder,
                Severities = Severities(parsed.GetValue(_preset), parsed.GetValue(_rules) ?? []),
                Configs = Configs(parsed, context.CurrentFolder),
                Today = DateOnly.FromDateTime(context.Time.GetUtcNow().UtcDateTime),
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
            Baseline = Baseline(parsed, context.CurrentFolder),
            Baselines = parsed.GetValue(_writeBaseline) ? BaselineUsage.Written : BaselineUsage.Obeyed,
            Fix = Fix(parsed),
            Matrix = parsed.GetValue(_matrix) ? LoadMatrixUse.Shown : LoadMatrixUse.None,
            Stats = parsed.GetValue(_stats) ? StatsLine.Shown : StatsLine.Hidden,
            Watch = parsed.GetValue(_watch) ? WatchMode.On : WatchMode.Off,
            Progress = context.Terminal.Kind.Watched && !parsed.GetValue(_quiet) ? ProgressLine.Shown : ProgressLine.Hidden,
            Paint = Paint(parsed.GetValue(_color) ?? Auto, context.Terminal, parsed.GetValue(_output)),
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

    private FixOrder? Fix(ParseResult parsed)
    {
        var (fix, dry) = (parsed.GetValue(_fix), parsed.GetValue(_dryRun));
        if (dry && fix is null)
        {
            throw new CliException("--dry-run belongs to --fix. Write --fix --dry-run, or --diff.", LintExit.Incomplete);
        }

        return fix switch
        {
            null => parsed.GetValue(_diff) ? new(FixKind.Safe, true) : null,
            "safe" => new(FixKind.Safe, dry || parsed.GetValue(_diff)),
            "choice" => new(FixKind.Choice, dry || parsed.GetValue(_diff)),
            _ => throw Wrong("--fix", fix, ["safe", "choice"]),
        };
    }

    private LintConfigs Configs(ParseResult parsed, string folder)
    {
        if (parsed.GetValue(_config) is not { } named)
        {
            return parsed.GetValue(_noConfig) ? LintConfigs.None : LintConfigs.Nearest;
        }

        var path = Path.GetFullPath(named, folder);
        return File.Exists(path)
            ? LintConfigs.From(path)
            : throw new CliException($"There is no configuration '{named}'. Check the path after --config.", LintExit.Incomplete);
    }

    private string? Baseline(ParseResult parsed, string folder)
        => parsed.GetValue(_baseline) is { } named ? Path.GetFullPath(named, folder) : null;

    private static Dictionary<string, SkillSeverity?> Severities(string? preset, IEnumerable<string> settings)
    {
        var severities = preset switch
        {
            null => new Dictionary<string, SkillSeverity?>(StringComparer.Ordinal),
            "upload" => new(LoadMatrix.Upload(RuleSettings.Default).Severities, StringComparer.Ordinal),
            _ => throw Wrong("--preset", preset, ["upload"]),
        };
        foreach (var setting in settings)
        {
            if (setting.Split('=') is not [var id, var word])
            {
                throw new CliException($"--rule wants ID=SEVERITY, as in OF3013=warning, not '{setting}'.", LintExit.Incomplete);
            }

            if (!RuleIds.IsKnown(id))
            {
                throw new CliException(
                    $"--rule does not know '{id}'.{(RuleIds.Near(id) is { } near ? $" Did you mean '{near}'?" : " omniforge lint --list-rules shows all.")}",
                    LintExit.Incomplete);
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
        => new(
            $"{option} does not know '{given}'. Use {(allowed.Count == 1 ? allowed[0] : $"{string.Join(", ", allowed.Take(allowed.Count - 1))} or {allowed[^1]}")}.",
            LintExit.Incomplete);
}

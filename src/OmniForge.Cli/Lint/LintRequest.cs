using OmniForge.Cli.Lint.Reports;
using OmniForge.Files.Linting;
using OmniForge.Skills.Linting;

namespace OmniForge.Cli.Lint;

/// <summary>What one call of `lint` was asked for.</summary>
internal sealed record LintRequest
{
    /// <summary>Folder that relative paths start at.</summary>
    public required string CurrentFolder { get; init; }

    /// <summary>As written; "-" is standard input.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    public required LintSettings Settings { get; init; }

    public ReportFormat Format { get; init; }

    /// <summary>Where the report goes; null = standard output.</summary>
    public string? Output { get; init; }

    public FailLevel? FailOn { get; init; }

    public int? MostWarnings { get; init; }

    public IgnoreFiles Ignore { get; init; }

    /// <summary>Whether finding no file at all is fine.</summary>
    public bool EmptyAllowed { get; init; }

    /// <summary>The path that standard input counts as.</summary>
    public string? InputPath { get; init; }

    /// <summary>Full path of the baseline for all files; null = configurations name theirs.</summary>
    public string? Baseline { get; init; }

    public BaselineUsage Baselines { get; init; }

    /// <summary>What is repaired before the check; null = nothing.</summary>
    public FixOrder? Fix { get; init; }

    public LoadMatrixUse Matrix { get; init; }

    public StatsLine Stats { get; init; }

    public WatchMode Watch { get; init; }

    public ProgressLine Progress { get; init; }

    public Paint Paint { get; init; } = Paint.None;

    public ReportParts Parts { get; init; }

    /// <summary>How many files are checked at once. Default: one per core.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}

/// <summary>Whether the load matrix takes the place of findings.</summary>
internal enum LoadMatrixUse
{
    None,
    Shown,
}

/// <summary>Whether counts and times are told.</summary>
internal enum StatsLine
{
    Hidden,
    Shown,
}

/// <summary>Whether a run goes on until it is stopped.</summary>
internal enum WatchMode
{
    Off,
    On,
}

/// <summary>What is done with known findings.</summary>
internal enum BaselineUsage
{
    Obeyed,

    /// <summary>They are written anew from what is found.</summary>
    Written,
}

/// <summary>The forms of a report.</summary>
internal enum ReportFormat
{
    Text,
    Json,
    Sarif,
    Github,
    Junit,
}

using OmniForge.Skills.Parsing;

namespace OmniForge.Skills.Linting;

/// <summary>What a project has set for its checks in a file called <see cref="FileName"/>. It shapes the view of findings, never what a server accepts.</summary>
public sealed record LintConfig
{
    public const string FileName = ".omniforge.yaml";

    /// <summary>A project that has set nothing.</summary>
    public static LintConfig Default { get; } = new();

    /// <summary>Whose rules apply to which files; the first pattern that fits counts. Paths are relative to the file's folder, as all here.</summary>
    public IReadOnlyList<ProfileFiles> Profiles { get; init; } = [];

    /// <summary>Severities and limits.</summary>
    public RuleSettings Rules { get; init; } = RuleSettings.Default;

    /// <summary>Names that are known in this project.</summary>
    public KnownNames Known { get; init; } = KnownNames.None;

    /// <summary>Folders of skills by the layer they belong to: agent, tenant, public or global.</summary>
    public IReadOnlyDictionary<string, string> Layers { get; init; } = new Dictionary<string, string>();

    /// <summary>Files that are not checked.</summary>
    public IReadOnlyList<PathGlob> Exclude { get; init; } = [];

    /// <summary>The file with findings that are known and accepted; null = none.</summary>
    public string? Baseline { get; init; }

    /// <summary>From which severity on findings make a check fail; null = not set.</summary>
    public FailLevel? FailOn { get; init; }

    /// <summary>Whose rules a file gets; null when no pattern fits.</summary>
    /// <param name="path">Relative to the configuration's folder.</param>
    public SkillProfile? ProfileOf(string path) => Profiles.FirstOrDefault(one => one.Files.Matches(path))?.Profile;

    public bool Excludes(string path) => Exclude.Any(pattern => pattern.Matches(path) || pattern.Matches(Folder(path)));

    /// <summary>Reads a configuration. Never throws; what cannot be understood is a finding (OF8008) and has no effect.</summary>
    public static LintConfigReading Read(string text)
    {
        var clean = text.StartsWith('\uFEFF') ? text[1..] : text;
        var read = YamlReader.Read(clean, new(0, clean.Length));
        var reader = new LintConfigReader();
        return new(reader.Read(clean, read), LintFindings.Of(clean, reader.Findings));
    }

    private static string Folder(string path) => path.LastIndexOf('/') is var cut && cut > 0 ? path[..cut] : path;
}

/// <summary>Whose rules apply to the files that fit a pattern.</summary>
public sealed record ProfileFiles(PathGlob Files, SkillProfile Profile);

/// <summary>A configuration as understood, and what was wrong with it.</summary>
public sealed record LintConfigReading(LintConfig Config, IReadOnlyList<LintFinding> Findings);

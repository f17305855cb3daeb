using OmniForge.Skills;
using OmniForge.Skills.Linting;

namespace OmniForge.Files.Linting;

/// <summary>Checks one file with everything its place tells.</summary>
public sealed class FileLinter(LintSettings settings)
{
    public const string Unreadable = "OF8006";

    /// <summary>Checks a file on disk. A file that cannot be read and a fault of a rule become part of the answer.</summary>
    public LintedFile Check(FoundFile file)
    {
        try
        {
            return Check(file.Shown, file.FullPath, FileBytes.Read(file.FullPath));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Unread(file.Shown, file.FullPath, "This file cannot be read, so it was not checked. Allow reading it, or exclude it.");
        }
    }

    /// <summary>Checks bytes as if they lay at a path.</summary>
    /// <param name="shown">The path as reports print it.</param>
    /// <param name="fullPath">Null = the place is not known, so nothing that depends on it is judged.</param>
    /// <param name="bytes">The file.</param>
    public LintedFile Check(string shown, string? fullPath, FileBytes bytes)
    {
        try
        {
            return Judge(new(shown, fullPath), bytes);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return new(shown, fullPath)
            {
                Fault = $"A rule failed inside omniforge ({fault.GetType().Name}: {fault.Message}), so this file is not fully checked. Please report it.",
            };
        }
    }

    /// <summary>The answer for something that is no readable file.</summary>
    public static LintedFile Unread(string shown, string? fullPath, string message) => new(shown, fullPath)
    {
        Findings = [LintFinding.OfFile(Unreadable, SkillSeverity.Warning, message)],
        Fault = message,
    };

    /// <summary>How a file at a place is checked, once per profile that applies to it.</summary>
    /// <param name="fullPath">Null = the place is not known.</param>
    public IReadOnlyList<SkillCheck> ChecksOf(string? fullPath)
    {
        var place = fullPath is null ? null : new SkillPlace(fullPath, settings.DataRoot);
        var config = ConfigOf(fullPath);
        var folder = place?.FolderName is not null && Path.GetDirectoryName(fullPath) is { } path && Directory.Exists(path)
            ? new FolderListing(path)
            : null;
        var profiles = settings.Profiles
            ?? [(fullPath is null ? null : ProfileOf(config, fullPath)) ?? place?.Profile ?? SkillProfile.AgentSkills];
        var rules = RulesOf(config.Config);
        return [.. profiles.Select(profile => new SkillCheck(profile)
        {
            FileName = place?.FileName,
            FolderName = place?.FolderName,
            Bundle = folder,
            ReadBundled = folder is null ? _ => null : folder.Read,
            Known = config.Config.Known,
            Rules = rules,
            Today = settings.Today,
        })];
    }

    /// <summary>The configuration of a file.</summary>
    public LoadedConfig ConfigOf(string? fullPath)
        => Path.GetDirectoryName(fullPath) is { } folder ? settings.Configs.Of(folder) : LoadedConfig.Nothing;

    private static SkillProfile? ProfileOf(LoadedConfig config, string fullPath)
        => config.Relative(fullPath) is { } path ? config.Config.ProfileOf(path) : null;

    /// <summary>The layer that the configuration gives to a folder, else the one that the path itself tells.</summary>
    private static SkillLayer LayerOf(string fullPath, LoadedConfig config)
    {
        if (config.Relative(fullPath) is { } relative)
        {
            foreach (var (layer, folder) in config.Config.Layers)
            {
                if (relative.StartsWith(folder + "/", StringComparison.Ordinal))
                {
                    return SkillLayer.Of($"{Path.GetDirectoryName(config.Path)}/{layer}/skills/{Path.GetFileName(Path.GetDirectoryName(fullPath))}/SKILL.md");
                }
            }
        }

        return SkillLayer.Of(fullPath.Replace(Path.DirectorySeparatorChar, '/'));
    }

    private RuleSettings RulesOf(LintConfig config)
    {
        if (settings.Severities.Count == 0)
        {
            return config.Rules;
        }

        var severities = new Dictionary<string, SkillSeverity?>(config.Rules.Severities, StringComparer.Ordinal);
        foreach (var (id, severity) in settings.Severities)
        {
            severities[id] = severity;
        }

        return config.Rules with { Severities = severities };
    }

    private LintedFile Judge(LintedFile file, FileBytes bytes)
    {
        var document = SkillDocument.Parse(bytes.Content);
        var checks = ChecksOf(file.FullPath);
        var config = ConfigOf(file.FullPath);
        return file with
        {
            Profiles = [.. checks.Select(check => check.Profile)],
            Findings = LintFindings.Of(
                document, bytes.Content, [.. checks.Select(check => new ProfileFindings(check.Profile, document.Validate(check)))]),
            Member = file.FullPath is { } path
                ? new SkillInSet(file.Shown, LayerOf(path, config), document) { Profile = checks[0].Profile, Rules = checks[0].Rules }.Slim()
                : null,
            Comments = Suppressions.Of(document, bytes.Content, checks),
            Baseline = config.Baseline,
            FailOn = config.Config.FailOn,
        };
    }
}

/// <summary>What one run of checks goes by.</summary>
public sealed record LintSettings
{
    /// <summary>Whose rules apply; null = each file's own place decides.</summary>
    public IReadOnlyList<SkillProfile>? Profiles { get; init; }

    /// <summary>Data folder of a server on this machine; null = not known.</summary>
    public string? DataRoot { get; init; }

    /// <summary>Severities set by the caller, null = off; they win over those of a configuration.</summary>
    public IReadOnlyDictionary<string, SkillSeverity?> Severities { get; init; } = new Dictionary<string, SkillSeverity?>();

    /// <summary>Where configurations come from.</summary>
    public LintConfigs Configs { get; init; } = LintConfigs.None;

    /// <summary>The present day; null = the age of the tables is not judged.</summary>
    public DateOnly? Today { get; init; }
}

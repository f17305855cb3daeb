using System.Collections.Concurrent;
using System.Text;
using OmniForge.Skills;
using OmniForge.Skills.Linting;

namespace OmniForge.Files.Linting;

/// <summary>The configurations of projects: for each file the nearest one upwards, up to its repository's root; they are never merged.</summary>
public sealed class LintConfigs
{
    private readonly ConcurrentDictionary<string, LoadedConfig> _byFolder = new(StringComparer.Ordinal);
    private readonly LoadedConfig? _only;

    private LintConfigs(LoadedConfig? only) => _only = only;

    /// <summary>No configuration counts.</summary>
    public static LintConfigs None => new(LoadedConfig.Nothing);

    /// <summary>Every file has the one that is nearest to it.</summary>
    public static LintConfigs Nearest => new((LoadedConfig?)null);

    /// <summary>Every configuration that was needed so far.</summary>
    public IEnumerable<LoadedConfig> Loaded => (_only is null ? _byFolder.Values : [_only])
        .Where(config => config.Path is not null).DistinctBy(config => config.Path).OrderBy(config => config.Path, StringComparer.Ordinal);

    /// <summary>One file counts for all.</summary>
    public static LintConfigs From(string path) => new(Load(path));

    /// <summary>The same choice, read anew from disk.</summary>
    public LintConfigs Renewed() => _only is null ? Nearest : _only.Path is { } path ? From(path) : None;

    /// <summary>The configuration of the files in a folder.</summary>
    public LoadedConfig Of(string folder) => _only ?? _byFolder.GetOrAdd(folder, Find);

    private LoadedConfig Find(string folder)
    {
        var path = Path.Combine(folder, LintConfig.FileName);
        return File.Exists(path) ? Load(path)
            : Path.Exists(Path.Combine(folder, ".git")) || Path.GetDirectoryName(folder) is not { } above ? LoadedConfig.Nothing
            : Of(above);
    }

    private static LoadedConfig Load(string path)
    {
        try
        {
            var reading = LintConfig.Read(Encoding.UTF8.GetString(FileBytes.Read(path).Content));
            return new(reading.Config, path, reading.Findings);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new(
                LintConfig.Default, path,
                [LintFinding.OfFile("OF8008", SkillSeverity.Error, "This configuration cannot be read, so none of its settings count. Allow reading it.")]);
        }
    }
}

/// <summary>A configuration with the file it came from.</summary>
/// <param name="Path">Full path; null = there is none.</param>
/// <param name="Findings">What was wrong with it.</param>
public sealed record LoadedConfig(LintConfig Config, string? Path, IReadOnlyList<LintFinding> Findings)
{
    public static LoadedConfig Nothing { get; } = new(LintConfig.Default, null, []);

    /// <summary>A path as the configuration's patterns see it; null when it does not lie below its folder.</summary>
    public string? Relative(string fullPath)
    {
        if (Path is null)
        {
            return null;
        }

        var relative = System.IO.Path.GetRelativePath(System.IO.Path.GetDirectoryName(Path)!, fullPath);
        return relative.StartsWith("..", StringComparison.Ordinal) ? null : relative.Replace(System.IO.Path.DirectorySeparatorChar, '/');
    }

    /// <summary>Full path of the file with known findings; null = none is set.</summary>
    public string? Baseline => Config.Baseline is { } named && Path is not null
        ? System.IO.Path.GetFullPath(named, System.IO.Path.GetDirectoryName(Path)!)
        : null;

    public bool Excludes(string fullPath) => Relative(fullPath) is { } path && Config.Excludes(path);
}

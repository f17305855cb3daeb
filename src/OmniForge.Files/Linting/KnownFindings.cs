using OmniForge.Skills;
using OmniForge.Skills.Linting;

namespace OmniForge.Files.Linting;

/// <summary>Takes the findings that baselines know out of a report. Asked for one file after another.</summary>
/// <param name="named">The baseline of all files; null = each file's configuration names its own.</param>
public sealed class KnownFindings(string? named)
{
    private readonly Dictionary<string, Loaded> _loaded = new(StringComparer.Ordinal);
    private readonly HashSet<string> _checked = new(StringComparer.Ordinal);

    /// <summary>Why baselines could not be read.</summary>
    public List<string> Problems { get; } = [];

    public LintedFile Apply(LintedFile file)
    {
        if (file.FullPath is null || (named ?? file.Baseline) is not { } path)
        {
            return file;
        }

        _checked.Add(file.FullPath);
        if (Load(path) is not { Known: { } known } loaded || file.Findings.Count == 0)
        {
            return file;
        }

        var relative = Relative(path, file.FullPath);
        var left = file.Findings.Where(finding => !known.Knows(relative, finding, loaded.Use)).ToList();
        return file with { Findings = left, Kept = file.Kept + file.Findings.Count - left.Count };
    }

    /// <summary>Known findings that no longer exist, as findings of their baseline; ask after all files.</summary>
    /// <param name="shown">How reports print a full path.</param>
    public IEnumerable<LintedFile> Stale(Func<string, string> shown)
    {
        foreach (var (path, loaded) in _loaded.Where(one => one.Value.Known is not null).OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            var folder = Path.GetDirectoryName(path)!;
            var stale = loaded.Known!.Stale(loaded.Use, file => Path.GetFullPath(file, folder) is var full && (_checked.Contains(full) || !File.Exists(full)));
            if (stale.Count > 0)
            {
                yield return new(shown(path), path)
                {
                    Findings = [.. stale.Select(one => LintFinding.OfFile(
                        "OF8009", SkillSeverity.Warning,
                        $"The known finding {one.Id} of '{one.Path}' no longer exists. Write the list again with --write-baseline."))],
                };
            }
        }
    }

    /// <summary>A path as a baseline writes it.</summary>
    public static string Relative(string baseline, string file)
        => Path.GetRelativePath(Path.GetDirectoryName(baseline)!, file).Replace(Path.DirectorySeparatorChar, '/');

    private Loaded Load(string path)
    {
        if (_loaded.TryGetValue(path, out var known))
        {
            return known;
        }

        string? problem;
        Baseline? baseline = null;
        try
        {
            baseline = Baseline.Read(File.ReadAllBytes(path), out problem);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problem = File.Exists(path) ? "it cannot be read" : "there is no such file; make it with --write-baseline";
        }

        if (problem is not null)
        {
            Problems.Add($"The baseline '{path}' does not count: {problem}.");
        }

        return _loaded[path] = new(baseline, new());
    }

    private sealed record Loaded(Baseline? Known, BaselineUse Use);
}

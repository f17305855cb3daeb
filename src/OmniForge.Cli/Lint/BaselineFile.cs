using OmniForge.Cli.Output;
using OmniForge.Files;
using OmniForge.Files.Linting;
using OmniForge.Skills.Linting;

namespace OmniForge.Cli.Lint;

/// <summary>Writes everything that was found into the baselines.</summary>
internal static class BaselineFile
{
    private const string DefaultName = ".omniforge-baseline.json";

    public static int Write(LintReport report, LintRequest request, Terminal terminal)
    {
        var baselines = new Dictionary<string, (Baseline List, int Count)>(StringComparer.Ordinal);
        foreach (var file in report.Files.Where(file => file is { FullPath: not null, Profiles.Count: > 0 }))
        {
            var path = request.Baseline ?? file.Baseline ?? Path.Combine(request.CurrentFolder, DefaultName);
            var (list, count) = baselines.TryGetValue(path, out var known) ? known : (new(), 0);
            list.Add(KnownFindings.Relative(path, file.FullPath!), file.Findings);
            baselines[path] = (list, count + file.Findings.Count);
        }

        foreach (var problem in report.Problems)
        {
            terminal.Problem(problem);
        }

        foreach (var (path, (list, count)) in baselines.OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            AtomicFile.Write(path, list.Write());
            terminal.Line($"{Words.Count(count, "finding")} written to {SkillSearch.Shown(request.CurrentFolder, path)}.");
        }

        return report.Incomplete ? LintExit.Incomplete : LintExit.Clean;
    }
}

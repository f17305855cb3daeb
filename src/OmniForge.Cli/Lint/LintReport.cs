using OmniForge.Agents.Workspaces;
using OmniForge.Cli.Output;
using OmniForge.Files.Linting;
using OmniForge.Skills;
using OmniForge.Skills.Linting;

namespace OmniForge.Cli.Lint;

/// <summary>What one run found.</summary>
/// <param name="Files">Ordinal by their shown path.</param>
/// <param name="Problems">Why not everything could be checked, in sentences; each makes the answer 2.</param>
internal sealed record LintReport(IReadOnlyList<LintedFile> Files, IReadOnlyList<string> Problems)
{
    /// <summary>Files that were read.</summary>
    public int Checked { get; init; }

    public IEnumerable<(LintedFile File, LintFinding Finding)> Findings
        => Files.SelectMany(file => file.Findings.Select(finding => (file, finding)));

    public int Count(SkillSeverity severity) => Findings.Count(found => found.Finding.Severity == severity);

    /// <summary>How many findings `--fix` would remove.</summary>
    public int Fixable => Findings.Count(found => found.Finding.Fixes.Any(fix => fix.Kind == FixKind.Safe));

    /// <summary>True when something stops the run from being complete.</summary>
    public bool Incomplete => Problems.Count > 0 || Files.Any(file => file.Fault is not null);

    /// <param name="failOn">Null = each file's configuration decides, else errors count.</param>
    /// <param name="mostWarnings">More warnings than this count as failed; null = any number is fine.</param>
    public int ExitCode(FailLevel? failOn, int? mostWarnings)
        => Incomplete ? LintExit.Incomplete
            : Findings.Any(found => (failOn ?? found.File.FailOn ?? FailLevel.Error).Fails(found.Finding.Severity)) ? LintExit.Findings
            : mostWarnings is { } most && Count(SkillSeverity.Warning) > most ? LintExit.Findings
            : LintExit.Clean;
}

/// <summary>What `lint` and `format` answer to the shell.</summary>
internal static class LintExit
{
    /// <summary>Nothing at or above the level that counts.</summary>
    public const int Clean = 0;

    public const int Findings = 1;

    /// <summary>Some of the work could not be done; wins over findings.</summary>
    public const int Incomplete = 2;

    /// <summary>A stop by the person and a refusal of the disk end a run as incomplete.</summary>
    public static int Guard(Func<int> run, Terminal terminal, CancellationToken cancellationToken)
    {
        try
        {
            return run();
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            terminal.Problem("Stopped before any file was checked.");
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or WorkspaceException)
        {
            terminal.Problem(trouble.Message);
        }

        return Incomplete;
    }
}

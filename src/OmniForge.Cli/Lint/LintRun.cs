using OmniForge.Cli.Output;
using OmniForge.Files.Linting;
using OmniForge.Skills;
using OmniForge.Skills.Linting;

namespace OmniForge.Cli.Lint;

/// <summary>Finds the files, checks them side by side and gathers what was found.</summary>
internal sealed class LintRun(LintRequest request, Terminal terminal)
{
    private const string Input = "-";

    private readonly FileLinter _linter = new(request.Settings);

    public LintReport Report(CancellationToken cancellationToken)
    {
        var problems = new List<string>();
        var found = Search(problems, cancellationToken);
        var linted = new List<LintedFile>(found.Files.Count + 1);
        if (request.Paths.Contains(Input))
        {
            linted.Add(FromInput());
        }

        linted.AddRange(Check(found.Files, problems, cancellationToken));
        linted.AddRange(found.Troubles.Select(Trouble));
        var done = linted.Count(file => file.Profiles.Count > 0 || file.Fault is not null);
        if (linted.Count == 0 && problems.Count == 0 && !request.EmptyAllowed)
        {
            problems.Add("There is no SKILL.md to check here. Name a file or folder that has one, or use --allow-empty where none is fine.");
        }

        return new([.. linted.OrderBy(file => file.Shown, StringComparer.Ordinal)], problems) { Checked = done };
    }

    private SearchResult Search(List<string> problems, CancellationToken cancellationToken)
    {
        var search = new SkillSearch(request.CurrentFolder, request.Ignore);
        var found = search.Find(request.Paths.Where(path => path != Input), cancellationToken);
        problems.AddRange(found.Missing.Select(missing => PathGlobMissing(missing)));
        return found;
    }

    private static string PathGlobMissing(MissingPath missing)
        => PathGlob.IsPattern(missing.Written)
            ? $"No file fits '{missing.Written}'. Check the pattern."
            : $"There is no file or folder '{missing.Written}'."
                + (missing.Suggestion is null ? " Check the path." : $" Did you mean '{missing.Suggestion}'?");

    private LintedFile FromInput()
    {
        var bytes = FileBytes.Read(terminal.InputBytes());
        var path = request.InputPath is { } given ? Path.GetFullPath(given, request.CurrentFolder) : null;
        return _linter.Check(request.InputPath?.Replace('\\', '/') ?? Input, path, bytes);
    }

    private List<LintedFile> Check(IReadOnlyList<FoundFile> files, List<string> problems, CancellationToken cancellationToken)
    {
        var done = new LintedFile?[files.Count];
        try
        {
            if (files.Count < 4 || request.Threads == 1)
            {
                for (var i = 0; i < done.Length; i++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    done[i] = _linter.Check(files[i]);
                }
            }
            else
            {
                Parallel.For(
                    0, done.Length,
                    new ParallelOptions { MaxDegreeOfParallelism = request.Threads, CancellationToken = cancellationToken },
                    i => done[i] = _linter.Check(files[i]));
            }
        }
        catch (OperationCanceledException)
        {
            problems.Add($"Stopped after {done.Count(file => file is not null)} of {files.Count} files.");
        }

        return [.. done.OfType<LintedFile>()];
    }

    private static LintedFile Trouble(SearchTrouble trouble)
        => trouble.Kind == TroubleKind.Unreadable
            ? FileLinter.Unread(trouble.Shown, null, trouble.Message)
            : new(trouble.Shown, null) { Findings = [LintFinding.OfFile(FileLinter.Unreadable, SkillSeverity.Warning, trouble.Message)] };
}

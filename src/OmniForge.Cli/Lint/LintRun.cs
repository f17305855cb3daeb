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
    private readonly KnownFindings _known = new(request.Baseline);
    private readonly List<string> _problems = [];

    /// <summary>Why not everything could be done so far, in sentences.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Looks for the files that the paths mean, without those that configurations exclude.</summary>
    public SearchResult Search(CancellationToken cancellationToken)
    {
        var found = new SkillSearch(request.CurrentFolder, request.Ignore).Find(request.Paths.Where(path => path != Input), cancellationToken);
        _problems.AddRange(found.Missing.Select(Missing));
        return found with
        {
            Files = [.. found.Files.Where(file => file.Named || !_linter.ConfigOf(file.FullPath).Excludes(file.FullPath))],
        };
    }

    /// <summary>Checks files and judges what was found by comments, configurations and baselines.</summary>
    /// <param name="found">What <see cref="Search"/> answered.</param>
    /// <param name="instead">Contents that count instead of those on disk, by full path.</param>
    /// <param name="cancellationToken">Ends the run with what was checked so far.</param>
    public LintReport Report(SearchResult found, IReadOnlyDictionary<string, byte[]> instead, CancellationToken cancellationToken)
    {
        var linted = new List<LintedFile>(found.Files.Count + 1);
        if (request.Paths.Contains(Input))
        {
            linted.Add(FromInput());
        }

        linted.AddRange(Check(found.Files, instead, cancellationToken));
        var done = linted.Count(file => file.Profiles.Count > 0 || file.Fault is not null);
        if (linted.Count == 0 && found.Troubles.Count == 0 && _problems.Count == 0 && !request.EmptyAllowed)
        {
            _problems.Add("There is no SKILL.md to check here. Name a file or folder that has one, or use --allow-empty where none is fine.");
        }

        var all = SkillSet.Compared(linted).Select(Commented).OrderBy(file => file.Shown, StringComparer.Ordinal).ToList();
        if (request.Baselines == BaselineUsage.Obeyed)
        {
            all = [.. all.Select(_known.Apply)];
            all.AddRange(_known.Stale(path => SkillSearch.Shown(request.CurrentFolder, path)));
            _problems.AddRange(_known.Problems);
        }

        all.AddRange(found.Troubles.Select(Trouble));
        all.AddRange(request.Settings.Configs.Loaded.Where(config => config.Findings.Count > 0).Select(Configuration));
        return new([.. all.OrderBy(file => file.Shown, StringComparer.Ordinal)], _problems) { Checked = done };
    }

    private static string Missing(MissingPath missing)
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

    private List<LintedFile> Check(
        IReadOnlyList<FoundFile> files, IReadOnlyDictionary<string, byte[]> instead, CancellationToken cancellationToken)
    {
        var done = new LintedFile?[files.Count];
        using var progress = new LintProgress(request.Progress, terminal, files.Count);

        void One(int i)
        {
            cancellationToken.ThrowIfCancellationRequested();
            done[i] = instead.TryGetValue(files[i].FullPath, out var bytes)
                ? _linter.Check(files[i].Shown, files[i].FullPath, new(bytes, true))
                : _linter.Check(files[i]);
            progress.Step();
        }

        try
        {
            if (files.Count < 4 || request.Threads == 1)
            {
                for (var i = 0; i < done.Length; i++)
                {
                    One(i);
                }
            }
            else
            {
                Parallel.For(0, done.Length, new ParallelOptions { MaxDegreeOfParallelism = request.Threads, CancellationToken = cancellationToken }, One);
            }
        }
        catch (OperationCanceledException)
        {
            _problems.Add($"Stopped after {done.Count(file => file is not null)} of {files.Count} files.");
        }

        return [.. done.OfType<LintedFile>()];
    }

    private static LintedFile Commented(LintedFile file)
    {
        if (file.Comments is null)
        {
            return file;
        }

        var (left, kept) = file.Comments.Apply(file.Findings);
        return file with { Findings = left, Kept = kept };
    }

    private static LintedFile Trouble(SearchTrouble trouble)
        => trouble.Kind == TroubleKind.Unreadable
            ? FileLinter.Unread(trouble.Shown, null, trouble.Message)
            : new(trouble.Shown, null) { Findings = [LintFinding.OfFile(FileLinter.Unreadable, SkillSeverity.Warning, trouble.Message)] };

    private LintedFile Configuration(LoadedConfig config) => new(SkillSearch.Shown(request.CurrentFolder, config.Path!), config.Path)
    {
        Findings = config.Findings,
        Fault = "This configuration has mistakes, so what it sets may not count.",
    };
}

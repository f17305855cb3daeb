using System.CommandLine;
using System.Text;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Lint.Reports;
using OmniForge.Cli.Output;

namespace OmniForge.Cli.Lint;

/// <summary>`lint`: what is wrong with skills, without any server.</summary>
internal static class LintCommand
{
    public static Command Create(Verbs verbs)
    {
        var options = new LintOptions();
        var command = new Command("lint", "Check SKILL.md files and say what is wrong, why it matters and what to do. Works without a server.");
        options.AddTo(command);
        return verbs.Doing(
            command,
            (parsed, ct) => Task.FromResult(LintExit.Guard(
                () => options.Other(parsed)?.Invoke(verbs.Context.Terminal)
                    ?? Run(options.Request(parsed, verbs.Context), verbs.Context, ct), verbs.Context.Terminal, ct)),
            "omniforge lint                                  every SKILL.md below this folder",
            "omniforge lint skills/ --fix                    repair what can be repaired safely",
            "omniforge lint --profile claude-code,omniforge  by the rules of several readers at once",
            "omniforge lint --format sarif --output lint.sarif",
            "cat SKILL.md | omniforge lint - --stdin-path skills/report/SKILL.md",
            "omniforge lint --explain OF3013                 what a rule means");
    }

    private static int Run(LintRequest request, CliContext context, CancellationToken cancellationToken)
    {
        var started = context.Time.GetTimestamp();
        if (request.Watch == WatchMode.On)
        {
            return new WatchRun(request, context.Terminal, context.Time).Run(cancellationToken);
        }

        var (report, code) = Once(request, context.Terminal, cancellationToken);
        if (request.Stats == StatsLine.Shown)
        {
            Tell(report, context.Time.GetElapsedTime(started), context.Terminal);
        }

        return code;
    }

    private static (LintReport Report, int Code) Once(LintRequest request, Terminal terminal, CancellationToken cancellationToken)
    {
        var run = new LintRun(request, terminal);
        var found = run.Search(cancellationToken);
        var contents = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        IReadOnlyList<string> problems = [];
        if (request.Fix is { } order)
        {
            var repaired = new FixRun(request).Run(found.Files, order, cancellationToken);
            problems = repaired.Problems;
            foreach (var change in order.DryRun ? repaired.Changes : [])
            {
                contents[change.File.FullPath] = change.After;
                Show(change, request, terminal);
            }
        }

        var report = run.Report(found, contents, cancellationToken);
        report = report with { Problems = [.. report.Problems, .. problems] };
        if (request.Baselines == BaselineUsage.Written)
        {
            return (report, BaselineFile.Write(report, request, terminal));
        }

        if (request.Matrix == LoadMatrixUse.Shown)
        {
            var rows = MatrixReport.Of(found.Files, new(request.Settings));
            ReportOutput.Send(request.Format == ReportFormat.Json ? MatrixReport.Json(rows) : MatrixReport.Text(rows), report.Problems, request, terminal);
            return (report, report.Incomplete ? LintExit.Incomplete : LintExit.Clean);
        }

        ReportOutput.Write(report, request, terminal);
        return (report, report.ExitCode(request.FailOn, request.MostWarnings));
    }

    private static void Tell(LintReport report, TimeSpan took, Terminal terminal)
    {
        foreach (var rule in report.Findings.CountBy(found => found.Finding.Id).OrderByDescending(rule => rule.Value).ThenBy(rule => rule.Key, StringComparer.Ordinal))
        {
            terminal.Problem($"{rule.Key}  {rule.Value}");
        }

        terminal.Problem($"{Words.Count(report.Checked, "file")} in {took.TotalMilliseconds:0} ms");
    }

    // Reports for programs keep standard output to themselves.
    private static void Show(FileChange change, LintRequest request, Terminal terminal)
    {
        var text = UnifiedDiff.Of(change.File.Shown, Encoding.UTF8.GetString(change.Before), Encoding.UTF8.GetString(change.After), request.Paint);
        if (request.Format == ReportFormat.Text && request.Output is null)
        {
            terminal.Report(text);
        }
        else
        {
            terminal.Error.Write(text);
        }
    }
}

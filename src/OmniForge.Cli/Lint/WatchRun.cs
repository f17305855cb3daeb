using System.Text;
using System.Threading.Channels;
using OmniForge.Cli.Lint.Reports;
using OmniForge.Cli.Output;
using OmniForge.Files.Linting;
using OmniForge.Skills.Linting;

namespace OmniForge.Cli.Lint;

/// <summary>Checks again whenever files change and shows the difference, until it is stopped.</summary>
internal sealed class WatchRun(LintRequest request, Terminal terminal, TimeProvider time)
{
    // Editors write a file in several steps.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(100);

    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public int Run(CancellationToken cancellationToken)
    {
        var watchers = request.Paths.Select(path => Path.GetFullPath(path, request.CurrentFolder)).Select(Watch).OfType<FileSystemWatcher>().ToList();
        try
        {
            return RunAsync(cancellationToken).GetAwaiter().GetResult();
        }
        finally
        {
            watchers.ForEach(watcher => watcher.Dispose());
        }
    }

    private async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var report = Check(cancellationToken);
        ReportOutput.Write(report, request, terminal);
        terminal.Problem("Watching for changes; Ctrl-C ends it.");
        try
        {
            while (true)
            {
                await _changes.Reader.ReadAsync(cancellationToken);
                do
                {
                    await Task.Delay(Quiet, time, cancellationToken);
                }
                while (_changes.Reader.TryRead(out _));

                var now = Check(cancellationToken);
                Show(report, now);
                report = now;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return report.ExitCode(request.FailOn, request.MostWarnings);
        }
    }

    private LintReport Check(CancellationToken cancellationToken)
    {
        // Configurations may have changed as well.
        var settings = request.Settings with { Configs = request.Settings.Configs.Renewed() };
        var run = new LintRun(request with { Settings = settings, EmptyAllowed = true }, terminal);
        return run.Report(run.Search(cancellationToken), new Dictionary<string, byte[]>(), cancellationToken);
    }

    private void Show(LintReport before, LintReport now)
    {
        var (old, current) = (Keys(before), Keys(now));
        var text = new StringBuilder();
        foreach (var (key, (file, finding)) in current.Where(one => !old.ContainsKey(one.Key)))
        {
            text.Append("new  ");
            TextReport.Append(text, file.Shown, finding, file.Profiles.Count > 1, request.Paint);
        }

        foreach (var (_, (file, finding)) in old.Where(one => !current.ContainsKey(one.Key)))
        {
            text.Append("gone ").Append(Terminal.Clean(file.Shown)).Append(": ").Append(finding.Id).Append(' ')
                .Append(Terminal.Clean(finding.Message)).Append('\n');
        }

        if (text.Length > 0)
        {
            terminal.Report(text.Append(TextReport.Summary(now)).Append('\n').ToString());
        }
    }

    // Equal findings of one file are told apart by their turn.
    private static Dictionary<(string Path, string Fingerprint, int Turn), (LintedFile File, LintFinding Finding)> Keys(LintReport report)
    {
        var keys = new Dictionary<(string, string, int), (LintedFile, LintFinding)>();
        foreach (var (file, finding) in report.Findings)
        {
            var turn = 0;
            while (!keys.TryAdd((file.Shown, finding.Fingerprint(file.Shown), turn), (file, finding)))
            {
                turn++;
            }
        }

        return keys;
    }

    private FileSystemWatcher? Watch(string path)
    {
        var folder = Directory.Exists(path) ? path : Path.GetDirectoryName(path);
        if (!Directory.Exists(folder))
        {
            return null;
        }

        var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = folder == path };
        void Note(object sender, FileSystemEventArgs change) => _changes.Writer.TryWrite(true);
        watcher.Changed += Note;
        watcher.Created += Note;
        watcher.Deleted += Note;
        watcher.Renamed += (_, _) => _changes.Writer.TryWrite(true);
        watcher.EnableRaisingEvents = true;
        return watcher;
    }
}

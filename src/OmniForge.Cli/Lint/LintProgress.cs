using OmniForge.Cli.Output;

namespace OmniForge.Cli.Lint;

/// <summary>One line on a terminal that says how far a long run is; it is wiped away at the end.</summary>
internal sealed class LintProgress(ProgressLine wanted, Terminal terminal, int total) : IDisposable
{
    private const int Every = 64;
    private const int FewFiles = 200;

    private readonly bool _shown = wanted == ProgressLine.Shown && total >= FewFiles;
    private int _done;

    public void Step()
    {
        var done = Interlocked.Increment(ref _done);
        if (_shown && done % Every == 0)
        {
            lock (terminal)
            {
                terminal.Error.Write($"\r{done} of {total} files");
            }
        }
    }

    public void Dispose()
    {
        if (_shown)
        {
            terminal.Error.Write("\r\e[K");
        }
    }
}

/// <summary>Whether a person watches.</summary>
internal enum ProgressLine
{
    Hidden,
    Shown,
}

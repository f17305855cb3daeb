using System.Diagnostics;

namespace OmniForge.Server.Mcp.Sessions;

/// <summary>A program that runs. What it writes to its error stream is read and thrown away: it can hold its secrets.</summary>
internal sealed class LaunchedProgram : IAsyncDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly Task _drained;

    public LaunchedProgram(Process process)
    {
        _process = process;
        Output = new BoundedLines(process.StandardOutput.BaseStream);
        _drained = process.StandardError.BaseStream.CopyToAsync(Stream.Null);
    }

    public Stream Input => _process.StandardInput.BaseStream;

    /// <summary>Fails when a line of it never ends.</summary>
    public Stream Output { get; }

    /// <summary>How it ended; null while it runs.</summary>
    public int? ExitCode => _process.HasExited ? _process.ExitCode : null;

    /// <summary>Waits a moment for the end of a program that no longer answers.</summary>
    public async Task EndsAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Grace);
        await _process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Closes its input, which asks it to end, and ends it and all it started when it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has ended, and what was still to be written with it.
        }

        using var patience = new CancellationTokenSource(Grace);
        await _process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        await _drained.WaitAsync(Grace).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _process.Dispose();
    }
}

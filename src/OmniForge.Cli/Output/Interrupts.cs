using System.Runtime.InteropServices;

namespace OmniForge.Cli.Output;

/// <summary>Ctrl-C: the first asks to stop in good order, the second insists. SIGTERM counts as both.</summary>
internal sealed class Interrupts : IDisposable
{
    private readonly CancellationTokenSource _soft = new();
    private readonly CancellationTokenSource _hard = new();
    private readonly PosixSignalRegistration[] _signals;

    public Interrupts()
    {
        _signals =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Take),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Take),
        ];
    }

    /// <summary>Set by the first Ctrl-C.</summary>
    public CancellationToken Soft => _soft.Token;

    /// <summary>Set by the second Ctrl-C.</summary>
    public CancellationToken Hard => _hard.Token;

    public void Dispose()
    {
        foreach (var signal in _signals)
        {
            signal.Dispose();
        }

        _soft.Dispose();
        _hard.Dispose();
    }

    private void Take(PosixSignalContext context)
    {
        context.Cancel = true;
        if (_soft.IsCancellationRequested || context.Signal == PosixSignal.SIGTERM)
        {
            _hard.Cancel();
        }

        _soft.Cancel();
    }
}

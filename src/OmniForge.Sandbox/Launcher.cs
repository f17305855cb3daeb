using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Win32.SafeHandles;

namespace OmniForge.Sandbox;

/// <summary>
/// Starts bubblewrap, one at a time, always from the same thread: bubblewrap ends with the thread that started it, and a thread of the
/// pool may end at any moment.
/// </summary>
internal sealed class Launcher : IDisposable
{
    // Whoever starts one would otherwise take the files of another one's start for strays, or pass them on.
    private static readonly Lock OneAtATime = new();

    private readonly BlockingCollection<Action> _work = [];
    private readonly byte[] _filter = CallFilter.Write();
    private readonly string _program;

    public Launcher(string program)
    {
        _program = program;
        new Thread(() =>
        {
            foreach (var work in _work.GetConsumingEnumerable())
            {
                work();
            }
        })
        {
            IsBackground = true,
            Name = "sandbox launcher",
        }.Start();
    }

    /// <param name="arguments">What bubblewrap is told, once the numbers of the open files are known.</param>
    public Task<Launched> StartAsync(Func<PassedFiles, IReadOnlyList<string>> arguments)
    {
        var started = new TaskCompletionSource<Launched>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            try
            {
                lock (OneAtATime)
                {
                    started.SetResult(Start(arguments));
                }
            }
            catch (Exception refused)
            {
                started.SetException(refused);
            }
        });
        return started.Task;
    }

    public void Dispose() => _work.CompleteAdding();

    private Launched Start(Func<PassedFiles, IReadOnlyList<string>> arguments)
    {
        Kernel.KeepFilesIn();
        var (info, infoEnd) = Kernel.Pipe();
        var (blockEnd, block) = Kernel.Pipe();
        using (infoEnd)
        using (blockEnd)
        using (var filter = Kernel.MemoryFile(_filter))
        {
            var passed = new PassedFiles(Kernel.LetIn(infoEnd), Kernel.LetIn(blockEnd), Kernel.LetIn(filter));
            var start = new ProcessStartInfo(_program, arguments(passed))
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = "/",
            };
            start.Environment.Clear();
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return new(process, info, block);
        }
    }
}

/// <summary>Bubblewrap at work on its walls.</summary>
/// <param name="Info">It says here which process is the first one inside.</param>
/// <param name="Block">It waits for a word here before it starts the command.</param>
internal sealed record Launched(Process Process, SafeFileHandle Info, SafeFileHandle Block);

using System.Diagnostics;
using System.Runtime.InteropServices;
using OmniForge.Cli.Output;

namespace OmniForge.Cli.Servers;

/// <summary>A server that lives as long as the command that started it.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private const int Term = 15;
    private readonly Process _process;
    private readonly Task _draining;

    private ServerProcess(Process process, string grpc, Task draining)
    {
        _process = process;
        _draining = draining;
        Grpc = grpc;
    }

    /// <summary>Address of its gRPC port.</summary>
    public string Grpc { get; }

    /// <summary>Starts one on free ports and waits until it accepts calls.</summary>
    public static Task<ServerProcess> StartAsync(string home, CancellationToken cancellationToken) => StartAsync(home, [], cancellationToken);

    /// <summary>The same without some variables of this process's environment.</summary>
    public static Task<ServerProcess> StartAsync(string home, IEnumerable<string> without, CancellationToken cancellationToken)
        => StartAsync(home, without, new Dictionary<string, string>(), cancellationToken);

    /// <summary>The same with settings of its own.</summary>
    public static async Task<ServerProcess> StartAsync(
        string home, IEnumerable<string> without, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(ServerExecutable.Find())
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
            Environment = { ["OMNIFORGE_HOME"] = home, ["OMNIFORGE_GRPC_PORT"] = "0", ["OMNIFORGE_HTTP_PORT"] = "0" },
        };
        foreach (var variable in without)
        {
            start.Environment.Remove(variable);
        }

        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var process = Launch(start);
        var complaints = new Queue<string>();
        var errors = DrainAsync(process.StandardError, complaints);
        var grpc = await ReadyAsync(process, errors, complaints, cancellationToken);
        return new(process, grpc, Task.WhenAll(errors, DrainAsync(process.StandardOutput, null)));
    }

    /// <summary>Runs the server's program with this process's own input and output; answers its exit code. Signals are passed on.</summary>
    public static async Task<int> PassThroughAsync(IEnumerable<string> arguments, Interrupts interrupts)
    {
        var start = new ProcessStartInfo(ServerExecutable.Find()) { UseShellExecute = false };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Launch(start);
        await using var soft = interrupts.Soft.Register(() => Stop(process));
        await using var hard = interrupts.Hard.Register(() => Stop(process));
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Stop(_process);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _draining;
        _process.Dispose();
    }

    private static Process Launch(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new CliException($"{start.FileName} did not start.");
        }
        catch (System.ComponentModel.Win32Exception trouble)
        {
            throw new CliException($"{start.FileName} did not start: {trouble.Message}.");
        }
    }

    private static async Task<string> ReadyAsync(
        Process process, Task errors, Queue<string> complaints, CancellationToken cancellationToken)
    {
        var ready = false;
        try
        {
            while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                if (line.StartsWith("ready ", StringComparison.Ordinal)
                    && line.Split(' ').FirstOrDefault(word => word.StartsWith("grpc=", StringComparison.Ordinal)) is { } address)
                {
                    ready = true;
                    return address["grpc=".Length..];
                }
            }

            await process.WaitForExitAsync(cancellationToken);
            await errors;
            var why = string.Join('\n', complaints);
            throw new CliException(why.Length > 0 ? $"The server did not start: {why}" : $"The server did not start (exit code {process.ExitCode}).");
        }
        finally
        {
            if (!ready && !process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>A pipe nobody reads would stop the server; the last lines are kept to say why it ended.</summary>
    private static async Task DrainAsync(StreamReader reader, Queue<string>? last)
    {
        while (await reader.ReadLineAsync(CancellationToken.None) is { } line)
        {
            // A person has no use for where in the code it happened.
            if (line.TrimStart().StartsWith("at ", StringComparison.Ordinal) || line.StartsWith("   ---", StringComparison.Ordinal))
            {
                continue;
            }

            last?.Enqueue(line);
            if (last?.Count > 5)
            {
                last.Dequeue();
            }
        }
    }

    private static void Stop(Process process)
    {
        if (process.HasExited)
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            process.Kill(entireProcessTree: true);
            return;
        }

        // Fails only when the process is gone, which is what was wanted.
        _ = Kill(process.Id, Term);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}

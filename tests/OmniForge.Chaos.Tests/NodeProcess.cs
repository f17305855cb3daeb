using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using OmniForge.TestKit;

namespace OmniForge.Chaos.Tests;

/// <summary>One node of the cluster as a process with a fixed address, which can be killed, frozen and started again.</summary>
internal sealed class NodeProcess(string databaseUrl, Uri endpoint, int number) : IAsyncDisposable
{
    private readonly TempFolder _home = new();
    private readonly int _grpcPort = FreePort();
    private Process? _process;

    public string Address => $"http://127.0.0.1:{_grpcPort}";

    /// <summary>A key of the local tenant, the same on every node of the database.</summary>
    public string Key => File.ReadAllText(Path.Combine(_home.Path, "local.key")).Trim();

    /// <summary>Further environment variables of its next start.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    public string Log => Path.Combine(_home.Path, "node.log");

    public async Task StartAsync(CancellationToken ct)
    {
        var start = new ProcessStartInfo(Executable) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["OMNIFORGE_HOME"] = _home.Path;
        start.Environment["OMNIFORGE_GRPC_PORT"] = $"{_grpcPort}";
        start.Environment["OMNIFORGE_HTTP_PORT"] = "0";
        start.Environment["DATABASE_URL"] = databaseUrl;
        start.Environment["CHAOS_ENDPOINT"] = $"{endpoint}";
        start.Environment["LOG_LEVEL"] = "Information";
        foreach (var (name, value) in Settings)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        var ready = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.OutputDataReceived += (_, line) => Note(line.Data, ready);
        _process.ErrorDataReceived += (_, line) => Note(line.Data, null);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        if (!await ready.Task.WaitAsync(Patience.Limit, ct))
        {
            await _process.WaitForExitAsync(ct);
            throw new NodeDidNotStartException(_process.ExitCode, $"node {number} did not start, exit code {_process.ExitCode}: {await ReadLogAsync(ct)}");
        }
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync(CancellationToken ct)
    {
        _process!.Kill();
        await _process.WaitForExitAsync(ct);
    }

    /// <summary>SIGTERM; the exit code.</summary>
    public async Task<int> TerminateAsync(CancellationToken ct)
    {
        await SignalAsync("TERM", ct);
        await _process!.WaitForExitAsync(ct);
        return _process.ExitCode;
    }

    public async Task FreezeAsync(TimeSpan duration, CancellationToken ct)
    {
        await SignalAsync("STOP", ct);
        await Task.Delay(duration, ct);
        await SignalAsync("CONT", ct);
    }

    /// <summary>A node that was declared dead while it was frozen leaves by itself; whoever runs it starts it again.</summary>
    public async Task EnsureRunningAsync(CancellationToken ct)
    {
        if (_process!.HasExited)
        {
            await StartAsync(ct);
        }
    }

    public async Task<string> ReadLogAsync(CancellationToken ct)
    {
        await using var file = new FileStream(Log, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite);
        using var text = new StreamReader(file);
        return await text.ReadToEndAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        _home.Dispose();
    }

    /// <summary>A node comes back to its port after a kill, so it is none of those that the system hands to other programs meanwhile (from 32768 on).</summary>
    public static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(20000, 32768);
            using var probe = new TcpListener(IPAddress.Loopback, port);
            try
            {
                probe.Start();
                return port;
            }
            catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // The next one.
            }
        }
    }

    private static string Executable => SourceTree.Artifact("OmniForge.Chaos.Node", "OmniForge.Chaos.Node");

    private async Task SignalAsync(string signal, CancellationToken ct)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process!.Id}"]);
        await kill.WaitForExitAsync(ct);
    }

    private void Note(string? line, TaskCompletionSource<bool>? ready)
    {
        if (line is null)
        {
            ready?.TrySetResult(false);
            return;
        }

        lock (_home)
        {
            File.AppendAllText(Log, $"{line}\n");
        }

        if (line.StartsWith("ready ", StringComparison.Ordinal))
        {
            ready?.TrySetResult(true);
        }
    }
}

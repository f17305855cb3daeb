using System.Diagnostics;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using OmniForge.TestKit;
using OmniForge.V1;

namespace OmniForge.EndToEnd.Tests;

/// <summary>The server executable as a process that can be killed.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly GrpcChannel _channel;
    private readonly CallInvoker _calls;

    private ServerProcess(Process process, string grpc, string http, string key)
    {
        (Endpoint, Http, Key) = (grpc, http, key);
        _process = process;
        _channel = GrpcChannel.ForAddress(grpc);
        _calls = _channel.Intercept(headers =>
        {
            headers.Add("authorization", $"Bearer {key}");
            return headers;
        });
    }

    public string Endpoint { get; }

    /// <summary>Where its pages are.</summary>
    public string Http { get; }
    public string Key { get; }
    public ConversationService.ConversationServiceClient Conversations => new(_calls);
    public ExecutionService.ExecutionServiceClient Executions => new(_calls);
    public AgentService.AgentServiceClient Agents => new(_calls);
    public FileService.FileServiceClient Files => new(_calls);
    public ConnectionService.ConnectionServiceClient Connections => new(_calls);

    public static async Task<ServerProcess> StartAsync(string home, string databaseUrl, CancellationToken ct, params (string Name, string Value)[] settings)
    {
        var (process, line) = await TryStartAsync(home, databaseUrl, ct, settings);
        if (line is null)
        {
            throw new InvalidOperationException($"the server did not start: {await process.StandardError.ReadToEndAsync(ct)}");
        }

        return new(process, Named("grpc="), Named("http="), (await File.ReadAllTextAsync(Path.Combine(home, "local.key"), ct)).Trim());

        string Named(string name) => line.Split(' ').Single(word => word.StartsWith(name, StringComparison.Ordinal))[name.Length..];
    }

    /// <summary>The exit code and complaint of a start that must fail.</summary>
    public static async Task<(int ExitCode, string Complaint)> RefusedAsync(string home, string databaseUrl, CancellationToken ct, params (string Name, string Value)[] settings)
    {
        var (process, line) = await TryStartAsync(home, databaseUrl, ct, settings);
        using (process)
        {
            if (line is not null)
            {
                process.Kill();
            }

            Assert.Null(line);
            var complaint = await process.StandardError.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return (process.ExitCode, complaint);
        }
    }

    /// <summary>kill -9: no goodbye, no clean-up.</summary>
    public async Task KillAsync(CancellationToken ct)
    {
        _process.Kill();
        await _process.WaitForExitAsync(ct);
    }

    /// <summary>SIGTERM; the exit code of a clean stop.</summary>
    public async Task<int> TerminateAsync(CancellationToken ct)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await _process.WaitForExitAsync(ct);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static async Task<(Process Process, string? Ready)> TryStartAsync(
        string home, string databaseUrl, CancellationToken ct, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo(Executable()) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["OMNIFORGE_HOME"] = home;
        start.Environment["OMNIFORGE_GRPC_PORT"] = "0";
        start.Environment["OMNIFORGE_HTTP_PORT"] = "0";
        start.Environment["DATABASE_URL"] = databaseUrl;
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        return (process, await process.StandardOutput.ReadLineAsync(ct));
    }

    private static string Executable()
        => Path.Combine(SourceTree.Root, "artifacts", "bin", "OmniForge.Server", new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Name, "omniforge-server");
}

using System.Diagnostics;
using System.Text.Json.Nodes;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;

namespace OmniForge.Benchmarks;

/// <summary>The real server executable in a fresh data folder, over real gRPC.</summary>
internal sealed class ServerUnderTest : IAsyncDisposable
{
    private readonly string _home;
    private readonly string _databaseUrl;
    private readonly GrpcChannel _channel;

    private ServerUnderTest(Process process, string home, string databaseUrl, GrpcChannel channel, string key, TimeSpan startup)
    {
        (Process, _home, _databaseUrl, _channel, StartUp) = (process, home, databaseUrl, channel, startup);
        Calls = CallsWith(key);
    }

    public Process Process { get; }

    public CallInvoker Calls { get; }

    /// <summary>From starting the process to its ready line.</summary>
    public TimeSpan StartUp { get; }

    public string SharedFiles => Path.Combine(_home, "tenants", "local", "files");

    /// <summary>As a person of their own: with a key that is made for them.</summary>
    public async Task<CallInvoker> CallsOfAnotherAsync()
    {
        var start = new ProcessStartInfo(Executable(), ["keys", "create", "--json"]) { RedirectStandardOutput = true };
        start.Environment["OMNIFORGE_HOME"] = _home;
        start.Environment["DATABASE_URL"] = _databaseUrl;
        using var making = Process.Start(start) ?? throw new InvalidOperationException("no key could be made");
        var made = await making.StandardOutput.ReadToEndAsync();
        await making.WaitForExitAsync();
        return CallsWith(JsonNode.Parse(made)?["key"]?.GetValue<string>() ?? throw new InvalidOperationException("no key was made"));
    }

    /// <param name="settings">Further environment variables.</param>
    public static Task<ServerUnderTest> StartAsync(string databaseUrl, IReadOnlyDictionary<string, string>? settings = null)
        => StartAsync(databaseUrl, Directory.CreateTempSubdirectory("omniforge-bench-").FullName, settings);

    /// <summary>kill -9, and the same server again: its data folder and database are as the dead one left them.</summary>
    public async Task<ServerUnderTest> KillAndStartAsync()
    {
        await KillAsync();
        _channel.Dispose();
        Process.Dispose();
        return await StartAsync(_databaseUrl, _home, settings: null);
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        Process.Kill(entireProcessTree: true);
        await Process.WaitForExitAsync();
    }

    private static async Task<ServerUnderTest> StartAsync(string databaseUrl, string home, IReadOnlyDictionary<string, string>? settings)
    {
        var start = new ProcessStartInfo(Executable()) { RedirectStandardOutput = true };
        start.Environment["OMNIFORGE_HOME"] = home;
        start.Environment["OMNIFORGE_GRPC_PORT"] = "0";
        start.Environment["OMNIFORGE_HTTP_PORT"] = "0";
        start.Environment["OMNIFORGE_TIME_ZONE"] = "Europe/Berlin";
        start.Environment["DATABASE_URL"] = databaseUrl;
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var clock = Stopwatch.StartNew();
        var process = Process.Start(start) ?? throw new InvalidOperationException("the server did not start");
        var ready = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the server ended before it was ready");
        clock.Stop();
        var grpc = ready.Split(' ').Single(word => word.StartsWith("grpc=", StringComparison.Ordinal))["grpc=".Length..];
        var key = (await File.ReadAllTextAsync(Path.Combine(home, "local.key"))).Trim();
        var http = new SocketsHttpHandler { EnableMultipleHttp2Connections = true };
        return new(process, home, databaseUrl, GrpcChannel.ForAddress(grpc, new() { HttpHandler = http }), key, clock.Elapsed);
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await KillAsync();
        Process.Dispose();
        Directory.Delete(_home, recursive: true);
    }

    private CallInvoker CallsWith(string key)
        => _channel.Intercept(headers =>
        {
            headers.Add("authorization", $"Bearer {key}");
            return headers;
        });

    /// <summary>`OMNIFORGE_SERVER`, or the one that was built beside this program.</summary>
    private static string Executable()
    {
        if (Environment.GetEnvironmentVariable("OMNIFORGE_SERVER") is { Length: > 0 } given)
        {
            return given;
        }

        var folder = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var configuration = folder.Name;
        return Path.Combine(folder.Parent!.Parent!.FullName, "OmniForge.Server", configuration, "omniforge-server");
    }
}

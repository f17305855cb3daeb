using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using OmniForge.Server.Mcp.Tools;

namespace OmniForge.Server.Mcp.Sessions;

/// <summary>
/// A connection to one MCP server, with the tools it offered when the connection was made. Notices of the server that its tools changed
/// are not heard: an execution sees what was approved, and the next connection looks again.
/// </summary>
internal sealed class RemoteSession(McpClient client, LaunchedProgram? program, IReadOnlyList<McpDefinition> tools, string note) : IAsyncDisposable
{
    public static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan CallLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PingLimit = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, string> _hashes =
        tools.GroupBy(tool => tool.ServerTool).ToDictionary(same => same.Key, same => McpDefinition.HashOf(same.First().Write()), StringComparer.Ordinal);

    private volatile bool _suspect;

    public IReadOnlyList<McpDefinition> Tools => tools;

    /// <summary>What is to be known about the list of tools; empty = nothing.</summary>
    public string Note => note;

    public string ServerName => client.ServerInfo?.Name ?? "";

    public string ServerVersion => client.ServerInfo?.Version ?? "";

    /// <summary>Hash of what it offers under this name; null = nothing.</summary>
    public string? HashOf(string serverTool) => _hashes.GetValueOrDefault(serverTool);

    /// <summary>It answers, as far as is known; after a call that took too long it is asked.</summary>
    public async Task<bool> LivesAsync(CancellationToken cancellationToken)
    {
        if (client.Completion.IsCompleted || program?.ExitCode is not null)
        {
            return false;
        }

        if (!_suspect)
        {
            return true;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(PingLimit);
        Task ping = client.PingAsync(options: null, limit.Token).AsTask();
        await ping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        _suspect = !ping.IsCompletedSuccessfully;
        return !_suspect;
    }

    public async Task<CallToolResult> CallAsync(CallToolRequestParams call, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(CallLimit);
        try
        {
            return await client.CallToolAsync(call, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            _suspect = true;
            throw new TimeoutException();
        }
    }

    /// <summary>How the program ended; null when it runs or there is none.</summary>
    public int? ExitCode => program?.ExitCode;

    /// <summary>Waits a moment for the end of its program, so that <see cref="ExitCode"/> is known when it died.</summary>
    public Task EndsAsync(CancellationToken cancellationToken) => program?.EndsAsync(cancellationToken) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await client.DisposeAsync();
        if (program is not null)
        {
            await program.DisposeAsync();
        }
    }
}

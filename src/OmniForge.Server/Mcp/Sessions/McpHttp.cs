using OmniForge.Agents.Egress;

namespace OmniForge.Server.Mcp.Sessions;

/// <summary>The one client that reaches MCP servers: through the egress guard, with answers that end.</summary>
internal sealed class McpHttp(EgressOptions egress) : IDisposable
{
    /// <summary>A tool may take its time before it begins to answer.</summary>
    public HttpClient Client { get; } = new(new BoundedAnswers(GuardedHttp.CreateHandler(egress with { HeadersTimeout = RemoteSession.CallLimit })))
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public void Dispose() => Client.Dispose();
}

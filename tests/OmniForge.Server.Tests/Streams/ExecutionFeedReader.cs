using Grpc.Core;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Streams;

/// <summary>Reads WatchExecutions and remembers the last token.</summary>
internal sealed class ExecutionFeedReader : IDisposable
{
    private readonly AsyncServerStreamingCall<WatchExecutionsResponse> _call;

    public ExecutionFeedReader(TestClient client, WatchExecutionsRequest? request = null)
        => _call = client.Executions.WatchExecutions(request ?? new(), cancellationToken: Ct);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public string Token { get; private set; } = "";

    public WatchExecutionsResponse Last { get; private set; } = new();

    /// <summary>The next frame; every frame but a hint has a token.</summary>
    public async Task<WatchExecutionsResponse> NextAsync()
    {
        Assert.True(await _call.ResponseStream.MoveNext(Ct), "the feed ended");
        Last = _call.ResponseStream.Current;
        Assert.Equal(Last.ReconnectHint is null, Last.ResumeToken.Length > 0);
        Token = Last.ResumeToken;
        return Last;
    }

    /// <summary>What is shown before the feed is live.</summary>
    public async Task<IReadOnlyList<Execution>> PresentAsync()
    {
        var shown = new List<Execution>();
        while ((await NextAsync()).ReplayComplete is null)
        {
            shown.Add(Last.Execution);
        }

        return shown;
    }

    /// <summary>Every status of this execution that was shown until it has this one.</summary>
    public async Task<IReadOnlyList<ExecutionStatus>> UntilAsync(string id, ExecutionStatus status)
    {
        var seen = new List<ExecutionStatus>();
        while (seen.LastOrDefault() != status)
        {
            if ((await NextAsync()).Execution is { } execution && execution.Id == id)
            {
                seen.Add(execution.Status);
            }
        }

        return seen;
    }

    public void Dispose() => _call.Dispose();
}

using System.Collections.Concurrent;
using OmniForge.Client;
using OmniForge.LanguageServer.Protocol;

namespace OmniForge.LanguageServer.Platform;

/// <summary>Relays the events of executions to the editor until they end.</summary>
internal sealed class ExecutionWatch(ClientNotices client, TextWriter log) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Task> _followed = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _over = new();
    private readonly Lock _starting = new();

    /// <summary>Called when an execution has ended.</summary>
    public Action Ended { get; set; } = () => { };

    /// <summary>Follows an execution; one that is followed already is not followed twice.</summary>
    public void Follow(OmniForgeClient platform, string executionId, string agentId, ulong after)
    {
        lock (_starting)
        {
            foreach (var over in _followed.Where(relay => relay.Value.IsCompleted))
            {
                _followed.TryRemove(over);
            }

            if (!_followed.ContainsKey(executionId))
            {
                _followed[executionId] = Task.Run(() => RelayAsync(platform, executionId, agentId, after), _over.Token);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_followed.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
    }

    private async Task RelayAsync(OmniForgeClient platform, string executionId, string agentId, ulong after)
    {
        try
        {
            await foreach (var happened in platform.Executions.WatchAsync(executionId, after, cancellationToken: _over.Token).ConfigureAwait(false))
            {
                if (PlatformWords.Of(happened, agentId) is { } notice)
                {
                    await client.ExecutionAsync(notice).ConfigureAwait(false);
                }
            }

            Ended();
            await client.AgentsChangedAsync().ConfigureAwait(false);
        }
        catch (OmniForgeException refusal)
        {
            await client.ExecutionAsync(new(executionId, agentId, 0, "waiting", Text: PlatformFailures.Explain(refusal))).ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            await log.WriteLineAsync($"execution {executionId} is no longer followed: the connection was replaced").ConfigureAwait(false);
        }
    }
}

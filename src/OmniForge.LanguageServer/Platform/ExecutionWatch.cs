using OmniForge.Client;
using OmniForge.LanguageServer.Protocol;
using OmniForge.V1;

namespace OmniForge.LanguageServer.Platform;

/// <summary>Relays the events of executions to the editor until they end.</summary>
internal sealed class ExecutionWatch(ClientNotices client, TextWriter log) : IAsyncDisposable
{
    private readonly Dictionary<string, Relay> _followed = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _over = new();
    private readonly Lock _starting = new();

    /// <summary>Called when an execution has ended.</summary>
    public Action Ended { get; set; } = () => { };

    /// <summary>
    /// Follows an execution from an event on. One that is followed already begins again there when the editor lacks something, so that
    /// its events come in their order; it is never followed twice.
    /// </summary>
    public void Follow(OmniForgeClient platform, string executionId, string agentId, ulong after)
    {
        lock (_starting)
        {
            foreach (var over in _followed.Where(relay => relay.Value.Running.IsCompleted).ToList())
            {
                _followed.Remove(over.Key);
                over.Value.Stop.Dispose();
            }

            if (_over.IsCancellationRequested)
            {
                return;
            }

            var before = _followed.GetValueOrDefault(executionId);
            if (before is not null && before.Sent <= after)
            {
                return;
            }

            before?.Stop.Cancel();
            var relay = new Relay(executionId, agentId, after, CancellationTokenSource.CreateLinkedTokenSource(_over.Token));
            relay.Running = Task.Run(() => RelayAsync(platform, relay, before?.Running ?? Task.CompletedTask));
            _followed[executionId] = relay;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync().ConfigureAwait(false);
        Task[] running;
        lock (_starting)
        {
            running = [.. _followed.Values.Select(relay => relay.Running)];
        }

        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
    }

    private async Task RelayAsync(OmniForgeClient platform, Relay relay, Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var token = relay.Stop.Token;
        try
        {
            var mode = ExecutionMode.Unspecified;
            await foreach (var happened in platform.Executions.WatchAsync(relay.ExecutionId, relay.Sent, cancellationToken: token).ConfigureAwait(false))
            {
                // What is not stored has no number of its own.
                relay.Sent = Math.Max(relay.Sent, happened.Sequence);
                mode = happened.ExecutionAccepted?.Mode ?? mode;
                if (PlatformWords.Of(happened, relay.AgentId, mode) is { } notice)
                {
                    token.ThrowIfCancellationRequested();
                    await client.ExecutionAsync(notice).ConfigureAwait(false);
                }
            }

            Ended();
            await client.AgentsChangedAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            // The editor has left, or it is told again from an earlier event on.
        }
        catch (OmniForgeException refusal)
        {
            await client.ExecutionAsync(new(relay.ExecutionId, relay.AgentId, 0, "waiting", Text: PlatformFailures.Explain(refusal))).ConfigureAwait(false);
        }
        catch (ObjectDisposedException)
        {
            await log.WriteLineAsync($"execution {relay.ExecutionId} is no longer followed: the connection was replaced").ConfigureAwait(false);
        }
    }

    /// <summary>One execution that is being followed.</summary>
    private sealed class Relay(string executionId, string agentId, ulong after, CancellationTokenSource stop)
    {
        private ulong _sent = after;

        public string ExecutionId => executionId;

        public string AgentId => agentId;

        public CancellationTokenSource Stop => stop;

        /// <summary>Sequence of the last event that was handed to the editor.</summary>
        public ulong Sent
        {
            get => Volatile.Read(ref _sent);
            set => Volatile.Write(ref _sent, value);
        }

        public Task Running { get; set; } = Task.CompletedTask;
    }
}

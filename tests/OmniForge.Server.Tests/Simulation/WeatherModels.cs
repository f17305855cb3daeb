using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using OmniForge.Agents.Offline;
using OmniForge.Server.Models;

namespace OmniForge.Server.Tests.Simulation;

/// <summary>The model that follows skills literally, when it answers at all.</summary>
internal sealed class WeatherModels(ModelOptions options, OfflineChatClient offline, Func<Weather> weather, TimeProvider clock)
    : ModelDirectory(options, offline, clock)
{
    private readonly OfflineChatClient _offline = offline;
    private readonly TimeProvider _clock = clock;

    public override IChatClient For(string? model) => new Client(_offline, weather, _clock);

    private sealed class Client(IChatClient inner, Func<Weather> weather, TimeProvider clock) : DelegatingChatClient(inner)
    {
        public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            switch (weather().Roll())
            {
                case < 0.03:
                    throw new HttpRequestException("overloaded", null, System.Net.HttpStatusCode.ServiceUnavailable);
                case < 0.04:
                    throw new InvalidOperationException("The model has a bug.");
                case < 0.05:
                    await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancellationToken);
                    break;
                case < 0.3:
                    await Task.Delay(weather().Pause(TimeSpan.FromSeconds(5)), clock, cancellationToken);
                    break;
            }

            await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken))
            {
                await Task.Yield();
                yield return update;
            }
        }
    }
}

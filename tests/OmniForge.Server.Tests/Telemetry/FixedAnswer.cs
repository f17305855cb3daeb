using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace OmniForge.Server.Tests.Telemetry;

/// <summary>A model that always says the same, in two pieces.</summary>
internal sealed class FixedAnswer : IChatClient
{
    public const string Text = "a secret answer";

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        => Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, Text)) { Usage = Used });

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return new ChatResponseUpdate(ChatRole.Assistant, Text[..8]);
        await Task.Yield();
        yield return new ChatResponseUpdate(ChatRole.Assistant, Text[8..]);
        yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(Used)]);
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
        => serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("test", null, "test-model") : null;

    public void Dispose()
    {
    }

    private static UsageDetails Used => new() { InputTokenCount = 3, OutputTokenCount = 4, TotalTokenCount = 7 };
}

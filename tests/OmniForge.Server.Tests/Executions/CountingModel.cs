using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace OmniForge.Server.Tests.Executions;

/// <summary>Calls one tool so often, each time with another argument, and then answers; it goes by what it reads alone.</summary>
internal sealed class CountingModel(string tool, int calls) : IChatClient
{
    public const int TokensPerTurn = 7;

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        var results = messages.SelectMany(message => message.Contents).OfType<FunctionResultContent>().ToList();
        var made = results.Count(result => result.Result?.ToString()?.Contains("done", StringComparison.Ordinal) == true);
        yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(new UsageDetails { InputTokenCount = TokensPerTurn })]);
        yield return made < calls
            ? new ChatResponseUpdate(ChatRole.Assistant, [new FunctionCallContent($"c{results.Count}", tool, new Dictionary<string, object?> { ["n"] = made })])
            : new ChatResponseUpdate(ChatRole.Assistant, "{}");
    }

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
        => await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey) => null;

    public void Dispose()
    {
    }
}

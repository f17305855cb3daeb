using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace OmniForge.Agents.Tests.Running;

/// <summary>A model that does what each turn of its script says and keeps what it was sent.</summary>
internal sealed class ScriptedModel(params Func<IReadOnlyList<ChatMessage>, IEnumerable<ChatResponseUpdate>>[] turns) : IChatClient
{
    private readonly Queue<Func<IReadOnlyList<ChatMessage>, IEnumerable<ChatResponseUpdate>>> _turns = new(turns);

    public List<IReadOnlyList<ChatMessage>> Asked { get; } = [];

    public List<ChatOptions?> Options { get; } = [];

    /// <summary>Runs before each turn, for instance to hang or to cancel.</summary>
    public Func<int, CancellationToken, Task>? Before { get; init; }

    public static Func<IReadOnlyList<ChatMessage>, IEnumerable<ChatResponseUpdate>> Says(params string[] pieces)
        => _ => pieces.Select(p => new ChatResponseUpdate(ChatRole.Assistant, p));

    public static Func<IReadOnlyList<ChatMessage>, IEnumerable<ChatResponseUpdate>> Calls(
        string tool, params (string Name, object? Value)[] arguments)
        => asked => [Call(tool, asked.Count, arguments)];

    public static Func<IReadOnlyList<ChatMessage>, IEnumerable<ChatResponseUpdate>> Throws(Exception e) => _ => throw e;

    public static Func<IReadOnlyList<ChatMessage>, IEnumerable<ChatResponseUpdate>> Uses(long input, long output, string text)
        => _ =>
        [
            new ChatResponseUpdate(ChatRole.Assistant, text),
            new ChatResponseUpdate(
                ChatRole.Assistant, [new UsageContent(new UsageDetails { InputTokenCount = input, OutputTokenCount = output })]),
        ];

    public static Func<IReadOnlyList<ChatMessage>, IEnumerable<ChatResponseUpdate>> Ends(string text, ChatFinishReason reason)
        => _ => [new ChatResponseUpdate(ChatRole.Assistant, text) { FinishReason = reason }];

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var asked = messages.ToList();
        Asked.Add(asked);
        Options.Add(options);
        await (Before?.Invoke(Asked.Count, cancellationToken) ?? Task.CompletedTask);
        foreach (var update in _turns.Dequeue()(asked))
        {
            yield return update;
        }
    }

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, CancellationToken cancellationToken)
        => await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey)
        => serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("scripted", null, "script-1") : null;

    public void Dispose()
    {
    }

    private static ChatResponseUpdate Call(string tool, int seed, (string Name, object? Value)[] arguments)
        => new(ChatRole.Assistant, [new FunctionCallContent($"c{seed}", tool, arguments.ToDictionary(a => a.Name, a => a.Value))]);
}

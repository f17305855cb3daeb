using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace OmniForge.Agents.Offline;

/// <summary>
/// The model that needs no provider: it follows the steps a skill spells out, literally, and answers the builder's tasks by
/// rule. Deterministic, free and local. What it cannot follow it refuses; it never makes up a result.
/// </summary>
public sealed class OfflineChatClient(IReadOnlyDictionary<string, Func<IEnumerable<ChatMessage>, string>> tasks) : IChatClient
{
    /// <summary>Name of the provider and of its only model.</summary>
    public const string Provider = "offline";

    /// <summary>Under this name in <see cref="ChatOptions.AdditionalProperties"/> a caller asks for one of the tasks.</summary>
    public const string TaskProperty = "omniforge.task";

    private const int ShortestPiece = 48;
    private const int MostPieces = 64;

    private static readonly ChatClientMetadata Metadata = new(Provider, null, Provider);

    /// <summary>A client that only follows skills.</summary>
    public OfflineChatClient()
        : this(new Dictionary<string, Func<IEnumerable<ChatMessage>, string>>())
    {
    }

    /// <summary>One turn: the next tool call, or the final text in pieces.</summary>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        var turn = options?.AdditionalProperties?.GetValueOrDefault(TaskProperty) is string task
            ? new OfflineTurn(null, Handler(task)(messages))
            : SkillWalk.Next([.. messages]);
        if (turn.Call is { } call)
        {
            yield return Update(call);
        }

        foreach (var piece in Pieces(turn.Text ?? ""))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return Update(new TextContent(piece));
        }

        var end = Update(new UsageContent(new UsageDetails { InputTokenCount = 0, OutputTokenCount = 0, TotalTokenCount = 0 }));
        end.FinishReason = turn.Call is null ? ChatFinishReason.Stop : ChatFinishReason.ToolCalls;
        yield return end;
    }

    /// <summary>The same turn in one piece.</summary>
    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        => GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <summary>Says that this is the offline model, so that every reply can be labelled.</summary>
    public object? GetService(Type serviceType, object? serviceKey = null)
        => serviceKey is not null ? null
            : serviceType == typeof(ChatClientMetadata) ? Metadata
            : serviceType.IsInstanceOfType(this) ? this
            : null;

    /// <summary>Holds nothing.</summary>
    public void Dispose()
    {
    }

    private Func<IEnumerable<ChatMessage>, string> Handler(string task) => tasks.TryGetValue(task, out var handler)
        ? handler
        : throw new InvalidOperationException($"The offline model has no task '{task}'.");

    private static ChatResponseUpdate Update(AIContent content) => new(ChatRole.Assistant, [content]) { ModelId = Provider };

    private static IEnumerable<string> Pieces(string text)
    {
        var size = Math.Max(ShortestPiece, text.Length / MostPieces);
        for (var start = 0; start < text.Length;)
        {
            var end = Math.Min(start + size, text.Length);
            end += end < text.Length && char.IsHighSurrogate(text[end - 1]) ? 1 : 0;
            yield return text[start..end];
            start = end;
        }
    }
}

/// <summary>What the offline model does next: one call, or its final text.</summary>
internal sealed record OfflineTurn(FunctionCallContent? Call, string? Text);

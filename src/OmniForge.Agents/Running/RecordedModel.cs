using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace OmniForge.Agents.Running;

/// <summary>Says again what the model said in one attempt of a recorded step. It looks at nothing it is sent.</summary>
internal sealed class RecordedModel(RunRecording recording, string path, int attempt) : IChatClient
{
    private readonly RecordedAttempt? _attempt = recording.Attempts.GetValueOrDefault((path, attempt));
    private int _next;

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        if (_attempt is null || _next == _attempt.Turns.Count)
        {
            throw _attempt?.Failure is { } failure
                ? new RecordedFailureException(failure)
                : new StepFailedException(FailureText.NotRecorded($"turn {_next + 1} of the language model in attempt {attempt}"));
        }

        var turn = _attempt.Turns[_next++];
        if (turn.Text.Length > 0)
        {
            yield return new ChatResponseUpdate(ChatRole.Assistant, turn.Text);
        }

        foreach (var (wish, i) in turn.Wishes.Select((wish, i) => (wish, i)))
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"recorded_{_next}_{i + 1}");
            var arguments = wish.Arguments.ToDictionary(p => p.Key, p => (object?)RunJson.Element(p.Value));
            yield return new ChatResponseUpdate(ChatRole.Assistant, [new FunctionCallContent(id, wish.Tool, arguments)]);
        }

        var usage = new UsageDetails { InputTokenCount = turn.InputTokens, OutputTokenCount = turn.OutputTokens };
        yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(usage)]);
    }

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        => GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null)
        => serviceKey is null && serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("recording", null, "recording") : null;

    public void Dispose()
    {
    }
}

/// <summary>The attempt failed in the recording, so it fails here in the same words.</summary>
internal sealed class RecordedFailureException(RunFailure failure) : Exception(failure.Message)
{
    public RunFailure Failure { get; } = failure;
}

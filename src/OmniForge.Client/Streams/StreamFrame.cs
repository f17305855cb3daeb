using Grpc.Core;
using OmniForge.V1;

namespace OmniForge.Client.Streams;

/// <summary>What every server frame of every stream is: exactly one of these, or a heartbeat when all are null.</summary>
internal readonly record struct StreamFrame<TEvent>(
    TEvent? Event, ulong Sequence, uint Skipped, bool MayBeLast, StreamReset? Reset, ReconnectHint? Hint)
    where TEvent : class
{
    public static StreamFrame<TEvent> Of(StreamReset? reset, ReconnectHint? hint) => new(null, 0, 0, true, reset, hint);
}

/// <summary>Reads the frames of the generated code.</summary>
internal static class StreamFrames
{
    /// <summary>A hint is a reason to reconnect.</summary>
    public static OmniForgeException Asked(ReconnectHint hint)
        => new("SERVER_DRAINING", "The server asked to reconnect.", StatusCode.Unavailable) { RetryAfter = hint.After?.ToTimeSpan() };

    public static StreamFrame<ExecutionEvent> Of(ExecutionEvent? happened, StreamReset? reset, ReconnectHint? hint)
        => happened is null
            ? StreamFrame<ExecutionEvent>.Of(reset, hint)
            : new(happened, happened.Sequence, happened.Skipped, happened.ExecutionFinished is not null, null, null);

    public static StreamFrame<ConversationEvent> Of(ConversationEvent? happened, StreamReset? reset, ReconnectHint? hint)
        => happened is null
            ? StreamFrame<ConversationEvent>.Of(reset, hint)
            : new(happened, happened.Sequence, happened.Skipped, happened.ConversationClosed is not null, null, null);

    public static StreamFrame<DraftEvent> Of(DraftEvent? happened, StreamReset? reset, ReconnectHint? hint)
        => happened is null
            ? StreamFrame<DraftEvent>.Of(reset, hint)
            : new(happened, happened.Sequence, happened.Skipped, true, null, null);
}

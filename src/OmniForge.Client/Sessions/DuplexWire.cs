using Grpc.Core;
using OmniForge.Client.Streams;

namespace OmniForge.Client.Sessions;

/// <summary>How one bidirectional RPC is spoken: the generated code behind four functions.</summary>
internal sealed record DuplexWire<TRequest, TResponse, TEvent, TResult>
    where TRequest : class
    where TResult : class
    where TEvent : class
{
    public required Func<CallOptions, AsyncDuplexStreamingCall<TRequest, TResponse>> Open { get; init; }

    /// <summary>Opening frame that goes on after a sequence number.</summary>
    public required Func<string, ulong, TRequest> Attach { get; init; }

    public required Action<TRequest, string> Number { get; init; }

    public required Func<TResponse, StreamFrame<TEvent>> Read { get; init; }

    /// <summary>The result a frame carries; null for any other frame.</summary>
    public required Func<TResponse, FrameResult<TResult>?> ReadResult { get; init; }

    /// <summary>Id of the resource an opening result names.</summary>
    public required Func<TResult, string?> Opened { get; init; }
}

/// <summary>The answer to one client frame.</summary>
internal sealed record FrameResult<TResult>(string FrameId, TResult Result, Google.Rpc.Status? Error);

/// <summary>A frame that waits for its answer. After a cut it is sent again as it is, so its request id makes the repeat harmless.</summary>
internal sealed class PendingFrame<TRequest, TResult>(TRequest frame)
    where TRequest : class
    where TResult : class
{
    private readonly TaskCompletionSource<TResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TRequest Frame { get; } = frame;

    public Task<TResult> Answer => _answer.Task;

    /// <summary>Number under which it was sent on the present connection; null = not yet.</summary>
    public string? SentAs { get; set; }

    public void Succeed(TResult result) => _answer.TrySetResult(result);

    public void Fail(Exception reason)
    {
        _answer.TrySetException(reason);
        // Nobody has to look: a session may end while an answer is no longer of interest.
        _ = _answer.Task.Exception;
    }
}

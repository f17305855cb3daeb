using System.Threading.Channels;
using Google.Protobuf;
using Grpc.Core;
using OmniForge.Server.Hosting;
using RpcStatus = Google.Rpc.Status;

namespace OmniForge.Server.Streams;

/// <summary>
/// One bidirectional call: client frames in, exactly one result each, events out, one writer. A refused frame is a result;
/// only a breach of the stream's own rules ends the call.
/// </summary>
internal sealed class Duplex<TRequest, TResponse, TSession>
    where TRequest : class, IMessage
    where TResponse : class, IMessage
    where TSession : class
{
    /// <summary>Frames that may wait for the writer before the server stops reading.</summary>
    private const int InHand = 16;

    private static readonly TimeSpan FirstFrameWithin = TimeSpan.FromSeconds(10);

    private static readonly WriteOptions Buffered = new(WriteFlags.BufferHint);
    private static readonly WriteOptions Flushed = new();

    public required Func<TRequest, string> FrameId { get; init; }

    /// <summary>Carries out the opening frame; throws when it is refused, which ends the call.</summary>
    public required Func<TRequest, CancellationToken, Task<(TSession Session, TResponse Result)>> Open { get; init; }

    /// <summary>Carries out a later frame and gives its result.</summary>
    public required Func<TSession, TRequest, CancellationToken, Task<TResponse>> Obey { get; init; }

    public required Func<TSession, CancellationToken, IAsyncEnumerable<TResponse>> Watch { get; init; }

    public required Func<string, RpcStatus, TResponse> Refuse { get; init; }

    /// <summary>True for frames that overtake: cancel and ping.</summary>
    public required Func<TRequest, bool> Overtakes { get; init; }

    /// <summary>After the client's last frame: true = end once everything running has ended. Null = never end by itself.</summary>
    public Func<TSession, CancellationToken, Task>? Drain { get; init; }

    public async Task RunAsync(IAsyncStreamReader<TRequest> frames, IServerStreamWriter<TResponse> replies, ServerCallContext context)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        var ct = ending.Token;
        var first = await FirstAsync(frames, ct);
        var (session, opened) = await Open(first, ct);
        var outbox = Channel.CreateBounded<TResponse>(new BoundedChannelOptions(InHand) { SingleReader = true });
        await replies.WriteAsync(opened, ct);
        var writer = WriteAsync(outbox.Reader, replies, ct);
        var watcher = ForwardAsync(session, outbox.Writer, ct);
        var reader = ReadAsync(session, first, frames, outbox.Writer, context.RequestId(), ct);
        var ended = await Task.WhenAny(watcher, reader, writer);
        if (ended == reader && reader.IsCompletedSuccessfully)
        {
            await Task.WhenAny(watcher, writer);
        }

        outbox.Writer.TryComplete();
        if (watcher.IsCompletedSuccessfully && !writer.IsCompleted)
        {
            await writer;
        }

        await ending.CancelAsync();
        await FirstFaultAsync(context, reader, watcher, writer);
    }

    private async Task<TRequest> FirstAsync(IAsyncStreamReader<TRequest> frames, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(FirstFrameWithin);
        try
        {
            if (!await frames.MoveNext(patience.Token))
            {
                throw new DomainException(Refusal.Invalid, "FIRST_FRAME_REQUIRED", "The stream ended before its first frame.");
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DomainException(Refusal.TooSlow, "FIRST_FRAME_TIMEOUT", "The first frame must come within 10 seconds.");
        }

        CheckId(FrameId(frames.Current), []);
        return frames.Current;
    }

    private async Task ReadAsync(
        TSession session, TRequest first, IAsyncStreamReader<TRequest> frames, ChannelWriter<TResponse> outbox, string requestId, CancellationToken ct)
    {
        var seen = new HashSet<string> { FrameId(first) };
        var previous = Task.CompletedTask;
        while (await frames.MoveNext(ct))
        {
            var frame = frames.Current;
            var id = FrameId(frame);
            if (!CheckId(id, seen))
            {
                await outbox.WriteAsync(Refuse(id, OutOfOrder().ToStatus(requestId)), ct);
                continue;
            }

            if (Overtakes(frame))
            {
                await AnswerAsync(session, frame, id, outbox, requestId, ct);
                continue;
            }

            await previous;
            previous = AnswerAsync(session, frame, id, outbox, requestId, ct);
        }

        await previous;
        if (Drain is not null)
        {
            await Drain(session, ct);
        }
    }

    private async Task AnswerAsync(
        TSession session, TRequest frame, string id, ChannelWriter<TResponse> outbox, string requestId, CancellationToken ct)
    {
        TResponse answer;
        try
        {
            answer = await Obey(session, frame, ct);
        }
        catch (DomainException refused) when (refused.Reason is not ("FIRST_FRAME_REQUIRED" or "FRAME_TOO_LARGE"))
        {
            answer = Refuse(id, refused.ToStatus(requestId));
        }

        await outbox.WriteAsync(answer, ct);
    }

    private async Task ForwardAsync(TSession session, ChannelWriter<TResponse> outbox, CancellationToken ct)
    {
        await foreach (var frame in Watch(session, ct))
        {
            await outbox.WriteAsync(frame, ct);
        }
    }

    private static async Task WriteAsync(ChannelReader<TResponse> outbox, IServerStreamWriter<TResponse> replies, CancellationToken ct)
    {
        while (await outbox.WaitToReadAsync(ct))
        {
            while (outbox.TryRead(out var frame))
            {
                // Frames that are followed by another leave with it: one packet for what became durable together.
                replies.WriteOptions = outbox.TryPeek(out _) ? Buffered : Flushed;
                await SlowReader.WithinAsync(replies.WriteAsync(frame, ct));
            }
        }
    }

    /// <summary>False when the id was used before. An id that is no id breaks the stream.</summary>
    private static bool CheckId(string id, HashSet<string> seen)
        => id.Length is >= 1 and <= 64
            ? seen.Add(id)
            : throw new DomainException(Refusal.Invalid, "FIELD_INVALID", "Every frame needs a frame_id of 1 to 64 characters.");

    private static DomainException OutOfOrder()
        => new(Refusal.Invalid, "FRAME_OUT_OF_ORDER", "This frame_id was used before in this call; use a new one, and the same request_id to repeat work safely.");

    private static async Task FirstFaultAsync(ServerCallContext context, params Task[] tasks)
    {
        foreach (var task in tasks)
        {
            try
            {
                await task;
            }
            catch (OperationCanceledException) when (!context.CancellationToken.IsCancellationRequested)
            {
                // We ended the call ourselves; the other halves were told to stop.
            }
            catch (ChannelClosedException)
            {
                // The outbox was closed because the resource ended.
            }
        }
    }
}

using System.Runtime.CompilerServices;
using Grpc.Core;
using OmniForge.Client.Wire;

namespace OmniForge.Client.Streams;

/// <summary>One watch call that survives cuts: it reconnects with its cursor until the server says that the resource has ended.</summary>
internal sealed class ResumingStream<TResponse, TEvent>(
    Caller caller, Func<ulong, CallOptions, AsyncServerStreamingCall<TResponse>> open, Func<TResponse, StreamFrame<TEvent>> read)
    where TEvent : class
{
    public async IAsyncEnumerable<TEvent> ReadAsync(ulong after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var cursor = new EventCursor(after);
        var patience = caller.NewPatience();
        var ended = true;
        while (true)
        {
            var server = caller.Servers.Present;
            using var call = open(cursor.Last, new CallOptions(cancellationToken: cancellationToken));
            using var reader = new FrameReader<TResponse>(call.ResponseStream, caller, cancellationToken);
            OmniForgeException? broken = null;
            while (broken is null && await reader.NextAsync().ConfigureAwait(false))
            {
                var frame = read(reader.Current);
                if (frame.Reset is { } reset)
                {
                    cursor.Reset(reset.OldestSequence);
                }
                else if (frame.Hint is { } hint)
                {
                    broken = StreamFrames.Asked(hint);
                }

                var verdict = frame.Event is null ? CursorVerdict.Repeat : cursor.Take(frame.Sequence, frame.Skipped);
                if (verdict == CursorVerdict.Gap)
                {
                    // Counted as a break, so that a server that keeps a gap is given up on.
                    broken = cursor.Gap(frame.Sequence);
                }
                else
                {
                    patience.Heard();
                }

                if (verdict is CursorVerdict.Next or CursorVerdict.Ephemeral)
                {
                    ended = frame.MayBeLast;
                    yield return frame.Event!;
                }
            }

            if ((broken ?? reader.Broken ?? (ended ? null : cursor.NoEnd())) is not { } reason)
            {
                yield break;
            }

            caller.Servers.Leave(server);
            await patience.WaitAsync(reason, cancellationToken).ConfigureAwait(false);
        }
    }
}

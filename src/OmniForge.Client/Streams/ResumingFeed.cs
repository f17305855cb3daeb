using System.Runtime.CompilerServices;
using Grpc.Core;
using OmniForge.Client.Wire;
using OmniForge.V1;

namespace OmniForge.Client.Streams;

/// <summary>One change feed that survives cuts: it reconnects with the token of the last frame. A feed has no end.</summary>
/// <param name="open">Opens the call with a token; empty = from the beginning.</param>
internal sealed class ResumingFeed<TResponse, T>(
    Caller caller, Func<string, CallOptions, AsyncServerStreamingCall<TResponse>> open, Func<TResponse, FeedWord<T>> read)
    where T : class
{
    public async IAsyncEnumerable<FeedChange<T>> ReadAsync(string resumeToken, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var token = resumeToken;
        var patience = caller.NewPatience();
        while (true)
        {
            var server = caller.Servers.Present;
            using var call = open(token, new CallOptions(cancellationToken: cancellationToken));
            using var reader = new FrameReader<TResponse>(call.ResponseStream, caller, cancellationToken);
            OmniForgeException? broken = null;
            while (broken is null && await reader.NextAsync().ConfigureAwait(false))
            {
                var word = read(reader.Current);
                broken = word.Hint is { } hint ? StreamFrames.Asked(hint) : null;
                token = word.ResumeToken.Length > 0 ? word.ResumeToken : token;
                patience.Heard();
                if (word.Latest is { } latest)
                {
                    yield return new(latest, token);
                }
            }

            caller.Servers.Leave(server);
            await patience.WaitAsync(broken ?? reader.Broken ?? Ended(), cancellationToken).ConfigureAwait(false);
        }
    }

    private static OmniForgeException Ended()
        => new("STREAM_GAP", "The feed ended. Nothing is lost: it can be read on from its last token.", StatusCode.Unavailable);
}

/// <summary>What a frame of a feed says.</summary>
internal readonly record struct FeedWord<T>(T? Latest, string ResumeToken, ReconnectHint? Hint)
    where T : class;

using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace OmniForge.Agents.Models;

/// <summary>
/// Our retries around a provider, whose own are off: only for faults that may pass, only before the first part of an answer
/// has arrived, and never sooner than the provider asks. Every fault comes out as a <see cref="ModelException"/>.
/// </summary>
/// <param name="inner">The provider's client.</param>
/// <param name="time">Clock of the pauses.</param>
/// <param name="jitter">A number from 0 to below 1, so that many callers do not come back at the same moment.</param>
/// <param name="read">Reads the exceptions of the provider's library; null for those it does not know.</param>
public sealed class RetryingChatClient(
    IChatClient inner, TimeProvider time, Func<double> jitter, Func<Exception, ModelSignal?>? read = null) : DelegatingChatClient(inner)
{
    /// <summary>Most retries of one request.</summary>
    public const int MaxRetries = 3;

    /// <summary>A provider that asks for more than this is not waited for here; the step's own strategy decides.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var sent = messages.ToList();
        for (var retry = 0; ; retry++)
        {
            ModelException fault;
            try
            {
                return await base.GetResponseAsync(sent, options, cancellationToken);
            }
            catch (Exception e) when (Recognise(e, streaming: false, cancellationToken) is { } recognised)
            {
                fault = recognised;
            }

            await PauseAsync(fault, retry, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var sent = messages.ToList();
        for (var retry = 0; ; retry++)
        {
            var (streamed, finished) = (false, false);
            ModelException? fault;
            await using var updates = base.GetStreamingResponseAsync(sent, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (true)
            {
                (var moved, fault) = await MoveAsync(updates, streamed, cancellationToken);
                if (!moved)
                {
                    break;
                }

                streamed |= updates.Current.Contents.Any(c => c is not UsageContent);
                finished |= updates.Current.FinishReason is not null;
                yield return updates.Current;
            }

            if (fault is null && finished)
            {
                yield break;
            }

            // A stream that just stops, without saying why, was cut on its way.
            fault ??= new ModelException(ModelFaults.Of(new ModelSignal(0) { Streaming = true, Detail = "The stream has no end mark." }));
            if (streamed)
            {
                throw fault;
            }

            await PauseAsync(fault, retry, cancellationToken);
        }
    }

    private async Task<(bool Moved, ModelException? Fault)> MoveAsync(
        IAsyncEnumerator<ChatResponseUpdate> updates, bool streamed, CancellationToken cancellationToken)
    {
        try
        {
            return (await updates.MoveNextAsync(), null);
        }
        catch (Exception e) when (Recognise(e, streamed, cancellationToken) is { } fault)
        {
            return (false, fault);
        }
    }

    private ModelException? Recognise(Exception e, bool streaming, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return null;
        }

        // Provider libraries cancel their own requests when these take too long.
        return e is OperationCanceledException
            ? new ModelException(ModelFaults.Of(new ModelSignal(408) { Detail = e.Message }), e)
            : ModelFaults.Normalise(e, read, streaming);
    }

    /// <summary>Throws the fault when waiting does not help or was tried often enough.</summary>
    private async Task PauseAsync(ModelException fault, int retry, CancellationToken cancellationToken)
    {
        var pause = fault.Fault.RetryAfter is { } asked
            ? asked + (FirstPause * jitter())
            : FirstPause * Math.Pow(2, retry) * (1 + jitter());
        if (!fault.Fault.Retryable || retry >= MaxRetries || pause > LongestPause)
        {
            throw fault;
        }

        await Task.Delay(pause, time, cancellationToken);
    }
}

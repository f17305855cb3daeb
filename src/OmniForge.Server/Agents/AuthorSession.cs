using System.Runtime.CompilerServices;
using OmniForge.Server.Hosting;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Agents;

/// <summary>One Author call: frames reach the handlers of their unary twins, with the agent of the opening frame filled in.</summary>
internal sealed class AuthorSession(
    Caller caller, WatchDraftRequest opened, long head, AgentDrafts drafts, DraftWatch watch, Idempotency idempotency) : IDisposable
{
    private readonly CancellationTokenSource _drained = new();
    private long _delivered = opened.LiveOnly ? head : 0;
    private TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task<AuthorResponse> ObeyAsync(AuthorRequest frame, CancellationToken cancellationToken)
    {
        var result = new AuthorResult { FrameId = frame.FrameId };
        switch (frame.FrameCase)
        {
            case AuthorRequest.FrameOneofCase.Edit:
                frame.Edit.AgentId = Target(frame.Edit.AgentId);
                result.Edit = await OnceAsync("EditDraft", frame.Edit, () => drafts.EditAsync(caller, frame.Edit, EditOrigin.Editor, cancellationToken), cancellationToken);
                break;
            case AuthorRequest.FrameOneofCase.Query:
                frame.Query.AgentId = Target(frame.Query.AgentId);
                result.Query = await AgentAnswers.QueryAsync(drafts, caller, frame.Query, cancellationToken);
                break;
            case AuthorRequest.FrameOneofCase.Publish:
                frame.Publish.AgentId = Target(frame.Publish.AgentId);
                result.Publish = await OnceAsync("PublishDraft", frame.Publish, () => AgentAnswers.PublishAsync(drafts, caller, frame.Publish, VersionOrigin.Editor, cancellationToken), cancellationToken);
                break;
            case AuthorRequest.FrameOneofCase.Discard:
                frame.Discard.AgentId = Target(frame.Discard.AgentId);
                result.Discard = await OnceAsync("DiscardDraft", frame.Discard, async () => new DiscardDraftResponse
                {
                    Agent = await drafts.DiscardAsync(caller, frame.Discard, cancellationToken),
                }, cancellationToken);
                break;
            case AuthorRequest.FrameOneofCase.Ping:
                result.Accepted = new();
                break;
            case AuthorRequest.FrameOneofCase.Open:
                throw new DomainException(Refusal.Invalid, "FRAME_OUT_OF_ORDER", "This call has its draft already. Open another call for another one.");
            default:
                throw new DomainException(Refusal.Invalid, "FIRST_FRAME_REQUIRED", "A frame was empty.");
        }

        return new() { Result = result };
    }

    public async IAsyncEnumerable<AuthorResponse> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _drained.Token);
        await using var frames = watch.FollowAsync(caller, opened, head, either.Token).GetAsyncEnumerator(either.Token);
        while (await NextAsync(frames, cancellationToken))
        {
            yield return Wrap(frames.Current);
            Delivered(frames.Current);
        }
    }

    /// <summary>After the last frame: waits until every event of this draft was given out, then ends the watch.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        var last = await drafts.HeadAsync(caller.TenantId, opened.AgentId, cancellationToken);
        while (Volatile.Read(ref _delivered) < last)
        {
            await Volatile.Read(ref _moved).Task.WaitAsync(cancellationToken);
        }

        await _drained.CancelAsync();
    }

    public void Dispose() => _drained.Dispose();

    private async ValueTask<bool> NextAsync(IAsyncEnumerator<WatchDraftResponse> frames, CancellationToken cancellationToken)
    {
        try
        {
            return await frames.MoveNextAsync();
        }
        catch (OperationCanceledException) when (_drained.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private void Delivered(WatchDraftResponse frame)
    {
        var reached = frame.FrameCase switch
        {
            WatchDraftResponse.FrameOneofCase.Event => (long)frame.Event.Sequence,
            WatchDraftResponse.FrameOneofCase.ReplayComplete => (long)frame.ReplayComplete.ThroughSequence,
            _ => 0,
        };
        if (reached > _delivered)
        {
            Volatile.Write(ref _delivered, reached);
            Interlocked.Exchange(ref _moved, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        }
    }

    private async Task<T> OnceAsync<T>(string rpc, Google.Protobuf.IMessage request, Func<Task<T>> work, CancellationToken cancellationToken)
        where T : class, Google.Protobuf.IMessage<T>, new()
        => (await idempotency.OnceAsync(caller, rpc, "", request, work, cancellationToken)).Response;

    private string Target(string agentId)
        => agentId.Length == 0 || agentId == opened.AgentId
            ? opened.AgentId
            : throw new DomainException(Refusal.Invalid, "FRAME_TARGET_MISMATCH", "This frame names another agent than the one this call was opened for.");

    private static AuthorResponse Wrap(WatchDraftResponse frame) => frame.FrameCase switch
    {
        WatchDraftResponse.FrameOneofCase.Event => new() { Event = frame.Event },
        WatchDraftResponse.FrameOneofCase.Heartbeat => new() { Heartbeat = frame.Heartbeat },
        WatchDraftResponse.FrameOneofCase.ReplayComplete => new() { ReplayComplete = frame.ReplayComplete },
        WatchDraftResponse.FrameOneofCase.StreamReset => new() { StreamReset = frame.StreamReset },
        _ => new() { ReconnectHint = frame.ReconnectHint },
    };
}

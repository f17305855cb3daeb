using System.Collections.Concurrent;
using OmniForge.Client;
using OmniForge.Client.Sessions;
using OmniForge.LanguageServer.Protocol;
using OmniForge.V1;

namespace OmniForge.LanguageServer.Platform;

/// <summary>One conversation with the builder in one editor: relays what happens and waits for the ends of turns and tests.</summary>
internal sealed class BuilderRoom : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly OmniForgeClient _platform;
    private readonly ConversationSession _session;
    private readonly BuilderRelay _relay;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<ConversationEvent>> _ends = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _leaving = new();
    private readonly Task _pump;
    private string _reply = "";
    private ConversationPhase _phase;

    private BuilderRoom(OmniForgeClient platform, ClientNotices client, ConversationSession session)
    {
        _platform = platform;
        _session = session;
        _relay = new(client, new(platform));
        _pump = Task.Run(PumpAsync);
    }

    public string ConversationId => _session.ConversationId;

    public static async Task<BuilderRoom> BeginAsync(
        OmniForgeClient platform, ClientNotices client, CreateConversationRequest request, CancellationToken cancellationToken)
        => new(platform, client, await platform.Conversations.OpenAsync(request, cancellationToken).ConfigureAwait(false));

    public static async Task<BuilderRoom> ResumeAsync(
        OmniForgeClient platform, ClientNotices client, string conversationId, ulong after, CancellationToken cancellationToken)
        => new(platform, client, await platform.Conversations.ResumeAsync(conversationId, after, cancellationToken).ConfigureAwait(false));

    /// <summary>How the conversation stands.</summary>
    public async Task<BuilderOpenResult> DescribeAsync(CancellationToken cancellationToken)
    {
        var conversation = await _platform.Conversations.GetAsync(ConversationId, cancellationToken).ConfigureAwait(false);
        _phase = conversation.Phase;
        var shapes = new ProposalShapes(_platform);
        var proposals = new List<ProposalItem>();
        foreach (var proposal in conversation.OpenProposals)
        {
            proposals.Add(await shapes.OfAsync(proposal, cancellationToken).ConfigureAwait(false));
        }

        return new(
            ConversationId, _session.Greeting, PlatformWords.Of(conversation.Phase), conversation.LastSequence,
            PlatformWords.Of(conversation.Question), proposals);
    }

    /// <summary>Says something and waits for the end of the turn; cancelling stops the turn on the platform.</summary>
    public async Task<BuilderTurnResult> TurnAsync(string text, CancellationToken cancellationToken)
    {
        string? id = null;
        try
        {
            var turn = await _session.SendAsync(text, cancellationToken).ConfigureAwait(false);
            id = turn.TurnId;
            var end = End(id);
            var finished = await EndAsync(end, cancellationToken).ConfigureAwait(false);
            return new(id, _reply, PlatformWords.Of(_phase), finished.TurnFinished.Outcome switch
            {
                TurnOutcome.Completed => "completed",
                TurnOutcome.Cancelled => "interrupted",
                _ => "failed",
            });
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await StopAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            _ends.TryRemove(id ?? "", out _);
        }
    }

    public async Task<BuilderDecideResult> DecideAsync(BuilderDecideParams asked, CancellationToken cancellationToken)
    {
        var proposal = asked.Decision switch
        {
            "accept" => (await _session.AcceptAsync(asked.ProposalId, cancellationToken: cancellationToken).ConfigureAwait(false)).Proposal,
            "reject" => (await _session.RejectAsync(asked.ProposalId, asked.Reason ?? "", cancellationToken).ConfigureAwait(false)).Proposal,
            _ => throw new LspException(LspException.RequestFailed, $"'{asked.Decision}' is no decision. Use accept or reject.", "INVALID_ARGUMENT"),
        };
        // Its events may still be on their way.
        var conversation = await _platform.Conversations.GetAsync(ConversationId, cancellationToken).ConfigureAwait(false);
        return new(PlatformWords.Of(conversation.Phase), PlatformWords.Of(proposal.Status));
    }

    /// <summary>
    /// Runs the draft without any effect outside and waits for its end; its steps arrive as events. Cancelling stops it on the platform.
    /// </summary>
    public async Task<BuilderTestResult> TestAsync(CancellationToken cancellationToken)
    {
        var execution = "";
        try
        {
            execution = await _session.TestAsync(ExecutionMode.DryRun, cancellationToken).ConfigureAwait(false);
            var finished = await EndAsync(End(execution), cancellationToken).ConfigureAwait(false);
            return new(execution, PlatformWords.Of(finished.TestFinished.Status), finished.TestFinished.Summary);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await StopAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            _ends.TryRemove(execution, out _);
        }
    }

    public async Task<BuilderActivateResult> ActivateAsync(CancellationToken cancellationToken)
    {
        var active = await _session.ActivateAsync(cancellationToken).ConfigureAwait(false);
        return new(active.Agent.Id, PlatformWords.Time(active.NextFireTimes.FirstOrDefault()));
    }

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync().ConfigureAwait(false);
        await _pump.ConfigureAwait(false);
        await _session.DisposeAsync().ConfigureAwait(false);
        _leaving.Dispose();
    }

    // The turn may be over already, or the platform gone: the person wanted to stop, and has.
    private async Task StopAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await _session.CancelTurnAsync(patience.Token).ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is OmniForgeException || patience.IsCancellationRequested)
        {
            // See above.
        }
    }

    // An end may be read before the answer that names the turn, so whoever comes first makes the entry.
    private TaskCompletionSource<ConversationEvent> End(string id)
        => _ends.GetOrAdd(id, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task<ConversationEvent> EndAsync(TaskCompletionSource<ConversationEvent> end, CancellationToken cancellationToken)
    {
        await Task.WhenAny(end.Task, _pump).WaitAsync(cancellationToken).ConfigureAwait(false);
        return end.Task.IsCompleted
            ? await end.Task.ConfigureAwait(false)
            : throw new LspException(LspException.RequestFailed, "The conversation ended before the answer came. Open it again.", "LEFT");
    }

    private async Task PumpAsync()
    {
        try
        {
            await foreach (var happened in _session.ReadAsync(_leaving.Token).ConfigureAwait(false))
            {
                await TakeAsync(happened).ConfigureAwait(false);
            }
        }
        catch (OmniForgeException refusal)
        {
            Fail(PlatformFailures.Refused(refusal));
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
            Fail(new LspException(LspException.RequestFailed, "The conversation was left; it is kept on the platform.", "LEFT"));
        }
    }

    private async Task TakeAsync(ConversationEvent happened)
    {
        _reply = happened.MessageCompleted?.Text ?? _reply;
        _phase = happened.PhaseChanged?.To ?? _phase;
        await _relay.RelayAsync(happened, _leaving.Token).ConfigureAwait(false);
        if (happened.TurnFinished is not null)
        {
            End(happened.TurnId).TrySetResult(happened);
        }
        else if (happened.TestFinished is { } test)
        {
            End(test.ExecutionId).TrySetResult(happened);
        }
    }

    private void Fail(Exception reason)
    {
        foreach (var end in _ends.Values)
        {
            end.TrySetException(reason);
        }
    }
}

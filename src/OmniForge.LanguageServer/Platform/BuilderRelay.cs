using System.Diagnostics;
using OmniForge.Client.Streams;
using OmniForge.LanguageServer.Protocol;
using OmniForge.V1;

namespace OmniForge.LanguageServer.Platform;

/// <summary>Turns the events of a conversation into notices for the editor; pieces of a message are gathered, not sent one by one.</summary>
internal sealed class BuilderRelay(ClientNotices client, ProposalShapes proposals)
{
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(50);

    private readonly MessageText _message = new();
    private readonly TestSteps _steps = new();
    private string _gathered = "";
    private long _lastSent;

    public async Task RelayAsync(ConversationEvent happened, CancellationToken cancellationToken)
    {
        if (Piece(happened) is { } piece)
        {
            _gathered += piece;
            if (Stopwatch.GetElapsedTime(_lastSent) >= Gather)
            {
                await FlushAsync(happened).ConfigureAwait(false);
            }

            return;
        }

        if (happened.MessageCompleted is not null)
        {
            _gathered = "";
        }
        else
        {
            await FlushAsync(happened).ConfigureAwait(false);
        }

        if (await NoticeAsync(happened, cancellationToken).ConfigureAwait(false) is { } notice)
        {
            await client.BuilderAsync(notice).ConfigureAwait(false);
            if (notice.Kind is "activated" or "proposalDecided")
            {
                await client.AgentsChangedAsync().ConfigureAwait(false);
            }
        }
    }

    private string? Piece(ConversationEvent happened) => happened.HappenedCase switch
    {
        ConversationEvent.HappenedOneofCase.MessageDelta => _message.Take(happened.MessageDelta),
        ConversationEvent.HappenedOneofCase.MessageSnapshot => _message.Take(happened.MessageSnapshot),
        _ => null,
    };

    private async Task FlushAsync(ConversationEvent happened)
    {
        if (_gathered.Length > 0)
        {
            await client.BuilderAsync(New(happened, "messageDelta") with { Text = _gathered }).ConfigureAwait(false);
            _gathered = "";
            _lastSent = Stopwatch.GetTimestamp();
        }
    }

    private async Task<BuilderNotice?> NoticeAsync(ConversationEvent happened, CancellationToken cancellationToken)
        => happened.HappenedCase switch
        {
            // What the person said: an editor that was closed meanwhile draws the whole conversation again.
            ConversationEvent.HappenedOneofCase.TurnStarted => New(happened, "turnStarted") with { Text = happened.TurnStarted.Text },
            ConversationEvent.HappenedOneofCase.MessageCompleted => New(happened, "message") with
            {
                Text = happened.MessageCompleted.Text,
                Choices = [.. happened.MessageCompleted.Actions],
            },
            ConversationEvent.HappenedOneofCase.QuestionAsked => New(happened, "question") with
            {
                Question = new(happened.QuestionAsked.Id, happened.QuestionAsked.Text, [.. happened.QuestionAsked.Choices]),
            },
            ConversationEvent.HappenedOneofCase.ProposalCreated => New(happened, "proposal") with
            {
                Proposal = await proposals.OfAsync(happened.ProposalCreated.Proposal, cancellationToken).ConfigureAwait(false),
            },
            ConversationEvent.HappenedOneofCase.ProposalResolved => New(happened, "proposalDecided") with
            {
                Text = happened.ProposalResolved.Id,
                Status = PlatformWords.Of(happened.ProposalResolved.Status),
            },
            ConversationEvent.HappenedOneofCase.PhaseChanged => New(happened, "phase") with { Phase = PlatformWords.Of(happened.PhaseChanged.To) },
            ConversationEvent.HappenedOneofCase.TestStarted => New(happened, "testStarted") with
            {
                Text = happened.TestStarted.Mode == ExecutionMode.Live ? "The run begins." : null,
            },
            ConversationEvent.HappenedOneofCase.TestEvent => _steps.Of(happened.TestEvent) is { } step
                ? New(happened, "testEvent") with { Step = step }
                : null,
            ConversationEvent.HappenedOneofCase.TestFinished => New(happened, "testFinished") with
            {
                Status = PlatformWords.Of(happened.TestFinished.Status),
                Text = happened.TestFinished.Summary,
            },
            ConversationEvent.HappenedOneofCase.AgentActivated => New(happened, "activated") with
            {
                NextRun = PlatformWords.Time(happened.AgentActivated.NextFireTimes.FirstOrDefault()),
            },
            ConversationEvent.HappenedOneofCase.NoticeGiven => New(happened, "notice") with { Text = happened.NoticeGiven.Text },
            ConversationEvent.HappenedOneofCase.TurnFinished => New(happened, "turnFinished"),
            _ => null,
        };

    private static BuilderNotice New(ConversationEvent happened, string kind) => new(happened.ConversationId, happened.Sequence, kind);
}

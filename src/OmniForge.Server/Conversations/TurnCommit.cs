using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using OmniForge.Agents.Building;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Conversations;

/// <summary>Stores what a turn has led to: state, events and answer in one transaction, published after it.</summary>
internal sealed class TurnCommit(ForgeStore store, ConversationLog log, TimeProvider clock)
{
    /// <summary>The builder has decided; a command may now be waiting to be carried out.</summary>
    public Task<BuilderState> DecidedAsync(
        ConversationRow row, TurnRow turn, ReadTurn read, Voiced said, string first, CancellationToken cancellationToken)
    {
        row.Title = first;
        turn.State = TurnState.Running;
        turn.Reading = said.Turn.Reading.ToProto();
        var opening = new ConversationEvent { TurnStarted = new() { Text = turn.Text } };
        IReadOnlyList<ConversationEvent> before =
        [
            opening, .. ModelUse.Record(row, turn, read.Reading.Calls, read.Price), .. ModelUse.Record(row, turn, said.Calls, said.Price),
        ];
        return StoreAsync(row, turn, said.Turn, before, null, cancellationToken);
    }

    /// <summary>A command was carried out and the builder has answered to its outcome.</summary>
    public Task<BuilderState> CarriedOutAsync(
        ConversationRow row, TurnRow turn, CommandDone done, Voiced said, CancellationToken cancellationToken)
    {
        turn.Done++;
        IReadOnlyList<ConversationEvent> before = [.. done.Events, .. ModelUse.Record(row, turn, said.Calls, said.Price)];
        return StoreAsync(row, turn, said.Turn, before, done.Resolved == ProposalStatus.Unspecified ? null : done.Resolved, cancellationToken);
    }

    /// <summary>Writes down that something began, before its own events reach a watcher.</summary>
    public Task BegunAsync(ConversationRow row, TurnRow turn, ConversationEvent began, CancellationToken cancellationToken)
        => SaveAsync(row, turn, [began], null, null, TurnOutcome.Unspecified, cancellationToken);

    /// <summary>Ends the turn with what was said in it.</summary>
    public async Task EndAsync(ConversationRow row, TurnRow turn, TurnOutcome outcome, string lastWords, CancellationToken cancellationToken)
    {
        turn.State = TurnState.Finished;
        turn.Pending = "";
        turn.Said = Join(turn.Said, lastWords);
        var events = new List<ConversationEvent>();
        if (lastWords.Length > 0)
        {
            events.Add(new() { MessageCompleted = new() { MessageId = Ids.New(), Text = lastWords } });
        }

        events.Add(new() { TurnFinished = Finished(turn, outcome) });
        await SaveAsync(row, turn, events, null, null, outcome, cancellationToken);
    }

    private async Task<BuilderState> StoreAsync(
        ConversationRow row,
        TurnRow turn,
        BuilderTurn decided,
        IReadOnlyList<ConversationEvent> before,
        ProposalStatus? resolved,
        CancellationToken cancellationToken)
    {
        var reply = decided.Reply;
        var proposal = decided.Proposal?.ToProto(row, clock.GetUtcNow());
        List<ConversationEvent> events = [.. before, .. TurnEvents.Of(decided, proposal, reply)];
        row.State = BuilderStateJson.Write(decided.State);
        row.Phase = decided.State.Phase.ToProto();
        row.ResumePhase = decided.State.ResumePhase == Phase.Idle ? ConversationPhase.Unspecified : decided.State.ResumePhase.ToProto();
        row.Requirements = ConversationMapping.Apply(row.Requirements, turn.Id, decided.RequirementChanges);
        row.Question = decided.Question.ToProto()?.ToByteArray() ?? [];
        row.Actions = ConversationMapping.WriteActions(decided.Actions);
        turn.Said = Join(turn.Said, reply);
        turn.Pending = PendingCommand.Write(decided.Command);
        var outcome = turn.Pending.Length == 0 ? TurnOutcome.Completed : TurnOutcome.Unspecified;
        if (outcome == TurnOutcome.Completed)
        {
            turn.State = TurnState.Finished;
            events.Add(new() { TurnFinished = Finished(turn, outcome) });
        }

        var closing = resolved ?? (proposal is not null || decided.ProposalDropped ? ProposalStatus.Superseded : null);
        await SaveAsync(row, turn, events, proposal, closing, outcome, cancellationToken);
        return decided.State;
    }

    private async Task SaveAsync(
        ConversationRow row,
        TurnRow turn,
        List<ConversationEvent> events,
        Proposal? proposal,
        ProposalStatus? closing,
        TurnOutcome outcome,
        CancellationToken cancellationToken)
    {
        var actor = Actor.Parser.ParseFrom(turn.Actor);
        var expected = row.Revision;
        await store.TransactAsync(row.TenantId, async (db, ct) =>
        {
            var open = await db.Proposals.Where(other => other.ConversationId == row.Id && other.Status == ProposalStatus.Open).ToListAsync(ct);
            if (closing is { } status)
            {
                foreach (var closed in open)
                {
                    closed.Status = status;
                    events.Insert(0, new() { ProposalResolved = new() { Id = closed.Id, Status = status, By = actor } });
                }

                open.Clear();
            }

            if (proposal is not null)
            {
                var stored = new ProposalRow { Id = proposal.Id, ConversationId = row.Id, Payload = proposal.ToByteArray(), CreatedAt = clock.GetUtcNow() };
                db.Proposals.Add(stored);
                open.Add(stored);
            }

            log.Add(db, row, turn.Id, actor, events);
            turn.Response = Answer(row, turn, open, outcome).ToByteArray();
            db.Conversations.Attach(row).State = EntityState.Modified;
            db.Entry(row).Property(conversation => conversation.Revision).OriginalValue = expected;
            db.Turns.Attach(turn).State = EntityState.Modified;
            return true;
        }, cancellationToken);
        log.Publish(row.TenantId, events);
    }

    private static SendTurnResponse Answer(ConversationRow row, TurnRow turn, List<ProposalRow> open, TurnOutcome outcome)
    {
        var answer = new SendTurnResponse
        {
            TurnId = turn.Id,
            Text = turn.Said,
            Phase = row.Phase,
            Outcome = outcome,
            Sequence = (ulong)row.LastSequence,
            Reading = turn.Reading,
            Question = row.Question.Length > 0 ? Question.Parser.ParseFrom(row.Question) : null,
        };
        if (ConversationMapping.OpenLink(row) is { } link)
        {
            answer.OauthUrl = link;
        }

        answer.Actions.AddRange(ConversationMapping.ReadActions(row.Actions));
        answer.Proposals.AddRange(open.Select(proposal => proposal.ToProto()));
        return answer;
    }

    private static TurnFinished Finished(TurnRow turn, TurnOutcome outcome)
    {
        var finished = new TurnFinished { Outcome = outcome, Reading = turn.Reading };
        if (turn.Usage.Length > 0)
        {
            finished.Usage = Usage.Parser.ParseFrom(turn.Usage);
        }

        return finished;
    }

    private static string Join(string before, string text)
        => before.Length == 0 ? text : text.Length == 0 ? before : $"{before}\n\n{text}";
}

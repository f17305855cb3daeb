using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Agents;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Conversations;

/// <summary>
/// What programs ask for by a call and people by words: each is a turn in plain words, so that both go through one
/// understanding and one log.
/// </summary>
internal sealed class ConversationActs(
    ForgeStore store, ConversationDirectory conversations, ConversationTurns turns, AgentDirectory agents, TimeProvider clock)
{
    public async Task<MoveConversationResponse> MoveAsync(Caller caller, MoveConversationRequest request, CancellationToken cancellationToken)
    {
        var row = await conversations.LoadAsync(caller.TenantId, request.ConversationId, cancellationToken);
        if (request.Move == ConversationMove.Jump && request.TargetPhase == row.Phase)
        {
            return new() { Conversation = await conversations.ShowAsync(caller, row.Id, cancellationToken) };
        }

        var words = request.Move switch
        {
            ConversationMove.GoBack => "go back",
            ConversationMove.Restart => "start over",
            ConversationMove.Cancel => "cancel",
            ConversationMove.Undo => "undo",
            ConversationMove.Jump => throw DomainException.Status("PHASE_NOT_ALLOWED", "This version moves one step at a time: use GO_BACK, RESTART, CANCEL or UNDO.").With("allowed", row.Phase.ToString()),
            _ => throw DomainException.Field("move", "is required"),
        };
        var answer = await SayAsync(caller, row.Id, words, cancellationToken);
        var response = new MoveConversationResponse { Conversation = await conversations.ShowAsync(caller, row.Id, cancellationToken), Text = answer.Text };
        response.Actions.AddRange(answer.Actions);
        return response;
    }

    public async Task<AcceptProposalResponse> AcceptAsync(Caller caller, AcceptProposalRequest request, CancellationToken cancellationToken)
    {
        if (request.ChangeIds.Count > 0)
        {
            throw DomainException.Field("change_ids", "this version accepts a proposal whole; leave the list empty");
        }

        if (await CloseAsync(caller, request.ConversationId, request.ProposalId, "yes", ProposalStatus.Accepted, cancellationToken) is { } proposal)
        {
            var shown = await conversations.ShowAsync(caller, request.ConversationId, cancellationToken);
            return new() { Proposal = proposal, DraftEtag = shown.DraftEtag };
        }

        throw DomainException.Status("DRAFT_INVALID", "The proposal could not be applied. Read the conversation's last message for the reason.").With("id", request.ProposalId);
    }

    public async Task<RejectProposalResponse> RejectAsync(Caller caller, RejectProposalRequest request, CancellationToken cancellationToken)
    {
        var proposal = await CloseAsync(caller, request.ConversationId, request.ProposalId, "no", ProposalStatus.Rejected, cancellationToken);
        return new() { Proposal = proposal ?? await FindAsync(caller, request.ConversationId, request.ProposalId, cancellationToken) };
    }

    public async Task<TestDraftResponse> TestAsync(Caller caller, TestDraftRequest request, CancellationToken cancellationToken)
    {
        if (request.Mode is not (ExecutionMode.Unspecified or ExecutionMode.DryRun) || request.MockData is not null || request.InputData is not null)
        {
            throw DomainException.Field("mode", "a conversation's test is a dry run on the real files; for other modes, input or mock data use StartExecution with use_draft");
        }

        var row = await conversations.LoadAsync(caller.TenantId, request.ConversationId, cancellationToken);
        CheckAgent(row);
        var answer = await SayAsync(caller, row.Id, "test it", cancellationToken);
        await using var db = store.Open(caller.TenantId);
        var execution = await db.Executions.AsNoTracking().Where(other => other.ConversationId == row.Id && other.Mode == ExecutionMode.DryRun)
            .OrderByDescending(other => other.CreatedAt).FirstOrDefaultAsync(cancellationToken);
        return execution is not null && execution.CreatedAt >= clock.GetUtcNow().AddMinutes(-2)
            ? new() { ExecutionId = execution.Id }
            : throw DomainException.Status("DRAFT_INVALID", answer.Text).With("id", row.Id);
    }

    public async Task<ActivateDraftResponse> ActivateAsync(Caller caller, ActivateDraftRequest request, CancellationToken cancellationToken)
    {
        var row = await conversations.LoadAsync(caller.TenantId, request.ConversationId, cancellationToken);
        CheckAgent(row);
        var answer = await SayAsync(caller, row.Id, request.OverrideTest ? "skip the test and switch it on" : "switch it on", cancellationToken);
        var agent = await agents.ShowAsync(caller, row.AgentId, cancellationToken);
        if (agent.Status != AgentStatus.Active && answer.Question is not null)
        {
            answer = await SayAsync(caller, row.Id, "yes", cancellationToken);
            agent = await agents.ShowAsync(caller, row.AgentId, cancellationToken);
        }

        if (agent.Status != AgentStatus.Active)
        {
            throw DomainException.Status("TEST_REQUIRED", answer.Text).With("id", row.AgentId);
        }

        var response = new ActivateDraftResponse { Agent = agent };
        await using var db = store.Open(caller.TenantId);
        var next = await db.Schedules.AsNoTracking().Where(schedule => schedule.AgentId == row.AgentId && schedule.NextDue != null)
            .OrderBy(schedule => schedule.NextDue).Select(schedule => schedule.NextDue).ToListAsync(cancellationToken);
        response.NextFireTimes.AddRange(next.OfType<DateTimeOffset>().Select(Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset));
        return response;
    }

    private Task<SendTurnResponse> SayAsync(Caller caller, string conversationId, string words, CancellationToken cancellationToken)
        => turns.SendAsync(caller, new() { ConversationId = conversationId, Message = words }, TurnWait.ForAnswer, cancellationToken);

    /// <summary>Answers the open proposal in words; null when it is still open afterwards.</summary>
    private async Task<Proposal?> CloseAsync(
        Caller caller, string conversationId, string proposalId, string words, ProposalStatus wanted, CancellationToken cancellationToken)
    {
        await conversations.LoadAsync(caller.TenantId, conversationId, cancellationToken);
        var before = await FindAsync(caller, conversationId, proposalId, cancellationToken);
        if (before.Status == wanted)
        {
            return before;
        }

        if (before.Status != ProposalStatus.Open)
        {
            throw DomainException.Status("PROPOSAL_CLOSED", "This proposal is no longer open.").With("id", proposalId).With("status", before.Status.ToString());
        }

        await SayAsync(caller, conversationId, words, cancellationToken);
        var after = await FindAsync(caller, conversationId, proposalId, cancellationToken);
        return after.Status == wanted ? after : null;
    }

    private async Task<Proposal> FindAsync(Caller caller, string conversationId, string proposalId, CancellationToken cancellationToken)
    {
        await using var db = store.Open(caller.TenantId);
        var row = await db.Proposals.AsNoTracking()
            .FirstOrDefaultAsync(other => other.Id == proposalId && other.ConversationId == conversationId, cancellationToken)
            ?? throw DomainException.NotFound("proposal", proposalId);
        return row.ToProto();
    }

    private static void CheckAgent(ConversationRow row)
    {
        if (row.AgentId.Length == 0)
        {
            throw DomainException.Status("DRAFT_MISSING", "This conversation has not made an agent yet. Accept its proposal first.").With("id", row.Id);
        }
    }
}

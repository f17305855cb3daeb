using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OmniForge.Server.Hosting;
using OmniForge.Server.Streams;
using OmniForge.Server.Streams.Feeds;
using OmniForge.V1;

namespace OmniForge.Server.Agents;

/// <summary>The wire edge of agents: messages in, messages out, no decisions.</summary>
internal sealed class AgentRpc(
    AgentDirectory agents, AgentLife life, AgentKills kills, AgentDrafts drafts, AgentVersions versions, DraftWatch watch,
    AgentFeed feed, Idempotency idempotency, TimeProvider clock)
    : AgentService.AgentServiceBase
{
    public override Task Author(IAsyncStreamReader<AuthorRequest> requestStream, IServerStreamWriter<AuthorResponse> responseStream, ServerCallContext context)
        => new Duplex<AuthorRequest, AuthorResponse, AuthorSession>
        {
            FrameId = frame => frame.FrameId,
            Open = (first, ct) => OpenAsync(first, context, ct),
            Obey = (session, frame, ct) => session.ObeyAsync(frame, ct),
            Watch = (session, ct) => session.WatchAsync(ct),
            Refuse = (id, status) => new() { Result = new() { FrameId = id, Error = status } },
            Overtakes = frame => frame.FrameCase == AuthorRequest.FrameOneofCase.Ping,
            Drain = (session, ct) => session.DrainAsync(ct),
        }.RunAsync(requestStream, responseStream, context);

    public override async Task WatchDraft(WatchDraftRequest request, IServerStreamWriter<WatchDraftResponse> responseStream, ServerCallContext context)
    {
        var ct = context.CancellationToken;
        var head = await watch.AttachAsync(context.Caller(), request, ct);
        await foreach (var frame in watch.FollowAsync(context.Caller(), request, head, ct))
        {
            await responseStream.WriteAsync(frame, ct);
        }
    }

    public override async Task WatchAgents(WatchAgentsRequest request, IServerStreamWriter<WatchAgentsResponse> responseStream, ServerCallContext context)
    {
        var (tenant, ct) = (context.Caller().TenantId, context.CancellationToken);
        var start = await feed.OpenAsync(tenant, request, ct);
        await foreach (var (kind, agent, token) in feed.WatchAsync(tenant, start, request, ct))
        {
            var frame = new WatchAgentsResponse { ResumeToken = token };
            switch (kind)
            {
                case FeedFrameKind.Change:
                    frame.Agent = agent;
                    break;
                case FeedFrameKind.ReplayComplete:
                    frame.ReplayComplete = new();
                    break;
                default:
                    frame.Heartbeat = new() { SentAt = clock.GetUtcNow().ToTimestamp() };
                    break;
            }

            await SlowReader.WithinAsync(responseStream.WriteAsync(frame, ct));
        }
    }

    public override async Task<CreateAgentResponse> CreateAgent(CreateAgentRequest request, ServerCallContext context)
        => new() { Agent = await agents.CreateAsync(context.Caller(), request, context.CancellationToken) };

    public override async Task<GetAgentResponse> GetAgent(GetAgentRequest request, ServerCallContext context)
        => new() { Agent = await agents.ShowAsync(context.Caller(), request.AgentId, context.CancellationToken) };

    public override Task<ListAgentsResponse> ListAgents(ListAgentsRequest request, ServerCallContext context)
        => agents.ListAsync(context.Caller(), request, context.CancellationToken);

    public override async Task<UpdateAgentResponse> UpdateAgent(UpdateAgentRequest request, ServerCallContext context)
        => new() { Agent = await agents.UpdateAsync(context.Caller(), request, context.CancellationToken) };

    public override async Task<DeleteAgentResponse> DeleteAgent(DeleteAgentRequest request, ServerCallContext context)
        => new() { Agent = await life.DeleteAsync(context.Caller(), request, context.CancellationToken) };

    public override async Task<UndeleteAgentResponse> UndeleteAgent(UndeleteAgentRequest request, ServerCallContext context)
        => new() { Agent = await life.UndeleteAsync(context.Caller(), request, context.CancellationToken) };

    public override async Task<ActivateAgentResponse> ActivateAgent(ActivateAgentRequest request, ServerCallContext context)
        => new() { Agent = await life.ActivateAsync(context.Caller(), request, context.CancellationToken) };

    public override async Task<PauseAgentResponse> PauseAgent(PauseAgentRequest request, ServerCallContext context)
        => new() { Agent = await life.PauseAsync(context.Caller(), request, context.CancellationToken) };

    public override async Task<StopAgentsResponse> StopAgents(StopAgentsRequest request, ServerCallContext context)
        => new() { Cancelled = await kills.StopAsync(context.Caller(), request, context.CancellationToken) };

    public override async Task<ReleaseAgentsResponse> ReleaseAgents(ReleaseAgentsRequest request, ServerCallContext context)
    {
        await kills.ReleaseAsync(context.Caller(), request, context.CancellationToken);
        return new();
    }

    public override async Task<ArchiveAgentResponse> ArchiveAgent(ArchiveAgentRequest request, ServerCallContext context)
        => new() { Agent = await life.ArchiveAsync(context.Caller(), request, context.CancellationToken) };

    public override async Task<UnarchiveAgentResponse> UnarchiveAgent(UnarchiveAgentRequest request, ServerCallContext context)
        => new() { Agent = await life.UnarchiveAsync(context.Caller(), request, context.CancellationToken) };

    public override async Task<GetDraftResponse> GetDraft(GetDraftRequest request, ServerCallContext context)
        => new() { Draft = await drafts.ShowAsync(context.Caller(), request.AgentId, context.CancellationToken) };

    public override async Task<DiscardDraftResponse> DiscardDraft(DiscardDraftRequest request, ServerCallContext context)
        => new() { Agent = await drafts.DiscardAsync(context.Caller(), request, context.CancellationToken) };

    public override Task<EditDraftResponse> EditDraft(EditDraftRequest request, ServerCallContext context)
        => drafts.EditAsync(context.Caller(), request, EditOrigin.Api, context.CancellationToken);

    public override Task<QueryDraftResponse> QueryDraft(QueryDraftRequest request, ServerCallContext context)
        => AgentAnswers.QueryAsync(drafts, context.Caller(), request, context.CancellationToken);

    public override Task<PublishDraftResponse> PublishDraft(PublishDraftRequest request, ServerCallContext context)
        => AgentAnswers.PublishAsync(drafts, context.Caller(), request, VersionOrigin.Api, context.CancellationToken);

    public override async Task<ValidateAgentResponse> ValidateAgent(ValidateAgentRequest request, ServerCallContext context)
    {
        var check = await versions.CheckAsync(context.Caller(), request.AgentId, request.Version, context.CancellationToken);
        var response = new ValidateAgentResponse { Ready = check.Ready };
        response.Diagnostics.Add(check.Diagnostics);
        response.Readiness.Add(check.Readiness);
        return response;
    }

    public override Task<ListAgentVersionsResponse> ListAgentVersions(ListAgentVersionsRequest request, ServerCallContext context)
        => versions.ListAsync(context.Caller(), request, context.CancellationToken);

    public override async Task<GetAgentVersionResponse> GetAgentVersion(GetAgentVersionRequest request, ServerCallContext context)
        => new() { AgentVersion = await versions.ShowAsync(context.Caller(), request.AgentId, request.Version, context.CancellationToken) };

    public override Task<DiffAgentVersionsResponse> DiffAgentVersions(DiffAgentVersionsRequest request, ServerCallContext context)
        => versions.DiffAsync(context.Caller(), request, context.CancellationToken);

    public override Task<RollbackAgentResponse> RollbackAgent(RollbackAgentRequest request, ServerCallContext context)
        => versions.RollbackAsync(context.Caller(), request, context.CancellationToken);

    private async Task<(AuthorSession Session, AuthorResponse Result)> OpenAsync(AuthorRequest first, ServerCallContext context, CancellationToken cancellationToken)
    {
        if (first.FrameCase != AuthorRequest.FrameOneofCase.Open)
        {
            throw new DomainException(Refusal.Invalid, "FIRST_FRAME_REQUIRED", "The first frame must be `open`.");
        }

        var head = await watch.AttachAsync(context.Caller(), first.Open, cancellationToken);
        var session = new AuthorSession(context.Caller(), first.Open, head, drafts, watch, idempotency);
        return (session, new() { Result = new() { FrameId = first.FrameId, Accepted = new() } });
    }
}

using OmniForge.Client.Streams;
using OmniForge.Client.Wire;
using OmniForge.V1;

namespace OmniForge.Client;

/// <summary>Agents, their drafts and versions.</summary>
public sealed class AgentsClient
{
    private readonly Caller _caller;
    private readonly AgentService.AgentServiceClient _stub;

    internal AgentsClient(Caller caller)
    {
        _caller = caller;
        _stub = new(caller.Invoker);
    }

    /// <summary>Creates an agent; `publish` also makes version 1.</summary>
    public async Task<Agent> CreateAsync(CreateAgentRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        var response = await _caller.CallAsync(_stub.CreateAgentAsync, sent, cancellationToken).ConfigureAwait(false);
        return response.Agent;
    }

    /// <summary>One agent.</summary>
    public Task<Agent> GetAsync(string agentId, CancellationToken cancellationToken = default)
        => GetAsync(new GetAgentRequest { AgentId = agentId }, cancellationToken);

    /// <summary>One agent.</summary>
    public async Task<Agent> GetAsync(GetAgentRequest request, CancellationToken cancellationToken = default)
    {
        var response = await _caller.CallAsync(_stub.GetAgentAsync, request, cancellationToken).ConfigureAwait(false);
        return response.Agent;
    }

    /// <summary>Changes the fields of the mask; versioned fields publish a new version.</summary>
    public async Task<Agent> UpdateAsync(UpdateAgentRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        var response = await _caller.CallAsync(_stub.UpdateAgentAsync, sent, cancellationToken).ConfigureAwait(false);
        return response.Agent;
    }

    /// <summary>Deletes softly and cancels what runs; `UndeleteAsync` brings it back for 30 days.</summary>
    public Task<Agent> DeleteAsync(string agentId, CancellationToken cancellationToken = default)
        => DeleteAsync(new DeleteAgentRequest { AgentId = agentId }, cancellationToken);

    /// <summary>Deletes softly and cancels what runs; `UndeleteAsync` brings it back for 30 days.</summary>
    public async Task<Agent> DeleteAsync(DeleteAgentRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        var response = await _caller.CallAsync(_stub.DeleteAgentAsync, sent, cancellationToken).ConfigureAwait(false);
        return response.Agent;
    }

    /// <summary>Brings a deleted agent back, paused.</summary>
    public Task<Agent> UndeleteAsync(string agentId, CancellationToken cancellationToken = default)
        => UndeleteAsync(new UndeleteAgentRequest { AgentId = agentId }, cancellationToken);

    /// <summary>Brings a deleted agent back, paused.</summary>
    public async Task<Agent> UndeleteAsync(UndeleteAgentRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        var response = await _caller.CallAsync(_stub.UndeleteAgentAsync, sent, cancellationToken).ConfigureAwait(false);
        return response.Agent;
    }

    /// <summary>Switches an agent on.</summary>
    public Task<Agent> ActivateAsync(string agentId, CancellationToken cancellationToken = default)
        => ActivateAsync(new ActivateAgentRequest { AgentId = agentId }, cancellationToken);

    /// <summary>Switches an agent on.</summary>
    public async Task<Agent> ActivateAsync(ActivateAgentRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        var response = await _caller.CallAsync(_stub.ActivateAgentAsync, sent, cancellationToken).ConfigureAwait(false);
        return response.Agent;
    }

    /// <summary>Switches an agent off; its schedules fire nothing.</summary>
    public Task<Agent> PauseAsync(string agentId, CancellationToken cancellationToken = default)
        => PauseAsync(new PauseAgentRequest { AgentId = agentId }, cancellationToken);

    /// <summary>Switches an agent off; its schedules fire nothing.</summary>
    public async Task<Agent> PauseAsync(PauseAgentRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        var response = await _caller.CallAsync(_stub.PauseAgentAsync, sent, cancellationToken).ConfigureAwait(false);
        return response.Agent;
    }

    /// <summary>
    /// Stops one agent or all at once: new starts are refused with AGENT_STOPPED, everything unfinished is cancelled now, schedules skip
    /// their times. Returns how many executions this call told to end.
    /// </summary>
    public async Task<int> StopAsync(StopAgentsRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        var response = await _caller.CallAsync(_stub.StopAgentsAsync, sent, cancellationToken).ConfigureAwait(false);
        return response.Cancelled;
    }

    /// <summary>Lifts a stop; agents have the status that they had.</summary>
    public async Task ReleaseAsync(ReleaseAgentsRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        await _caller.CallAsync(_stub.ReleaseAgentsAsync, sent, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Puts an agent away.</summary>
    public Task<Agent> ArchiveAsync(string agentId, CancellationToken cancellationToken = default)
        => ArchiveAsync(new ArchiveAgentRequest { AgentId = agentId }, cancellationToken);

    /// <summary>Puts an agent away.</summary>
    public async Task<Agent> ArchiveAsync(ArchiveAgentRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        var response = await _caller.CallAsync(_stub.ArchiveAgentAsync, sent, cancellationToken).ConfigureAwait(false);
        return response.Agent;
    }

    /// <summary>Takes an agent out again, paused.</summary>
    public Task<Agent> UnarchiveAsync(string agentId, CancellationToken cancellationToken = default)
        => UnarchiveAsync(new UnarchiveAgentRequest { AgentId = agentId }, cancellationToken);

    /// <summary>Takes an agent out again, paused.</summary>
    public async Task<Agent> UnarchiveAsync(UnarchiveAgentRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        var response = await _caller.CallAsync(_stub.UnarchiveAgentAsync, sent, cancellationToken).ConfigureAwait(false);
        return response.Agent;
    }

    /// <summary>The working copy of an agent.</summary>
    public Task<Draft> GetDraftAsync(string agentId, CancellationToken cancellationToken = default)
        => GetDraftAsync(new GetDraftRequest { AgentId = agentId }, cancellationToken);

    /// <summary>The working copy of an agent.</summary>
    public async Task<Draft> GetDraftAsync(GetDraftRequest request, CancellationToken cancellationToken = default)
    {
        var response = await _caller.CallAsync(_stub.GetDraftAsync, request, cancellationToken).ConfigureAwait(false);
        return response.Draft;
    }

    /// <summary>Drops the working copy.</summary>
    public Task<Agent> DiscardDraftAsync(string agentId, CancellationToken cancellationToken = default)
        => DiscardDraftAsync(new DiscardDraftRequest { AgentId = agentId }, cancellationToken);

    /// <summary>Drops the working copy.</summary>
    public async Task<Agent> DiscardDraftAsync(DiscardDraftRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        var response = await _caller.CallAsync(_stub.DiscardDraftAsync, sent, cancellationToken).ConfigureAwait(false);
        return response.Agent;
    }

    /// <summary>Edits files and fields of the working copy against its etag.</summary>
    public async Task<EditDraftResponse> EditDraftAsync(EditDraftRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        return await _caller.CallAsync(_stub.EditDraftAsync, sent, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What a draft still needs before it can be switched on.</summary>
    public async Task<IReadOnlyList<ReadinessItem>> GetReadinessAsync(string agentId, CancellationToken cancellationToken = default)
    {
        var request = new QueryDraftRequest { AgentId = agentId, Readiness = true };
        var response = await _caller.CallAsync(_stub.QueryDraftAsync, request, cancellationToken).ConfigureAwait(false);
        return response.Readiness;
    }

    /// <summary>Makes the working copy an immutable version; an active agent switches to it.</summary>
    public Task<AgentVersion> PublishDraftAsync(string agentId, CancellationToken cancellationToken = default)
        => PublishDraftAsync(new PublishDraftRequest { AgentId = agentId }, cancellationToken);

    /// <summary>Makes the working copy an immutable version; an active agent switches to it.</summary>
    public async Task<AgentVersion> PublishDraftAsync(PublishDraftRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        var response = await _caller.CallAsync(_stub.PublishDraftAsync, sent, cancellationToken).ConfigureAwait(false);
        return response.AgentVersion;
    }

    /// <summary>Diagnostics and readiness of a version or the draft.</summary>
    public Task<ValidateAgentResponse> ValidateAsync(string agentId, CancellationToken cancellationToken = default)
        => ValidateAsync(new ValidateAgentRequest { AgentId = agentId }, cancellationToken);

    /// <summary>Diagnostics and readiness of a version or the draft.</summary>
    public async Task<ValidateAgentResponse> ValidateAsync(ValidateAgentRequest request, CancellationToken cancellationToken = default)
    {
        return await _caller.CallAsync(_stub.ValidateAgentAsync, request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>One version.</summary>
    public async Task<AgentVersion> GetVersionAsync(GetAgentVersionRequest request, CancellationToken cancellationToken = default)
    {
        var response = await _caller.CallAsync(_stub.GetAgentVersionAsync, request, cancellationToken).ConfigureAwait(false);
        return response.AgentVersion;
    }

    /// <summary>What differs between two versions; 0 = the draft.</summary>
    public async Task<DiffAgentVersionsResponse> DiffVersionsAsync(
        DiffAgentVersionsRequest request, CancellationToken cancellationToken = default)
    {
        return await _caller.CallAsync(_stub.DiffAgentVersionsAsync, request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Publishes a new version with the content of an old one.</summary>
    public async Task<Agent> RollbackAsync(RollbackAgentRequest request, CancellationToken cancellationToken = default)
    {
        var sent = request.Clone();
        sent.RequestId = RequestIds.Of(request.RequestId);
        var response = await _caller.CallAsync(_stub.RollbackAgentAsync, sent, cancellationToken).ConfigureAwait(false);
        return response.Agent;
    }

    /// <summary>Agents, newest first. Reads page after page.</summary>
    public IAsyncEnumerable<Agent> ListAsync(ListAgentsRequest? filter = null, CancellationToken cancellationToken = default)
    {
        var request = filter?.Clone() ?? new ListAgentsRequest();
        return Paging.AllAsync(
            (token, ct) =>
            {
                request.PageToken = token;
                return _caller.CallAsync(_stub.ListAgentsAsync, request, ct);
            },
            page => page.Agents, page => page.NextPageToken, cancellationToken);
    }

    /// <summary>Versions of an agent, newest first. Reads page after page.</summary>
    public IAsyncEnumerable<AgentVersion> ListVersionsAsync(ListAgentVersionsRequest filter, CancellationToken cancellationToken = default)
    {
        var request = filter.Clone();
        return Paging.AllAsync(
            (token, ct) =>
            {
                request.PageToken = token;
                return _caller.CallAsync(_stub.ListAgentVersionsAsync, request, ct);
            },
            page => page.AgentVersions, page => page.NextPageToken, cancellationToken);
    }

    /// <summary>
    /// All agents as they change: first those there are, then each one that changed, as it is then; a deleted one has a deleted_at. Never
    /// ends and reconnects by itself; no last state is lost, and one may come twice after a reconnect. A token that is no longer good
    /// throws RESUME_TOKEN_INVALID: watch again without it.
    /// </summary>
    /// <param name="filter">Agent, statuses, live_only and a resume_token to go on from; null = everything.</param>
    /// <param name="cancellationToken">Ends the feed.</param>
    public IAsyncEnumerable<FeedChange<Agent>> WatchAllAsync(WatchAgentsRequest? filter = null, CancellationToken cancellationToken = default)
    {
        var wanted = filter ?? new WatchAgentsRequest();
        var feed = new ResumingFeed<WatchAgentsResponse, Agent>(
            _caller,
            (token, options) => _stub.WatchAgents(new(wanted) { ResumeToken = token }, options),
            frame => new(frame.Agent, frame.ResumeToken, frame.ReconnectHint));
        return feed.ReadAsync(wanted.ResumeToken, cancellationToken);
    }

    /// <summary>Events of the working copy after a sequence number, then live; reconnects by itself.</summary>
    public IAsyncEnumerable<DraftEvent> WatchDraftAsync(
        string agentId, ulong afterSequence = 0, CancellationToken cancellationToken = default)
    {
        var stream = new ResumingStream<WatchDraftResponse, DraftEvent>(
            _caller,
            (after, options) => _stub.WatchDraft(new() { AgentId = agentId, AfterSequence = after }, options),
            frame => StreamFrames.Of(frame.Event, frame.StreamReset, frame.ReconnectHint));
        return stream.ReadAsync(afterSequence, cancellationToken);
    }
}

using System.Text.Json.Nodes;
using OmniForge.Agents.Building;
using OmniForge.Agents.Running;
using OmniForge.Server.Agents;
using OmniForge.Server.Conversations.Editing;
using OmniForge.Server.Executions;
using OmniForge.Server.Hosting;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Conversations;

/// <summary>Carries out what the builder decided and says what is stored then. A refusal is an outcome, not an exception.</summary>
internal sealed class CommandWork(
    AgentDirectory agents,
    AgentDrafts drafts,
    AgentVersions versions,
    ExecutionDirectory executions,
    ProposalWork proposals,
    AccountWork accounts,
    EventSamples samples,
    EditWork edits,
    AgentWishes wishes,
    NextTimes times,
    TurnStops stops,
    TurnCommit commit,
    ConversationLog log)
{
    private const int LongestSummary = 1000;

    public async Task<CommandDone> DoAsync(
        Caller caller, ConversationRow row, TurnRow turn, BuilderState state, BuilderCommand command, CancellationToken cancellationToken)
    {
        try
        {
            if (await accounts.DoAsync(caller, row, command, cancellationToken) is { } asked)
            {
                return new(asked);
            }

            if (await edits.DoAsync(caller, row, state, command, cancellationToken) is { } edited)
            {
                return new(edited) { Resolved = edited is SettingsSaved ? ProposalStatus.Accepted : ProposalStatus.Unspecified };
            }

            return command switch
            {
                AcceptProposal accept => await AcceptAsync(caller, row, turn, state, accept.Mode, cancellationToken),
                RejectProposal => await RejectAsync(caller, row, cancellationToken),
                StartTest test => await TestAsync(caller, row, turn, state, test, cancellationToken),
                Activate activate => await ActivateAsync(caller, row, activate.Evidence, cancellationToken),
                RunNow => await RunAsync(caller, row, turn, cancellationToken),
                PauseAgent => await PauseAsync(caller, row, cancellationToken),
                ResumeAgent => await ResumeAsync(caller, row, cancellationToken),
                _ => await UndoAsync(caller, row, state, cancellationToken),
            };
        }
        catch (DomainException refused)
        {
            var reason = PlainRefusals.Of(refused);
            return new(command switch
            {
                AcceptProposal => new ProposalRefused(reason),
                StartTest => new TestFailed(reason),
                Activate => new ActivationRefused(reason),
                RunNow => new RunFailed(reason),
                BeginSignIn begin => new SignInImpossible(begin.Integration, reason),
                ListPlaces or ReadPlace => new PlaceRefused(reason),
                _ => new CommandRefused(reason),
            });
        }
    }

    private async Task<CommandDone> AcceptAsync(Caller caller, ConversationRow row, TurnRow turn, BuilderState state, AcceptMode mode, CancellationToken cancellationToken)
    {
        var proposal = state.Proposal ?? throw DomainException.Status("PROPOSAL_CLOSED", "There is no open proposal any more.");
        if (await edits.ChangedAsync(caller, row, state, cancellationToken) is { } changed)
        {
            return new(changed) { Resolved = ProposalStatus.Stale };
        }

        var agentId = await DraftAsync(caller, row, turn, state, proposal, cancellationToken);
        await proposals.SettleAsync(caller, agentId, proposal, cancellationToken);
        var version = 0;
        if (mode == AcceptMode.NewVersion)
        {
            var published = await drafts.PublishAsync(caller, agentId, SummaryOf(proposal), VersionOrigin.Conversation, row.Id, cancellationToken);
            version = published.Version;
            await wishes.KeepAsync(caller, agentId, version, cancellationToken);
        }

        var accepted = new ProposalAccepted(version, await times.OfAsync(caller, agentId, cancellationToken));
        return new(accepted) { AgentId = agentId, Resolved = ProposalStatus.Accepted };
    }

    private async Task<CommandDone> RejectAsync(Caller caller, ConversationRow row, CancellationToken cancellationToken)
    {
        if (row.AgentId.Length > 0 && await agents.ShowAsync(caller, row.AgentId, cancellationToken) is { Version: > 0, HasDraft: true }
            && await wishes.OwnsDraftAsync(caller.TenantId, row.AgentId, cancellationToken))
        {
            await drafts.DiscardAsync(caller, new() { AgentId = row.AgentId }, cancellationToken);
        }

        return new(new ProposalRejected()) { Resolved = ProposalStatus.Rejected };
    }

    private async Task<CommandDone> TestAsync(
        Caller caller, ConversationRow row, TurnRow turn, BuilderState state, StartTest test, CancellationToken cancellationToken)
    {
        var agentId = row.AgentId;
        if (test.Subject == TestSubject.Proposal && state.Proposal is { } proposal)
        {
            if (await edits.ChangedAsync(caller, row, state, cancellationToken) is { } changed)
            {
                return new(changed) { Resolved = ProposalStatus.Stale };
            }

            agentId = await DraftAsync(caller, row, turn, state, proposal, cancellationToken);
        }

        var draft = (await agents.ShowAsync(caller, agentId, cancellationToken)).HasDraft;
        var sample = await samples.OfAsync(caller, state, cancellationToken);
        var request = new StartExecutionRequest
        {
            AgentId = agentId,
            UseDraft = draft,
            Mode = ExecutionMode.DryRun,
            RequestId = $"{turn.Id}-{turn.Done}",
            InputData = sample?.Input.ToStruct(),
        };
        if (test.Sample is { } rows)
        {
            request.MockData = new JsonObject { [SampleFiles.Prefix + rows.Path] = rows.Text }.ToStruct();
        }

        var present = test.Subject == TestSubject.Proposal ? await PresentAsync(caller, row, turn, state, request, cancellationToken) : null;
        var (execution, effects) = await FollowAsync(caller, row, turn, request, cancellationToken);
        var passed = execution.Status == ExecutionStatus.Succeeded;
        CommandOutcome outcome = passed
            ? new TestPassed(execution.Result.ToJson(), effects) { Steps = StepsOf(execution), Sample = sample?.Words ?? "", Present = present }
            : new TestFailed(PlainRefusals.Of(execution.Error));
        var summary = passed ? "The test passed; nothing was changed." : execution.Error;
        var events = new ConversationEvent[]
        {
            new() { TestFinished = new() { ExecutionId = execution.Id, Status = execution.Status, Summary = summary } },
        };
        return new(outcome) { AgentId = agentId, Events = events };
    }

    /// <summary>What the version that runs gives on the data of the test; null when nothing runs or it fails.</summary>
    private async Task<JsonObject?> PresentAsync(
        Caller caller, ConversationRow row, TurnRow turn, BuilderState state, StartExecutionRequest test, CancellationToken cancellationToken)
    {
        if (state.Standing is not (AgentStanding.Active or AgentStanding.Paused))
        {
            return null;
        }

        var request = new StartExecutionRequest(test) { AgentId = row.AgentId, UseDraft = false, RequestId = $"{turn.Id}-{turn.Done}-present" };
        var (execution, _) = await FollowAsync(caller, row, turn, request, cancellationToken);
        return execution.Status == ExecutionStatus.Succeeded ? execution.Result.ToJson() : null;
    }

    private async Task<CommandDone> ActivateAsync(Caller caller, ConversationRow row, TestEvidence evidence, CancellationToken cancellationToken)
    {
        CallerInterceptor.Demand(caller, "agents.operate");
        var agent = await agents.ActivateAsync(caller, row.AgentId, evidence == TestEvidence.SkippedByPerson, "", cancellationToken);
        await wishes.KeepAsync(caller, row.AgentId, agent.Version, cancellationToken);
        var next = await times.OfAsync(caller, row.AgentId, cancellationToken);
        var activated = new ConversationEvent { AgentActivated = new() { Version = agent.Version } };
        activated.AgentActivated.NextFireTimes.AddRange(next.Select(Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset));
        return new(new Activated(agent.Version, next)) { Events = [activated] };
    }

    private async Task<CommandDone> RunAsync(Caller caller, ConversationRow row, TurnRow turn, CancellationToken cancellationToken)
    {
        var request = new StartExecutionRequest { AgentId = row.AgentId, RequestId = $"{turn.Id}-{turn.Done}" };
        var (execution, _) = await FollowAsync(caller, row, turn, request, cancellationToken);
        var result = execution.Result.ToJson();
        var finished = new TestFinished { ExecutionId = execution.Id, Status = execution.Status, Summary = execution.Error };
        CommandOutcome outcome = execution.Status == ExecutionStatus.Succeeded
            ? new RunFinished(result, FileOf(result)) { Steps = StepsOf(execution) }
            : new RunFailed(PlainRefusals.Of(execution.Error));
        return new(outcome)
        {
            Events = [new() { TestFinished = finished }],
        };
    }

    private async Task<CommandDone> PauseAsync(Caller caller, ConversationRow row, CancellationToken cancellationToken)
    {
        CallerInterceptor.Demand(caller, "agents.operate");
        await agents.PauseAsync(caller, row.AgentId, false, "", cancellationToken);
        return new(new AgentPaused());
    }

    private async Task<CommandDone> ResumeAsync(Caller caller, ConversationRow row, CancellationToken cancellationToken)
    {
        CallerInterceptor.Demand(caller, "agents.operate");
        await agents.ActivateAsync(caller, row.AgentId, true, "", cancellationToken);
        return new(new AgentResumed(await times.OfAsync(caller, row.AgentId, cancellationToken)));
    }

    private async Task<CommandDone> UndoAsync(Caller caller, ConversationRow row, BuilderState state, CancellationToken cancellationToken)
    {
        CallerInterceptor.Demand(caller, "agents.operate");
        if (state.History.Count < 2)
        {
            throw DomainException.Status("NOTHING_TO_UNDO", "There is no earlier version to go back to.");
        }

        var earlier = state.History[^2];
        var published = await versions.RollbackAsync(caller, new() { AgentId = row.AgentId, Version = earlier.Version }, cancellationToken);
        await edits.SettleAsync(caller, row.AgentId, earlier.Wish, cancellationToken);
        return new(new VersionUndone(published.AgentVersion.Version, await times.OfAsync(caller, row.AgentId, cancellationToken)));
    }

    /// <summary>Starts, passes the events on to whoever watches the conversation, and gives the end with what was predicted.</summary>
    private async Task<(Execution Execution, List<string> Effects)> FollowAsync(
        Caller caller, ConversationRow row, TurnRow turn, StartExecutionRequest request, CancellationToken cancellationToken)
    {
        var origin = new StartOrigin(TriggerType.OnDemand, ConversationId: row.Id);
        var started = (await executions.StartAsync(caller, request, origin, Watching.None, cancellationToken)).Row;
        var began = new TestStarted { ExecutionId = started.Id, Mode = started.Mode };
        await commit.BegunAsync(row, turn, new() { TestStarted = began }, cancellationToken);
        var effects = new List<string>();
        try
        {
            await foreach (var seen in executions.WatchAsync(caller.TenantId, started.Id, 0, cancellationToken))
            {
                if (seen.Kind == Streams.SeenKind.Event)
                {
                    log.Pass(row, turn.Id, new() { TestEvent = seen.Happened.Event });
                    if (seen.Happened.Event.EffectPredicted is { } predicted)
                    {
                        effects.Add(predicted.Summary);
                    }
                }
            }
        }
        catch (OperationCanceledException) when (stops.Asked(row.TenantId, row.Id))
        {
            await executions.CancelAsync(caller, started.Id, CancelMode.Hard, CancellationToken.None);
            throw;
        }

        return (await executions.ShowAsync(caller.TenantId, started.Id, cancellationToken), effects);
    }

    private static IReadOnlyList<StepSeen> StepsOf(Execution execution)
        => [.. execution.Steps.Where(step => !step.Path.Contains('/', StringComparison.Ordinal))
            .Select(step => new StepSeen(step.Key, step.Status == StepStatus.Skipped, step.Output?.ToJson()))];

    /// <summary>The proposal as the agent's draft, with the wish that it comes from beside it.</summary>
    private async Task<string> DraftAsync(
        Caller caller, ConversationRow row, TurnRow turn, BuilderState state, ProposalDraft proposal, CancellationToken cancellationToken)
    {
        var wish = KnownWish.Of(state, state.Wish);
        if (row.AgentId.Length > 0)
        {
            CallerInterceptor.Demand(caller, "agents.write");
            await wishes.ClearDraftAsync(caller, row.AgentId, wish, cancellationToken);
            await wishes.BeginDraftAsync(caller, row.AgentId, wish, cancellationToken);
        }

        var agentId = await proposals.ToDraftAsync(caller, row, turn.Id, proposal, cancellationToken);
        await wishes.KeepDraftAsync(caller, agentId, wish, cancellationToken);
        return agentId;
    }

    private static string SummaryOf(ProposalDraft proposal)
        => proposal.What is { Length: > 0 } what ? what.Length <= LongestSummary ? what : what[..(LongestSummary - 2)] + " …" : proposal.Title;

    private static string? FileOf(JsonObject result) => result["file"] is JsonValue file && file.TryGetValue<string>(out var path) ? path : null;
}

/// <summary>What carrying out a command led to.</summary>
internal sealed record CommandDone(CommandOutcome Outcome)
{
    /// <summary>The agent, when it is known only now.</summary>
    public string AgentId { get; init; } = "";
    public ProposalStatus Resolved { get; init; }
    public IReadOnlyList<ConversationEvent> Events { get; init; } = [];
}

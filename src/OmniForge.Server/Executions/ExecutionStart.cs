using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using OmniForge.Agents.Running;
using OmniForge.Server.Agents;
using OmniForge.Server.Cluster;
using OmniForge.Server.Executions.Control;
using OmniForge.Server.Executions.Turns;
using OmniForge.Server.Hosting;
using OmniForge.Server.Sandbox;
using OmniForge.Server.Tenancy;
using OmniForge.V1;

namespace OmniForge.Server.Executions;

/// <summary>Where an execution came from, besides the caller.</summary>
internal sealed record StartOrigin(TriggerType Trigger, string ScheduleId = "", string FiringId = "", string ConversationId = "")
{
    public static readonly StartOrigin OnDemand = new(TriggerType.OnDemand);

    public string TriggerId { get; init; } = "";
    public string DeliveryId { get; init; } = "";

    /// <summary>The execution that it repeats; null = none.</summary>
    public RetryRecord? Retry { get; init; }

    /// <summary>It runs exactly what that execution ran.</summary>
    public bool AsBefore(StartExecutionRequest request) => Retry is not null && !request.UseDraft;
}

/// <summary>A checked wish to start as the row that it becomes.</summary>
/// <param name="Busy">What to do about others of its key.</param>
/// <param name="Leashed">It is cancelled when nobody follows it.</param>
internal sealed record PreparedStart(ExecutionRow Row, BusyPolicy Busy, bool Leashed);

/// <summary>Checks a wish to start and turns it into a row; writes nothing.</summary>
internal sealed class ExecutionStart(StartPlans plans, Commands commands, ServerOptions options, ThisNode node, TimeProvider clock)
{
    /// <summary>Whether the caller may start this at all; asked before anything is looked up.</summary>
    public static void Admit(Caller caller, StartExecutionRequest request)
        => CallerInterceptor.Demand(caller, ModeOf(request) is ExecutionMode.DryRun or ExecutionMode.Replay ? "executions.dry_run" : "executions.start");

    public async Task<PreparedStart> PrepareAsync(
        Caller caller, StartExecutionRequest request, StartOrigin origin, AgentRow agent, string id, int ofTenant, CancellationToken cancellationToken)
    {
        var mode = ModeOf(request);
        CheckSupported(request, mode);
        var input = request.InputData is null ? "{}" : request.InputData.ToJson().ToJsonString();
        ExecutionQueries.CheckInput(input);
        var source = origin.AsBefore(request) || StartPlans.IsAsRecorded(request) ? StartSource.Recording
            : request.UseDraft ? StartSource.Draft
            : StartSource.Version;
        StartRules.Check(agent, mode, source, request.Version);
        if (ofTenant >= Math.Min(options.MaxRunning, options.MaxRunningPerTenant) + options.MaxQueued)
        {
            throw new DomainException(Refusal.Exhausted, "QUEUE_FULL", "Too many of your executions are waiting. Try again in a moment; nothing was started.")
            {
                RetryAfter = TimeSpan.FromSeconds(5),
            }.With("scope", "executions");
        }

        var plan = await plans.ChooseAsync(caller.TenantId, agent, request, origin, cancellationToken);
        if (mode is not (ExecutionMode.DryRun or ExecutionMode.Replay))
        {
            commands.Demand(plan.Record.GrantedTools);
        }

        var turn = TurnRules.Of(request, mode, origin.Trigger, plan.Record);
        var row = new ExecutionRow
        {
            Id = id,
            TenantId = caller.TenantId,
            AgentId = agent.Id,
            Owner = node.Address,
            AgentVersion = plan.Version,
            Mode = mode,
            TriggerType = origin.Trigger,
            ScheduleId = origin.ScheduleId,
            FiringId = origin.FiringId,
            TriggerId = origin.TriggerId,
            DeliveryId = origin.DeliveryId,
            ConversationId = origin.ConversationId,
            Input = plan.Input ?? input,
            Plan = plan.Json,
            MockData = request.MockData is null ? "{}" : request.MockData.ToJson().ToJsonString(),
            Labels = request.Labels.Count == 0 ? "{}" : JsonSerializer.Serialize(request.Labels.ToDictionary(), StoredJson.Default.DictionaryStringString),
            Priority = request.Priority is >= 1 and <= 5 ? request.Priority : 3,
            DraftEtag = plan.Etag,
            ConcurrencyKey = TurnRules.Stored(turn, agent.Id),
            RequestHash = HashOf(request),
            TriggeredBy = caller.ToActor().ToByteArray(),
            Traceparent = Activity.Current?.Id ?? "",
            CreatedAt = clock.GetUtcNow(),
            AcceptedStamp = clock.GetTimestamp(),
            LastSequence = 1,
        };
        return new(row, turn.Policy, plan.Record.Leashed);
    }

    /// <summary>The first fact of every execution.</summary>
    /// <param name="position">From 1 when it waits for its turn.</param>
    public static (ExecutionEvent Event, ExecutionEventRow Row) Accepted(ExecutionRow row, int position = 0)
    {
        var accepted = new ExecutionEvent
        {
            ExecutionId = row.Id,
            Sequence = 1,
            OccurredAt = Timestamp.FromDateTimeOffset(row.CreatedAt),
            Actor = Actor.Parser.ParseFrom(row.TriggeredBy),
            Traceparent = row.Traceparent,
            ExecutionAccepted = new() { AgentVersion = row.AgentVersion, Mode = row.Mode, QueuePosition = position },
        };
        return (accepted, new ExecutionEventRow { TenantId = row.TenantId, ExecutionId = row.Id, Sequence = 1, Payload = accepted.ToByteArray() });
    }

    /// <summary>SHA-256 of a request without its id; empty when it has none. The same id for another request is a mistake.</summary>
    public static string HashOf(StartExecutionRequest request)
    {
        if (request.RequestId.Length == 0)
        {
            return "";
        }

        var bare = request.Clone();
        bare.RequestId = "";
        return Convert.ToHexStringLower(SHA256.HashData(bare.ToByteArray()));
    }

    private static ExecutionMode ModeOf(StartExecutionRequest request)
        => request.Mode == ExecutionMode.Unspecified ? ExecutionMode.Live : request.Mode;

    /// <summary>What this version cannot do yet is refused by name, never ignored.</summary>
    private static void CheckSupported(StartExecutionRequest request, ExecutionMode mode)
    {
        if (mode == ExecutionMode.Replay && request.ReplayOf.Length == 0)
        {
            throw DomainException.Field("replay_of", "REPLAY needs the id of the execution whose recordings answer");
        }

        if (request.ReplayOf.Length > 0 && mode is not (ExecutionMode.Replay or ExecutionMode.DryRun))
        {
            throw DomainException.Field("replay_of", "only REPLAY and DRY_RUN are answered by recordings");
        }

        if (SampleFiles.Fault(request.MockData?.Fields.Keys ?? []) is { } fault)
        {
            throw DomainException.Field("mock_data", fault);
        }

        if (request.Labels.Count > 16)
        {
            throw DomainException.Field("labels", "at most 16 are allowed");
        }
    }
}

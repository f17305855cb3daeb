using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using OmniForge.Server.Executions.Retention;
using OmniForge.V1;

namespace OmniForge.Server.Executions;

/// <summary>Row to contract.</summary>
internal static class ExecutionMapping
{
    public static Execution ToProto(this ExecutionRow row)
    {
        var proto = new Execution
        {
            Id = row.Id,
            AgentId = row.AgentId,
            AgentVersion = row.AgentVersion,
            Status = row.Status,
            StopReason = row.StopReason,
            Mode = row.Mode,
            TriggerType = row.TriggerType,
            Origin = OriginOf(row),
            InputData = Json(row.Input).ToStruct(),
            Partial = row.Partial,
            CreatedAt = Timestamp.FromDateTimeOffset(row.CreatedAt),
            Usage = Usage.Parser.ParseFrom(row.Usage),
            Priority = row.Priority,
            LastSequence = (ulong)row.LastSequence,
            Epoch = row.Epoch,
            TriggeredBy = Actor.Parser.ParseFrom(row.TriggeredBy),
            Traceparent = row.Traceparent,
            DraftEtag = row.DraftEtag,
            CompactedAt = row.CompactedAt is { } compacted ? Timestamp.FromDateTimeOffset(compacted) : null,
            Kept = CompactedText.Of(row),
        };
        proto.Labels.Add(JsonSerializer.Deserialize(row.Labels, StoredJson.Default.DictionaryStringString)!);
        if (row.Result.Length > 0)
        {
            proto.Result = Json(row.Result).ToStruct();
        }

        if (row.Failure.Length > 0)
        {
            proto.Failure = Failure.Parser.ParseFrom(row.Failure);
            proto.Error = proto.Failure.Message;
        }

        proto.StartedAt = row.StartedAt is { } started ? Timestamp.FromDateTimeOffset(started) : null;
        proto.CompletedAt = row.CompletedAt is { } completed ? Timestamp.FromDateTimeOffset(completed) : null;
        proto.DeadlineAt = row.DeadlineAt is { } deadline ? Timestamp.FromDateTimeOffset(deadline) : null;
        return proto;
    }

    private static ExecutionOrigin OriginOf(ExecutionRow row)
    {
        var origin = new ExecutionOrigin
        {
            ScheduleId = row.ScheduleId,
            FiringId = row.FiringId,
            TriggerId = row.TriggerId,
            DeliveryId = row.DeliveryId,
            ConversationId = row.ConversationId,
        };

        // Few executions are retries; the plans of the others need not be read.
        if (row.Plan.Contains("\"Retry\":{", StringComparison.Ordinal)
            && JsonSerializer.Deserialize(row.Plan, StoredJson.Default.ExecutionPlanRecord)?.Retry is { } retry)
        {
            (origin.RetryOf, origin.FromStep) = (retry.Id, retry.FromStep);
        }

        return origin;
    }

    public static Step ToProto(this StepRow row)
    {
        var step = Step.Parser.ParseFrom(row.Payload);
        step.IdempotencyKey = $"{row.ExecutionId}:{row.Path}";
        return step;
    }

    public static JsonObject Json(string stored) => stored.Length == 0 ? [] : JsonNode.Parse(stored)!.AsObject();
}

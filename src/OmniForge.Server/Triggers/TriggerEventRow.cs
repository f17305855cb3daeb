using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Triggers;

/// <summary>One event of one trigger: exactly one row for what happened, however often it is told.</summary>
internal sealed class TriggerEventRow : ITenantOwned
{
    public string TenantId { get; set; } = "";
    public required string TriggerId { get; init; }

    /// <summary>SHA-256 of what names the event.</summary>
    public required string EventKey { get; init; }
    public required string DeliveryId { get; init; }
    public required string Type { get; init; }
    public string AccountId { get; init; } = "";
    public string ResourceKind { get; init; } = "";
    public string ResourceId { get; init; } = "";
    public string Url { get; init; } = "";
    public string ActorId { get; init; } = "";
    public DateTimeOffset At { get; init; }

    /// <summary>JSON array.</summary>
    public string Changed { get; init; } = "[]";

    /// <summary>JSON as the sender told it; empty = nothing, or no longer kept.</summary>
    public string Data { get; set; } = "";
    public ExecutionMode Mode { get; init; } = ExecutionMode.Live;
    public EventOutcome Outcome { get; set; } = EventOutcome.Waiting;
    public string Reason { get; set; } = "";
    public string ExecutionId { get; set; } = "";

    /// <summary>How many others it stands for.</summary>
    public int Merged { get; set; }
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>When it, or the first one it stands for, came.</summary>
    public DateTimeOffset FirstAt { get; set; }

    /// <summary>When it is to be decided, or may be taken over from a node that has it.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>How often a node has tried to start it.</summary>
    public int Attempts { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>Names the start of its execution, so that a second one finds the first.</summary>
    public string RequestId => Ids.Digest(TriggerId, EventKey);

    public static void Configure(ModelBuilder model) => model.Entity<TriggerEventRow>(row =>
    {
        row.ToTable("trigger_events");
        row.HasKey(happened => new { happened.TenantId, happened.TriggerId, happened.EventKey });
        row.HasIndex(happened => happened.DueAt).HasFilter("\"outcome\" = 1");
        row.HasIndex(happened => new { happened.TenantId, happened.TriggerId, happened.ResourceId, happened.ReceivedAt });
        row.HasIndex(happened => new { happened.TenantId, happened.DeliveryId });
        row.HasIndex(happened => happened.ReceivedAt);
        row.Ignore(happened => happened.RequestId);
    });
}

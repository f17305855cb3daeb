using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.Server.Storage.Feeds;
using OmniForge.V1;

namespace OmniForge.Server.Executions;

/// <summary>One execution. After it is accepted only the journal writes here.</summary>
internal sealed class ExecutionRow : ITenantOwned, IFeedRow
{
    /// <summary>The owner of what waits until those before it under its key have ended.</summary>
    public const string Line = "line";

    public required string Id { get; init; }
    public string TenantId { get; set; } = "";
    public required string AgentId { get; init; }

    /// <summary>0 = the draft.</summary>
    public int AgentVersion { get; init; }
    public ExecutionStatus Status { get; set; } = ExecutionStatus.Pending;
    public StopReason StopReason { get; set; }
    public ExecutionMode Mode { get; init; } = ExecutionMode.Live;
    public TriggerType TriggerType { get; init; } = TriggerType.OnDemand;
    public string ScheduleId { get; init; } = "";
    public string FiringId { get; init; } = "";
    public string TriggerId { get; init; } = "";
    public string DeliveryId { get; init; } = "";
    public string ConversationId { get; init; } = "";

    /// <summary>JSON object.</summary>
    public string Input { get; init; } = "{}";

    /// <summary>JSON object; empty = none.</summary>
    public string Result { get; set; } = "";

    /// <summary>A Failure in proto bytes; empty = none.</summary>
    public byte[] Failure { get; set; } = [];
    public bool Partial { get; set; }

    /// <summary>An <see cref="ExecutionPlanRecord"/> as JSON: what runs, pinned at the start.</summary>
    public string Plan { get; init; } = "{}";

    /// <summary>JSON object: tool name → result, dry runs only.</summary>
    public string MockData { get; init; } = "{}";

    /// <summary>JSON object of strings.</summary>
    public string Labels { get; init; } = "{}";
    public int Priority { get; init; } = 3;
    public string DraftEtag { get; init; } = "";

    /// <summary>An Actor in proto bytes.</summary>
    public byte[] TriggeredBy { get; init; } = [];
    public string Traceparent { get; init; } = "";

    /// <summary>A Usage in proto bytes.</summary>
    public byte[] Usage { get; set; } = [];
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary><see cref="CreatedAt"/> by the steady clock of the process that accepted it; null = another did, or it was read again. Not stored.</summary>
    public long? AcceptedStamp { get; init; }
    public DateTimeOffset? StartedAt { get; set; }
    public DateTimeOffset? CompletedAt { get; set; }
    public DateTimeOffset? DeadlineAt { get; set; }

    /// <summary>The newest event as of the last change of this row; the log itself may be further on.</summary>
    public long LastSequence { get; set; }

    /// <summary>Fencing token: every journal entry names the epoch it was made in.</summary>
    public long Epoch { get; set; }

    /// <summary>
    /// The node that works on it: silo address with generation; empty while it waits for a node or for somebody;
    /// <see cref="Line"/> while it waits for its turn.
    /// </summary>
    public string Owner { get; set; } = "";

    /// <summary>
    /// Executions of one key are busy for one another. Empty = the id of the agent, of one that was started without looking for others.
    /// </summary>
    public string ConcurrencyKey { get; set; } = "";

    /// <summary>SHA-256 of the request that began it, when that had a request id; empty otherwise.</summary>
    public string RequestHash { get; init; } = "";

    /// <summary>When everything but its end was forgotten; null = all of it is kept.</summary>
    public DateTimeOffset? CompactedAt { get; init; }

    /// <summary>A cancel that was acknowledged: 0 none, otherwise a CancelMode.</summary>
    public CancelMode CancelRequested { get; set; }

    public long Changed { get; init; }

    /// <summary>What the journal changes after the birth. A cancel that was asked for is none of it.</summary>
    public static readonly IReadOnlyList<string> Changing =
    [
        nameof(Status), nameof(StopReason), nameof(Result), nameof(Failure), nameof(Partial), nameof(Usage), nameof(StartedAt),
        nameof(CompletedAt), nameof(DeadlineAt), nameof(LastSequence), nameof(Epoch), nameof(Owner),
    ];

    public static void Configure(ModelBuilder model) => model.Entity<ExecutionRow>(row =>
    {
        row.ToTable("executions");
        row.HasKey(execution => new { execution.TenantId, execution.Id });
        row.Ignore(execution => execution.AcceptedStamp);
        row.HasIndex(execution => new { execution.TenantId, execution.CreatedAt, execution.Id });
        row.HasIndex(execution => new { execution.TenantId, execution.AgentId, execution.CreatedAt });
        row.HasIndex(execution => new { execution.TenantId, execution.Changed });
        row.HasIndex(execution => new { execution.Status, execution.CompletedAt }).HasFilter("\"trigger_type\" <> 1");
        row.HasIndex(execution => new { execution.TenantId, execution.ScheduleId }).HasFilter("\"schedule_id\" <> '' AND \"status\" < 8");
        row.HasIndex(execution => new { execution.TenantId, execution.ConcurrencyKey, execution.CreatedAt })
            .HasFilter("\"concurrency_key\" <> '' AND \"status\" < 8");
        row.HasIndex(execution => new { execution.Owner, execution.Status }).HasFilter("\"status\" < 8");
        row.HasIndex(execution => execution.CompletedAt, "ix_executions_whole").HasFilter("\"completed_at\" IS NOT NULL AND \"compacted_at\" IS NULL");
        row.HasIndex(execution => execution.CompletedAt, "ix_executions_compacted").HasFilter("\"compacted_at\" IS NOT NULL");
    });
}

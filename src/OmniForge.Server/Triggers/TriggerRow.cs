using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.V1;

namespace OmniForge.Server.Triggers;

/// <summary>What starts an agent from outside. Its address and secret are sealed for this row; the address is found by its hash.</summary>
internal sealed class TriggerRow : ITenantOwned
{
    public required string Id { get; init; }
    public string TenantId { get; set; } = "";
    public required string AgentId { get; init; }
    public string Name { get; set; } = "";
    public required TriggerKind Kind { get; init; }
    public TriggerStatus Status { get; set; } = TriggerStatus.Active;

    /// <summary>In words; empty unless paused.</summary>
    public string PauseReason { get; set; } = "";

    /// <summary>Empty = a system of one's own.</summary>
    public required string Integration { get; init; }
    public string ConnectionId { get; set; } = "";

    /// <summary>JSON array.</summary>
    public string EventTypes { get; set; } = "[]";
    public string Condition { get; set; } = "";
    public required SignatureScheme Scheme { get; init; }
    public long ToleranceMs { get; set; }
    public long PollIntervalMs { get; set; }
    public string DedupePath { get; set; } = "";

    /// <summary>JSON object: field of the input → place in the event.</summary>
    public string Inputs { get; set; } = "{}";
    public string ResourceId { get; set; } = "";
    public long DebounceMs { get; set; }
    public OwnChanges OwnChanges { get; set; } = OwnChanges.Ignore;
    public int Backfill { get; set; }

    /// <summary>SHA-256 of the key in its address; null = it has none.</summary>
    public string? HookHash { get; init; }

    /// <summary>Sealed key of its address.</summary>
    public byte[]? HookKey { get; set; }

    /// <summary>Sealed; null = none yet.</summary>
    public byte[]? Secret { get; set; }

    /// <summary>Counts the secrets it has had.</summary>
    public long Generation { get; set; }

    /// <summary>Sealed, of the generation before; null = none.</summary>
    public byte[]? SecretBefore { get; set; }
    public DateTimeOffset? BeforeUntil { get; set; }

    /// <summary>Until then the first message of a provider that makes its own secret is believed, while there is none.</summary>
    public DateTimeOffset? HandshakeUntil { get; set; }

    /// <summary>JSON object: event type → where its look goes on.</summary>
    public string Cursors { get; set; } = "{}";

    /// <summary>When it looks next, or may be looked at again by another node; null = never.</summary>
    public DateTimeOffset? NextLookAt { get; set; }

    /// <summary>Whoever looks now; another one has taken over when it differs.</summary>
    public string LookClaim { get; set; } = "";
    public DateTimeOffset? LookedAt { get; set; }

    /// <summary>Looks in a row that came to nothing.</summary>
    public int LookFailures { get; set; }

    /// <summary>Why the last one did, in words.</summary>
    public string LookProblem { get; set; } = "";

    /// <summary>SHA-256 of the request that made it; empty when that had no id.</summary>
    public string RequestHash { get; init; } = "";

    /// <summary>SHA-256 of the request that made the present secret; empty when that had no id.</summary>
    public string RotationHash { get; set; } = "";
    public byte[] CreatedBy { get; init; } = [];
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>Counts changes that a person made; the etag.</summary>
    public long Revision { get; set; }

    public static void Configure(ModelBuilder model) => model.Entity<TriggerRow>(row =>
    {
        row.ToTable("triggers");
        row.HasKey(trigger => new { trigger.TenantId, trigger.Id });
        row.HasIndex(trigger => new { trigger.TenantId, trigger.AgentId });
        row.HasIndex(trigger => new { trigger.TenantId, trigger.ConnectionId });
        row.HasIndex(trigger => trigger.HookHash).IsUnique();
        row.HasIndex(trigger => trigger.NextLookAt);
    });
}

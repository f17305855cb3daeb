using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.Server.Storage.Feeds;
using OmniForge.V1;

namespace OmniForge.Server.Agents;

/// <summary>An agent's metadata. What it does stands in its skills; which skills, in its versions.</summary>
internal sealed class AgentRow : ITenantOwned, IFeedRow
{
    public required string Id { get; init; }
    public string TenantId { get; set; } = "";
    public required string Name { get; set; }
    public string Description { get; set; } = "";
    public AgentStatus Status { get; set; }
    public PauseReason PauseReason { get; set; }

    /// <summary>Who keeps it from running.</summary>
    public AgentStops Stops { get; set; }

    /// <summary>An AgentStop in proto bytes; empty = nobody keeps it from running.</summary>
    public byte[] StopNote { get; set; } = [];
    public SharingLevel Sharing { get; set; } = SharingLevel.Team;

    /// <summary>JSON array of member ids.</summary>
    public string SharedWith { get; set; } = "[]";

    /// <summary>JSON object of strings.</summary>
    public string Labels { get; set; } = "{}";
    public string OwnerId { get; set; } = "";

    /// <summary>The version that runs; 0 = never published.</summary>
    public int Version { get; set; }
    public int LatestVersion { get; set; }

    /// <summary>Finished live executions. Changed only by the journal, in the transaction that ends the execution.</summary>
    public long TotalRuns { get; set; }
    public long SuccessfulRuns { get; set; }
    public DateTimeOffset? LastRun { get; set; }

    /// <summary>The newest version whose dry run or test passed; 0 = none.</summary>
    public int TestedVersion { get; set; }

    /// <summary>An Actor in proto bytes.</summary>
    public byte[] CreatedBy { get; set; } = [];
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset UpdatedAt { get; set; }
    public DateTimeOffset? DeletedAt { get; set; }
    public DateTimeOffset? PurgeAt { get; set; }

    /// <summary>Counts changes; the etag. Totals do not change it.</summary>
    public long Revision { get; set; }

    public long Changed { get; init; }

    public static void Configure(ModelBuilder model) => model.Entity<AgentRow>(row =>
    {
        row.ToTable("agents");
        row.HasKey(agent => new { agent.TenantId, agent.Id });
        row.HasIndex(agent => new { agent.TenantId, agent.CreatedAt, agent.Id });
        row.HasIndex(agent => new { agent.TenantId, agent.Changed });
        row.HasIndex(agent => agent.Stops).HasFilter("\"stops\" <> 0");
        row.Property(agent => agent.Revision).IsConcurrencyToken();
    });
}

/// <summary>Stops of an agent, which are lifted one by one.</summary>
[Flags]
internal enum AgentStops
{
    None = 0,
    Own = 1,

    /// <summary>All agents of the tenant are stopped.</summary>
    All = 2,
}

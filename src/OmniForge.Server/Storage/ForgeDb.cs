using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Agents;
using OmniForge.Server.Cluster;
using OmniForge.Server.Connections;
using OmniForge.Server.Conversations;
using OmniForge.Server.Conversations.Editing;
using OmniForge.Server.Executions;
using OmniForge.Server.Executions.Control;
using OmniForge.Server.Executions.Interrupts;
using OmniForge.Server.Executions.Leashes;
using OmniForge.Server.Files;
using OmniForge.Server.Mcp;
using OmniForge.Server.Notices;
using OmniForge.Server.Schedules;
using OmniForge.Server.Skills;
using OmniForge.Server.Storage.Feeds;
using OmniForge.Server.Tenancy;
using OmniForge.Server.Triggers;
using OmniForge.Server.Vault;

namespace OmniForge.Server.Storage;

/// <summary>The database of one tenant's view. One subclass per provider, because each has its own migrations.</summary>
internal abstract class ForgeDb(DbContextOptions options) : DbContext(options)
{
    /// <summary>Whose rows this context sees; empty = nobody's. Set once by <see cref="ForgeStore"/>.</summary>
    public string TenantId { get; set; } = "";

    /// <summary>One writer at a time on SQLite; null on PostgreSQL.</summary>
    public SemaphoreSlim? WriteGate { get; set; }

    /// <summary>Told after each commit that is made by saving; the store tells of its transactions itself.</summary>
    public Action<string>? Committed { get; set; }

    public DbSet<TenantRow> Tenants => Set<TenantRow>();
    public DbSet<ApiKeyRow> ApiKeys => Set<ApiKeyRow>();
    public DbSet<RequestRow> Requests => Set<RequestRow>();
    public DbSet<AgentRow> Agents => Set<AgentRow>();
    public DbSet<AgentVersionRow> AgentVersions => Set<AgentVersionRow>();
    public DbSet<DraftRow> Drafts => Set<DraftRow>();
    public DbSet<DraftEventRow> DraftEvents => Set<DraftEventRow>();
    public DbSet<SkillRow> Skills => Set<SkillRow>();
    public DbSet<ConversationRow> Conversations => Set<ConversationRow>();
    public DbSet<ConversationEventRow> ConversationEvents => Set<ConversationEventRow>();
    public DbSet<VersionWishRow> VersionWishes => Set<VersionWishRow>();
    public DbSet<TurnRow> Turns => Set<TurnRow>();
    public DbSet<ProposalRow> Proposals => Set<ProposalRow>();
    public DbSet<ExecutionRow> Executions => Set<ExecutionRow>();
    public DbSet<ExecutionEventRow> ExecutionEvents => Set<ExecutionEventRow>();
    public DbSet<StepRow> Steps => Set<StepRow>();
    public DbSet<InterruptRow> Interrupts => Set<InterruptRow>();
    public DbSet<ControlRow> Controls => Set<ControlRow>();
    public DbSet<SignalRow> Signals => Set<SignalRow>();
    public DbSet<ScheduleRow> Schedules => Set<ScheduleRow>();
    public DbSet<FileRow> Files => Set<FileRow>();
    public DbSet<SkillBytesRow> SkillBytes => Set<SkillBytesRow>();
    public DbSet<NodeRow> Nodes => Set<NodeRow>();
    public DbSet<MembershipVersionRow> MembershipVersions => Set<MembershipVersionRow>();
    public DbSet<FiringRow> Firings => Set<FiringRow>();
    public DbSet<LeashRow> Leashes => Set<LeashRow>();
    public DbSet<NoticeRow> Notices => Set<NoticeRow>();
    public DbSet<DataKeyRow> DataKeys => Set<DataKeyRow>();
    public DbSet<ConnectionRow> Connections => Set<ConnectionRow>();
    public DbSet<SignInRow> SignIns => Set<SignInRow>();
    public DbSet<TriggerRow> Triggers => Set<TriggerRow>();
    public DbSet<DeliveryRow> Deliveries => Set<DeliveryRow>();
    public DbSet<TriggerEventRow> TriggerEvents => Set<TriggerEventRow>();
    public DbSet<ReplayRow> WebhookReplays => Set<ReplayRow>();
    public DbSet<McpServerRow> McpServers => Set<McpServerRow>();
    public DbSet<McpToolRow> McpTools => Set<McpToolRow>();
    public DbSet<VaultCheckRow> VaultChecks => Set<VaultCheckRow>();
    public DbSet<FeedClockRow> FeedClocks => Set<FeedClockRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        TenantRow.Configure(modelBuilder);
        ApiKeyRow.Configure(modelBuilder);
        RequestRow.Configure(modelBuilder);
        AgentRow.Configure(modelBuilder);
        AgentVersionRow.Configure(modelBuilder);
        DraftRow.Configure(modelBuilder);
        DraftEventRow.Configure(modelBuilder);
        SkillRow.Configure(modelBuilder);
        ConversationRow.Configure(modelBuilder);
        ConversationEventRow.Configure(modelBuilder);
        TurnRow.Configure(modelBuilder);
        VersionWishRow.Configure(modelBuilder);
        ProposalRow.Configure(modelBuilder);
        ExecutionRow.Configure(modelBuilder);
        ExecutionEventRow.Configure(modelBuilder);
        StepRow.Configure(modelBuilder);
        InterruptRow.Configure(modelBuilder);
        ControlRow.Configure(modelBuilder);
        SignalRow.Configure(modelBuilder);
        LeashRow.Configure(modelBuilder);
        ScheduleRow.Configure(modelBuilder);
        FiringRow.Configure(modelBuilder);
        FileRow.Configure(modelBuilder);
        SkillBytesRow.Configure(modelBuilder);
        NodeRow.Configure(modelBuilder);
        MembershipVersionRow.Configure(modelBuilder);
        NoticeRow.Configure(modelBuilder);
        DataKeyRow.Configure(modelBuilder);
        VaultCheckRow.Configure(modelBuilder);
        FeedClockRow.Configure(modelBuilder);
        ConnectionRow.Configure(modelBuilder);
        SignInRow.Configure(modelBuilder);
        TriggerRow.Configure(modelBuilder);
        DeliveryRow.Configure(modelBuilder);
        TriggerEventRow.Configure(modelBuilder);
        ReplayRow.Configure(modelBuilder);
        McpServerRow.Configure(modelBuilder);
        McpToolRow.Configure(modelBuilder);
        Conventions.SnakeCase(modelBuilder);
        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(e => typeof(ITenantOwned).IsAssignableFrom(e.ClrType)))
        {
            entity.SetQueryFilter(OwnTenant(entity.ClrType));
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
        => configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcMicroseconds>();

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        StampTenant();
        if (Database.CurrentTransaction is not null)
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }

        var saved = await SaveAloneAsync(acceptAllChangesOnSuccess, cancellationToken);
        Committed?.Invoke(TenantId);
        return saved;
    }

    private async Task<int> SaveAloneAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken)
    {
        if (WriteGate is not { } gate)
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }

        await gate.WaitAsync(cancellationToken);
        try
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            gate.Release();
        }
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
        => throw new NotSupportedException("Save asynchronously: the write gate is asynchronous.");

    private void StampTenant()
    {
        foreach (var entry in ChangeTracker.Entries<ITenantOwned>())
        {
            if (entry.State is EntityState.Unchanged or EntityState.Detached)
            {
                continue;
            }

            if (entry.State == EntityState.Added && entry.Entity.TenantId.Length == 0)
            {
                entry.Entity.TenantId = TenantId;
            }

            if (entry.Entity.TenantId != TenantId || TenantId.Length == 0)
            {
                throw new InvalidOperationException($"A {entry.Metadata.ClrType.Name} of another tenant was about to be saved.");
            }
        }
    }

    private LambdaExpression OwnTenant(Type row)
    {
        var parameter = Expression.Parameter(row, "row");
        var own = Expression.Property(Expression.Constant(this, typeof(ForgeDb)), nameof(TenantId));
        return Expression.Lambda(Expression.Equal(Expression.Property(parameter, nameof(ITenantOwned.TenantId)), own), parameter);
    }
}

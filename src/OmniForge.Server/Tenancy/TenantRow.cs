using Microsoft.EntityFrameworkCore;

namespace OmniForge.Server.Tenancy;

internal sealed class TenantRow
{
    public required string Id { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>An AgentStop in proto bytes: nothing of the tenant may run; empty = no stop.</summary>
    public byte[] StopNote { get; set; } = [];

    public static void Configure(ModelBuilder model) => model.Entity<TenantRow>(row =>
    {
        row.ToTable("tenants");
        row.HasKey(tenant => tenant.Id);
    });
}

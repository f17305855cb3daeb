using Microsoft.EntityFrameworkCore;

namespace OmniForge.Server.Tenancy;

internal sealed class TenantRow
{
    public required string Id { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    public static void Configure(ModelBuilder model) => model.Entity<TenantRow>(row =>
    {
        row.ToTable("tenants");
        row.HasKey(tenant => tenant.Id);
    });
}

using Microsoft.Extensions.Diagnostics.HealthChecks;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Hosting;

/// <summary>Healthy = the database answers.</summary>
internal sealed class StoreHealth(ForgeStore store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var db = store.Open("");
        return await db.Database.CanConnectAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The database does not answer.");
    }
}

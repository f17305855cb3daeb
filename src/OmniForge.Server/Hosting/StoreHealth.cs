using Microsoft.Extensions.Diagnostics.HealthChecks;
using OmniForge.Server.Storage;
using OmniForge.Server.Storage.Journal;

namespace OmniForge.Server.Hosting;

/// <summary>Healthy = the database answers and takes what executions write.</summary>
internal sealed class StoreHealth(ForgeStore store, GroupCommit journal) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (journal.Trouble is { } trouble)
        {
            return HealthCheckResult.Unhealthy(trouble);
        }

        await using var db = store.Open("");
        return await db.Database.CanConnectAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The database does not answer.");
    }
}

using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OmniForge.Server.Hosting;

/// <summary>Unhealthy from the moment the server begins to stop, so that nothing new is sent to it.</summary>
internal sealed class DrainHealth(Draining draining) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        => Task.FromResult(draining.Begun ? HealthCheckResult.Unhealthy("The server is stopping.") : HealthCheckResult.Healthy());
}

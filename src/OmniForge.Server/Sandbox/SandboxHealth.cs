using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OmniForge.Server.Sandbox;

/// <summary>Degraded when commands are switched on and cannot run; everything else of the server works.</summary>
internal sealed class SandboxHealth(Commands commands) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        => Task.FromResult(commands.Trouble is { } trouble ? HealthCheckResult.Degraded($"{Commands.Unavailable}: {trouble}") : HealthCheckResult.Healthy());
}

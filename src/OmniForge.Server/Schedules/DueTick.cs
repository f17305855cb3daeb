using Coravel.Invocable;

namespace OmniForge.Server.Schedules;

/// <summary>The tick of the clock library: once a second it has the claims look one second ahead.</summary>
internal sealed class DueTick(ClaimLoop claims) : IInvocable
{
    public Task Invoke()
    {
        claims.Tick();
        return Task.CompletedTask;
    }
}

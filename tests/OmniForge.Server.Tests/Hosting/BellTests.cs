using Microsoft.Extensions.Time.Testing;
using OmniForge.Server.Hosting;

namespace OmniForge.Server.Tests.Hosting;

public sealed class BellTests
{
    private readonly FakeTimeProvider _clock = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_ring_before_anybody_waits_is_heard_once()
    {
        var bell = new Bell(_clock);
        bell.Ring();
        bell.Ring();
        await bell.WaitAsync(TimeSpan.FromHours(1), Ct);
        var second = bell.WaitAsync(TimeSpan.FromHours(1), Ct);
        Assert.False(second.IsCompleted);
        bell.Ring();
        await second;
    }

    [Fact]
    public async Task Without_a_ring_the_wait_ends_when_its_time_is_over()
    {
        var wait = new Bell(_clock).WaitAsync(TimeSpan.FromSeconds(5), Ct);
        _clock.Advance(TimeSpan.FromSeconds(4));
        Assert.False(wait.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await wait;
    }

    [Fact]
    public async Task Whoever_stops_is_told_so()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var wait = new Bell(_clock).WaitAsync(TimeSpan.FromHours(1), stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }
}

using Microsoft.Extensions.Time.Testing;
using OmniForge.Server.Hosting;
using OmniForge.TestKit;

namespace OmniForge.Server.Tests.Hosting;

public sealed class RoundsTests
{
    [Fact]
    public async Task A_round_is_made_at_once_and_after_every_pause_and_one_that_fails_is_reported()
    {
        var clock = new FakeTimeProvider();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var (made, reported) = (0, new List<string>());
        using var arrived = new SemaphoreSlim(0);
        var running = Rounds.RunAsync(
            TimeSpan.FromSeconds(5),
            clock,
            _ =>
            {
                made++;
                arrived.Release();
                return made == 2 ? throw new InvalidOperationException("the second one") : Task.CompletedTask;
            },
            reported.Add,
            stop.Token);
        Assert.True(await arrived.WaitAsync(Patience.Limit, stop.Token));
        for (var round = 2; round <= 4; round++)
        {
            clock.Advance(TimeSpan.FromSeconds(5));
            Assert.True(await arrived.WaitAsync(Patience.Limit, stop.Token));
            Assert.Equal(round, made);
        }

        Assert.Equal(["the second one"], reported);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    [Fact]
    public async Task A_stop_in_the_middle_of_a_round_ends_it_and_is_no_trouble()
    {
        using var stop = new CancellationTokenSource();
        var begun = new TaskCompletionSource();
        var running = Rounds.RunAsync(
            TimeSpan.FromSeconds(5),
            new FakeTimeProvider(),
            async stopping =>
            {
                begun.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, stopping);
            },
            _ => Assert.Fail("a stop was reported as trouble"),
            stop.Token);
        await begun.Task.WaitAsync(Patience.Limit, TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }
}

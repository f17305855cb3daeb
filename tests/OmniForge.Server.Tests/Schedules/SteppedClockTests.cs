using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OmniForge.Server.Executions;
using OmniForge.Server.Schedules;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Schedules;

/// <summary>The clock of the machine is set by an hour while the loop waits for the next time.</summary>
public abstract class SteppedClockTests(ServerFixture fixture) : ServerTests(fixture)
{
    [Fact]
    public async Task After_the_clock_was_set_back_new_times_are_met_before_the_old_ones_come_again()
    {
        var (stage, loop, clock) = await WaitingAsync();
        using var _ = loop;
        clock.AdjustTime(ScheduleStage.At("2035-03-05T06:59:59.500Z"));
        stage.Clock.AdjustTime(clock.GetUtcNow());
        var next = await stage.MakeAsync(wish => (wish.Cron, wish.MaxFirings) = ("0 7 * * *", 1));
        await TickUntilAsync(loop, clock, async () => await stage.LedgerAsync(next) == "07:00 Fired");
        stage.Clock.AdjustTime(clock.GetUtcNow());
        var soon = await stage.MakeAsync(wish => (wish.Cron, wish.MaxFirings) = ("*/2 * * * *", 1));
        await TickUntilAsync(loop, clock, async () => (await stage.FiringsAsync(soon)).Count > 0);
        Assert.True((await stage.FiringsAsync(soon))[0].DecidedAt < ScheduleStage.At("2035-03-05T07:55Z"), "It was looked at only when the old time came again.");
        await loop.StopAsync(Ct);
    }

    [Fact]
    public async Task After_the_clock_was_set_forward_what_was_passed_over_runs_once_and_later_times_are_met()
    {
        var (stage, loop, clock) = await WaitingAsync();
        using var _ = loop;
        clock.AdjustTime(ScheduleStage.At("2035-03-05T08:59:30Z"));
        stage.Clock.AdjustTime(clock.GetUtcNow());
        var later = await stage.MakeAsync(wish => (wish.Cron, wish.MaxFirings) = ("0 9 * * *", 1));
        await TickUntilAsync(loop, clock, async () => await stage.LedgerAsync(later) == "09:00 Fired");
        await loop.StopAsync(Ct);
    }

    /// <summary>A loop that waits for 08:00, half a second before it.</summary>
    private async Task<(ScheduleStage Stage, ClaimLoop Loop, WatchedClock Clock)> WaitingAsync()
    {
        var stage = await ScheduleStage.SetAsync(Server);
        await stage.MakeAsync(wish => wish.OverlapPolicy = OverlapPolicy.AllowAll);
        var clock = new WatchedClock(ScheduleStage.At("2035-03-05T07:59:59.500Z"));
        var loop = new ClaimLoop(new(stage.Store, Get<ExecutionDirectory>(), clock, NullLogger<DueSlots>.Instance), clock, NullLogger<ClaimLoop>.Instance);
        await loop.StartAsync(Ct);
        loop.Tick();
        await clock.Waited.WaitAsync(Ct);
        return (stage, loop, clock);
    }

    private static async Task TickUntilAsync(ClaimLoop loop, WatchedClock clock, Func<Task<bool>> holds)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await holds())
        {
            await timer.WaitForNextTickAsync(Ct);
            clock.Advance(TimeSpan.FromMilliseconds(500));
            loop.Tick();
        }
    }

    /// <summary>Tells when somebody begins to wait by it.</summary>
    private sealed class WatchedClock(DateTimeOffset begin) : FakeTimeProvider(begin)
    {
        private readonly TaskCompletionSource _waited = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Waited => _waited.Task;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            _waited.TrySetResult();
            return timer;
        }
    }
}

[Collection(ScheduleStage.OneAtATime)]
public sealed class SqliteSteppedClockTests(SqliteClocks server) : SteppedClockTests(server);

[Collection(ScheduleStage.OneAtATime)]
public sealed class PostgresSteppedClockTests(PostgresClocks server) : SteppedClockTests(server);

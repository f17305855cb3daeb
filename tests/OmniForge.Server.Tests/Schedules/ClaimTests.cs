using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using OmniForge.Server.Executions;
using OmniForge.Server.Schedules;
using OmniForge.Server.Storage;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Schedules;

/// <summary>Due times become executions: once each, by policy, with a row for every time.</summary>
public abstract class ClaimTests(ServerFixture fixture) : ServerTests(fixture)
{
    [Fact]
    public async Task A_due_time_fires_once_however_often_it_is_looked_at()
    {
        var stage = await ScheduleStage.SetAsync(Server);
        var schedule = await stage.MakeAsync();
        await stage.ClaimAsync("2035-03-05T07:59:59.999Z");
        Assert.Empty(await stage.FiringsAsync(schedule));
        await Task.WhenAll(stage.ClaimAsync("2035-03-05T08:00:00.100Z"), stage.Slots.ClaimAsync(Ct));
        await stage.Slots.ClaimAsync(Ct);
        var firing = Assert.Single(await stage.FiringsAsync(schedule));
        Assert.Equal((FiringOutcome.Fired, FiringOrigin.Cron, firing.ExecutionId), (firing.Outcome, firing.Origin, Assert.Single(await stage.ExecutionsAsync(schedule))));
        await stage.RestAsync(schedule);
        var shown = await stage.ShowAsync(schedule);
        Assert.Equal(ScheduleStage.At("2035-03-05T09:00Z"), shown.NextFireTimes[0].ToDateTimeOffset());
    }

    [Fact]
    public async Task Several_nodes_claim_many_times_of_one_instant_once_each()
    {
        const int Many = 60;
        var stage = await ScheduleStage.SetAsync(Server);
        var first = await stage.MakeAsync();
        await CopyAsync(stage, first, Many - 1);
        stage.Clock.AdjustTime(ScheduleStage.At("2035-03-05T08:00Z"));
        await using var second = new ForgeStore(DatabaseAddress.Of(Server.Options));
        var other = new DueSlots(Get<ForgeStore>().Postgres ? second : stage.Store, Get<ExecutionDirectory>(), stage.Clock, NullLogger<DueSlots>.Instance);
        await Task.WhenAll(stage.Slots.ClaimAsync(Ct), other.ClaimAsync(Ct), stage.Slots.ClaimAsync(Ct), other.ClaimAsync(Ct));
        await stage.Slots.ClaimAsync(Ct);
        await using var db = stage.Store.Open(stage.Client.TenantId);
        var firings = await db.Firings.AsNoTracking().ToListAsync(Ct);
        Assert.Equal(Many, firings.Count);
        Assert.All(firings, firing => Assert.Equal(FiringOutcome.Fired, firing.Outcome));
        Assert.Equal(firings.Select(firing => firing.ExecutionId).Order(), await db.Executions.OrderBy(row => row.Id).Select(row => row.Id).ToListAsync(Ct));
        Assert.Equal(Many, await db.ExecutionEvents.CountAsync(happened => happened.Sequence == 1, Ct));
    }

    [Theory]
    [InlineData(MissedPolicy.RunLatest, "08:00 MissedWindow, 09:00 MissedWindow, 10:00 MissedCollapsed, 11:00 Fired")]
    [InlineData(MissedPolicy.Skip, "08:00 MissedWindow, 09:00 MissedWindow, 10:00 MissedWindow, 11:00 MissedWindow")]
    [InlineData(MissedPolicy.RunAll, "08:00 MissedWindow, 09:00 MissedWindow, 10:00 Fired, 11:00 Fired")]
    public async Task After_an_absence_every_time_has_a_row_and_those_that_the_policy_wants_run(MissedPolicy policy, string expected)
    {
        var stage = await ScheduleStage.SetAsync(Server);
        var schedule = await stage.MakeAsync(wish => (wish.MissedPolicy, wish.MissedWindow) = (policy, new() { Seconds = 5_400 }));
        await stage.ClaimAsync("2035-03-05T11:20Z");
        await stage.RestAsync(schedule);
        Assert.Equal(expected, await stage.LedgerAsync(schedule));
    }

    [Theory]
    [InlineData(OverlapPolicy.Skip, "08:00 SkippedOverlap, 09:00 SkippedOverlap, 10:00 SkippedOverlap", "08:00 SkippedOverlap, 09:00 SkippedOverlap, 10:00 SkippedOverlap")]
    [InlineData(OverlapPolicy.BufferOne, "08:00 Buffered, 09:00 DroppedBuffer, 10:00 DroppedBuffer", "08:00 Fired, 09:00 DroppedBuffer, 10:00 DroppedBuffer")]
    [InlineData(OverlapPolicy.BufferAll, "08:00 Buffered, 09:00 Buffered, 10:00 Buffered", "08:00 Fired, 09:00 Fired, 10:00 Fired")]
    [InlineData(OverlapPolicy.AllowAll, "08:00 Fired, 09:00 Fired, 10:00 Fired", "08:00 Fired, 09:00 Fired, 10:00 Fired")]
    public async Task A_time_that_meets_a_run_follows_the_policy_and_what_waits_starts_in_turn(OverlapPolicy policy, string meanwhile, string after)
    {
        var stage = await ScheduleStage.SetAsync(Server);
        var schedule = await stage.MakeAsync(wish => wish.OverlapPolicy = policy);
        var busy = await stage.OccupyAsync(schedule);
        foreach (var hour in (string[])["08", "09", "10"])
        {
            await stage.ClaimAsync($"2035-03-05T{hour}:00Z");
        }

        Assert.Equal(meanwhile, await stage.LedgerAsync(schedule));
        await stage.EndAsync(schedule, busy);
        await stage.RestAsync(schedule);
        Assert.Equal(after, await stage.LedgerAsync(schedule));
    }

    [Theory]
    [InlineData(OverlapPolicy.CancelOther)]
    [InlineData(OverlapPolicy.TerminateOther)]
    public async Task A_later_time_cancels_the_run_before_it_and_runs_when_that_has_ended(OverlapPolicy policy)
    {
        var stage = await ScheduleStage.SetAsync(Server);
        var schedule = await stage.MakeAsync(wish => wish.OverlapPolicy = policy);
        var busy = await stage.OccupyAsync(schedule);
        await stage.ClaimAsync("2035-03-05T08:00Z");
        await stage.RestAsync(schedule);
        Assert.Equal("08:00 Fired", await stage.LedgerAsync(schedule));
        var other = (await stage.Client.Executions.GetExecutionAsync(new() { ExecutionId = busy }, cancellationToken: Ct)).Execution;
        Assert.Equal(ExecutionStatus.Cancelled, other.Status);
    }

    [Fact]
    public async Task What_waits_starts_although_nobody_told_of_the_end()
    {
        var stage = await ScheduleStage.SetAsync(Server);
        var schedule = await stage.MakeAsync(wish => wish.OverlapPolicy = OverlapPolicy.BufferOne);
        var busy = await stage.OccupyAsync(schedule);
        await stage.ClaimAsync("2035-03-05T08:00Z");
        await stage.Store.TransactAsync(stage.Client.TenantId, (db, ct) => db.Executions.Where(row => row.Id == busy)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, ExecutionStatus.Failed), ct), Ct);
        await Get<EndedRuns>().SweepAsync(Ct);
        await stage.RestAsync(schedule);
        Assert.Equal("08:00 Fired", await stage.LedgerAsync(schedule));
    }

    [Fact]
    public async Task A_clock_that_jumps_doubles_nothing_and_loses_nothing()
    {
        var stage = await ScheduleStage.SetAsync(Server);
        var schedule = await stage.MakeAsync(wish => wish.OverlapPolicy = OverlapPolicy.AllowAll);
        await stage.ClaimAsync("2035-03-05T08:00Z");
        await stage.ClaimAsync("2035-03-05T07:00Z");
        await stage.ClaimAsync("2035-03-05T08:00Z");
        await stage.ClaimAsync("2035-03-05T09:00Z");

        // An edit while the clock is an hour behind asks for a time that has already run.
        stage.Clock.AdjustTime(ScheduleStage.At("2035-03-05T08:30Z"));
        await stage.Edits.UpdateAsync(stage.Client.AsCaller(), new() { Schedule = new() { Id = schedule.Id, Cron = "0,30 * * * *" } }, Ct);
        await stage.ClaimAsync("2035-03-05T09:00Z");
        await stage.ClaimAsync("2035-03-05T10:00Z");
        Assert.Equal("08:00 Fired, 09:00 Fired, 09:30 MissedCollapsed, 10:00 Fired", await stage.LedgerAsync(schedule));
        Assert.Equal(3, (await stage.ExecutionsAsync(schedule)).Count);
    }

    [Fact]
    public async Task A_schedule_ends_after_so_many_firings_or_at_its_end()
    {
        var stage = await ScheduleStage.SetAsync(Server);
        var counted = await stage.MakeAsync(wish => (wish.MaxFirings, wish.OverlapPolicy) = (2, OverlapPolicy.AllowAll));
        var dated = await stage.MakeAsync(wish => (wish.EndAt, wish.OverlapPolicy) = (new() { Seconds = ScheduleStage.At("2035-03-05T09:30Z").ToUnixTimeSeconds() }, OverlapPolicy.AllowAll));
        Assert.Equal(2, counted.NextFireTimes.Count);
        foreach (var hour in (string[])["08", "09", "10"])
        {
            await stage.ClaimAsync($"2035-03-05T{hour}:00Z");
        }

        foreach (var schedule in (Schedule[])[counted, dated])
        {
            var shown = await stage.ShowAsync(schedule);
            Assert.Equal("08:00 Fired, 09:00 Fired", await stage.LedgerAsync(schedule));
            Assert.Equal((ScheduleStatus.Exhausted, 0), (shown.Status, shown.NextFireTimes.Count));
        }
    }

    [Fact]
    public async Task A_local_time_that_the_clock_skips_is_written_down_as_such()
    {
        var stage = await ScheduleStage.SetAsync(Server);
        stage.Clock.AdjustTime(ScheduleStage.At("2035-03-24T12:00Z"));
        var schedule = await stage.MakeAsync(wish => (wish.Cron, wish.TimeZone, wish.GapPolicy) = ("30 2 * * *", "Europe/Berlin", DstGapPolicy.Skip));
        await stage.ClaimAsync("2035-03-25T01:00:05Z");
        Assert.Equal("01:00 SkippedDst", await stage.LedgerAsync(schedule));
        Assert.Empty(await stage.ExecutionsAsync(schedule));
    }

    [Fact]
    public async Task Too_many_failed_runs_pause_it_and_say_why()
    {
        var stage = await ScheduleStage.SetAsync(Server, Executions.StepAgents.Reading("count-rows", "nowhere.txt"));
        var schedule = await stage.MakeAsync(wish => wish.PauseAfterFailures = 2);
        await stage.ClaimAsync("2035-03-05T08:00Z");
        await stage.RestAsync(schedule);
        Assert.Equal((ScheduleStatus.Active, 1), ((await stage.ShowAsync(schedule)).Status, (await stage.ShowAsync(schedule)).ConsecutiveFailures));
        await stage.ClaimAsync("2035-03-05T09:00Z");
        await stage.RestAsync(schedule);
        var paused = await stage.ShowAsync(schedule);
        Assert.Equal((ScheduleStatus.Paused, 0), (paused.Status, paused.NextFireTimes.Count));
        Assert.StartsWith("The last 2 runs failed, most recently with: ", paused.PauseReason, StringComparison.Ordinal);
        await stage.ClaimAsync("2035-03-05T10:00Z");
        Assert.Equal("08:00 Fired, 09:00 Fired, 10:00 SkippedPaused", await stage.LedgerAsync(schedule));
    }

    [Fact]
    public async Task A_stop_holds_the_schedules_of_its_agents_until_it_is_lifted()
    {
        var stage = await ScheduleStage.SetAsync(Server);
        var schedule = await stage.MakeAsync();
        await stage.Client.Agents.StopAgentsAsync(new() { All = true }, cancellationToken: Ct);
        Assert.Empty((await stage.ShowAsync(schedule)).NextFireTimes);
        await stage.ClaimAsync("2035-03-05T08:00Z");
        Assert.Equal("The agent was stopped.", (await stage.FiringsAsync(schedule))[0].Reason);
        await stage.Client.Agents.ReleaseAgentsAsync(new() { All = true }, cancellationToken: Ct);
        await stage.ClaimAsync("2035-03-05T09:00Z");
        Assert.Equal("08:00 SkippedPaused, 09:00 Fired", await stage.LedgerAsync(schedule));
    }

    [Fact]
    public async Task Jitter_puts_a_time_off_and_no_further()
    {
        var stage = await ScheduleStage.SetAsync(Server);
        var schedule = await stage.MakeAsync(wish => wish.Jitter = new() { Seconds = 1_800 });
        await using var db = stage.Store.Open(stage.Client.TenantId);
        var wake = (await db.Schedules.SingleAsync(row => row.Id == schedule.Id, Ct)).WakeAt!.Value;
        Assert.InRange(wake, ScheduleStage.At("2035-03-05T08:00Z"), ScheduleStage.At("2035-03-05T08:30Z"));
        await stage.ClaimAsync(wake.AddMilliseconds(-1).ToString("O"));
        Assert.Empty(await stage.FiringsAsync(schedule));
        await stage.ClaimAsync(wake.ToString("O"));
        Assert.Equal("08:00 Fired", await stage.LedgerAsync(schedule));
    }

    private static async Task CopyAsync(ScheduleStage stage, Schedule schedule, int copies)
        => await stage.Store.TransactAsync(stage.Client.TenantId, async (db, ct) =>
        {
            var row = await db.Schedules.AsNoTracking().SingleAsync(other => other.Id == schedule.Id, ct);
            db.Schedules.AddRange(Enumerable.Range(0, copies).Select(index => new ScheduleRow
            {
                Id = $"copy-{index}-{row.Id}",
                AgentId = row.AgentId,
                Cron = row.Cron,
                TimeZone = row.TimeZone,
                Slot = row.Slot,
                WakeAt = row.WakeAt,
                NextDue = row.NextDue,
            }));
            return true;
        }, Ct);
}

[Collection(ScheduleStage.OneAtATime)]
public sealed class SqliteClaimTests(SqliteClocks server) : ClaimTests(server);

[Collection(ScheduleStage.OneAtATime)]
public sealed class PostgresClaimTests(PostgresClocks server) : ClaimTests(server);

using Microsoft.EntityFrameworkCore;
using OmniForge.Server.Storage;
using OmniForge.Server.Tests.Executions;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Schedules;

public abstract class ScheduleTests(ServerFixture fixture) : ServerTests(fixture)
{
    [Fact]
    public async Task A_due_slot_starts_one_execution_and_is_written_down()
    {
        var client = await ClientAsync();
        var (agent, schedule) = await ScheduledAsync(client, Distant);
        await MakeDueAsync(client, schedule.Id, TimeSpan.FromSeconds(2));
        await UntilAsync(async () => (await ListAsync(client, agent)).Count > 0);
        var execution = Assert.Single(await ListAsync(client, agent));
        Assert.Equal((TriggerType.Scheduled, schedule.Id), (execution.TriggerType, execution.Origin.ScheduleId));
        Assert.Equal(ActorKind.Schedule, execution.TriggeredBy.Kind);
        var shown = (await client.Schedules.GetScheduleAsync(new() { ScheduleId = schedule.Id }, cancellationToken: Ct)).Schedule;
        Assert.Equal((FiringOutcome.Fired, execution.Id), (shown.LastFiring.Outcome, shown.LastFiring.ExecutionId));
        Assert.True(shown.NextFireTimes[0].ToDateTimeOffset() > DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task A_slot_missed_for_longer_than_an_hour_is_written_down_and_not_made_up_for()
    {
        var client = await ClientAsync();
        var (agent, schedule) = await ScheduledAsync(client, Distant);
        await MakeDueAsync(client, schedule.Id, TimeSpan.FromHours(3));
        var shown = schedule;
        await UntilAsync(async () =>
        {
            shown = (await client.Schedules.GetScheduleAsync(new() { ScheduleId = schedule.Id }, cancellationToken: Ct)).Schedule;
            return shown.LastFiring is not null;
        });
        Assert.Equal(FiringOutcome.MissedWindow, shown.LastFiring.Outcome);
        Assert.Empty(await ListAsync(client, agent));
    }

    [Fact]
    public async Task A_paused_agent_has_no_next_time_and_gets_one_when_it_is_on_again()
    {
        var client = await ClientAsync();
        var (agent, schedule) = await ScheduledAsync(client);
        await client.Agents.PauseAgentAsync(new() { AgentId = agent }, cancellationToken: Ct);
        Assert.Empty((await client.Schedules.GetScheduleAsync(new() { ScheduleId = schedule.Id }, cancellationToken: Ct)).Schedule.NextFireTimes);
        await client.Agents.ActivateAgentAsync(new() { AgentId = agent, OverrideTest = true }, cancellationToken: Ct);
        Assert.Equal(5, (await client.Schedules.GetScheduleAsync(new() { ScheduleId = schedule.Id }, cancellationToken: Ct)).Schedule.NextFireTimes.Count);
    }

    [Fact]
    public async Task A_scheduled_agent_says_so()
    {
        var client = await ClientAsync();
        var (agent, _) = await ScheduledAsync(client);
        var shown = (await client.Agents.GetAgentAsync(new() { AgentId = agent }, cancellationToken: Ct)).Agent;
        Assert.Equal((TriggerType.Scheduled, "0 8 * * MON"), (shown.TriggerType, shown.Schedule));
    }

    [Theory]
    [InlineData("0 25 * * *", "Europe/Berlin", "CRON_INVALID")]
    [InlineData("nonsense", "Europe/Berlin", "CRON_INVALID")]
    [InlineData("0 8 * * MON", "Middle/Earth", "TIME_ZONE_UNKNOWN")]
    [InlineData("0 8 * * MON", "", "TIME_ZONE_UNKNOWN")]
    [InlineData("0 8 30 2 *", "Europe/Berlin", "NEVER_FIRES")]
    public async Task A_wrong_rule_is_refused_with_its_reason(string cron, string zone, string reason)
    {
        var client = await ClientAsync();
        var agent = await StepAgents.CountAndWriteAsync(client);
        await Refused.ByAsync(reason, async () => await client.Schedules.CreateScheduleAsync(
            new() { AgentId = agent, Schedule = new() { Cron = cron, TimeZone = zone } }, cancellationToken: Ct));
    }

    [Fact]
    public async Task A_preview_keeps_the_local_hour_across_both_clock_changes()
    {
        var client = await ClientAsync();
        var preview = await client.Schedules.PreviewScheduleAsync(
            new() { Schedule = new() { Cron = "0 8 * * MON", TimeZone = "America/New_York" }, Count = 50 }, cancellationToken: Ct);
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        Assert.Equal(50, preview.NextFireTimes.Count);
        Assert.All(preview.NextFireTimes, at => Assert.Equal(8, TimeZoneInfo.ConvertTime(at.ToDateTimeOffset(), zone).Hour));
        Assert.NotEmpty(preview.Notes);
    }

    [Fact]
    public async Task A_phrase_becomes_a_rule_or_a_question()
    {
        var client = await ClientAsync();
        var rule = await client.Schedules.PreviewScheduleAsync(new() { Phrase = "every Friday at 4pm Pacific" }, cancellationToken: Ct);
        Assert.Equal(("0 16 * * FRI", "America/Los_Angeles"), (rule.Rules[0].Cron, rule.Rules[0].TimeZone));
        Assert.Equal(5, rule.NextFireTimes.Count);
        var question = await client.Schedules.PreviewScheduleAsync(new() { Phrase = "every Tuesday at 4", TimeZone = "Europe/Berlin" }, cancellationToken: Ct);
        Assert.Equal("am_or_pm", question.Question.Reason);
        Assert.Empty(question.NextFireTimes);
    }

    /// <summary>Weekly, and days away from now in both directions, whenever the test runs.</summary>
    private static string Distant => $"0 8 * * {((int)DateTimeOffset.UtcNow.DayOfWeek + 3) % 7}";

    private static async Task<(string Agent, Schedule Schedule)> ScheduledAsync(TestClient client, string cron = "0 8 * * MON")
    {
        var agent = await StepAgents.CountAndWriteAsync(client);
        var schedule = (await client.Schedules.CreateScheduleAsync(
            new() { AgentId = agent, Schedule = new() { Cron = cron, TimeZone = "Europe/Berlin" } }, cancellationToken: Ct)).Schedule;
        return (agent, schedule);
    }

    /// <summary>As if the server had been away since then.</summary>
    private async Task MakeDueAsync(TestClient client, string schedule, TimeSpan ago)
        => await Get<ForgeStore>().TransactAsync(client.TenantId, async (db, ct) =>
        {
            var row = await db.Schedules.SingleAsync(other => other.Id == schedule, ct);
            row.Slot = row.WakeAt = row.NextDue = DateTimeOffset.UtcNow - ago;
            row.Revision++;
            return row;
        }, Ct);

    private static async Task<IReadOnlyList<Execution>> ListAsync(TestClient client, string agent)
        => (await client.Executions.ListExecutionsAsync(new() { AgentId = agent }, cancellationToken: Ct)).Executions;

    /// <summary>The tick comes every second by itself.</summary>
    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        patience.CancelAfter(TestKit.Patience.Limit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await holds())
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }
    }
}

[Collection(ScheduleStage.OneAtATime)]
public sealed class SqliteScheduleTests(SqliteClocks server) : ScheduleTests(server);

[Collection(ScheduleStage.OneAtATime)]
public sealed class PostgresScheduleTests(PostgresClocks server) : ScheduleTests(server);

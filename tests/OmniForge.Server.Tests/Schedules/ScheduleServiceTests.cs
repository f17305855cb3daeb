using Google.Protobuf.WellKnownTypes;
using OmniForge.Server.Hosting;
using OmniForge.Server.Tests.Executions;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Schedules;

/// <summary>What people do with schedules: change, pause, resume, fire, backfill, look.</summary>
public abstract class ScheduleServiceTests(ServerFixture fixture) : ServerTests(fixture)
{
    [Fact]
    public async Task A_change_keeps_what_the_mask_does_not_name_and_never_fires_for_the_past()
    {
        var stage = await ScheduleStage.SetAsync(Server);
        var schedule = await stage.MakeAsync(wish => (wish.Name, wish.Jitter) = ("kept", new() { Seconds = 60 }));
        var client = stage.Client.Schedules;
        var request = new UpdateScheduleRequest
        {
            Schedule = new() { Id = schedule.Id, Cron = "15 * * * *", Name = "not named by the mask" },
            UpdateMask = FieldMask.FromString("cron,jitter"),
            Etag = schedule.Etag,
        };
        var changed = (await client.UpdateScheduleAsync(request, cancellationToken: Ct)).Schedule;
        Assert.Equal(("kept", "15 * * * *", 0L), (changed.Name, changed.Cron, changed.Jitter.Seconds));
        Assert.All(changed.NextFireTimes, at => Assert.True(at.ToDateTimeOffset() > DateTimeOffset.UtcNow && at.ToDateTimeOffset().Minute == 15));
        await Refused.ByAsync("ETAG_MISMATCH", async () => await client.UpdateScheduleAsync(request, cancellationToken: Ct));
        request.Etag = "";
        request.UpdateMask = FieldMask.FromString("status");
        await Refused.ByAsync("FIELD_INVALID", async () => await client.UpdateScheduleAsync(request, cancellationToken: Ct));
        request.UpdateMask = FieldMask.FromString("cron");
        request.Schedule.Cron = "0 8 30 2 *";
        await Refused.ByAsync("NEVER_FIRES", async () => await client.UpdateScheduleAsync(request, cancellationToken: Ct));
        request.Schedule.Cron = "45 * * * *";
        request.ValidateOnly = true;
        await client.UpdateScheduleAsync(request, cancellationToken: Ct);
        Assert.Equal("15 * * * *", (await client.GetScheduleAsync(new() { ScheduleId = schedule.Id }, cancellationToken: Ct)).Schedule.Cron);
    }

    [Fact]
    public async Task A_time_that_nobody_decided_before_a_change_is_written_down()
    {
        var stage = await ScheduleStage.SetAsync(Server);
        var schedule = await stage.MakeAsync();
        stage.Clock.AdjustTime(ScheduleStage.At("2035-03-05T09:10Z"));
        var changed = await stage.Edits.UpdateAsync(stage.Client.AsCaller(), new() { Schedule = new() { Id = schedule.Id, Cron = "30 * * * *" } }, Ct);
        Assert.Equal("08:00 MissedCollapsed, 09:00 MissedCollapsed", await stage.LedgerAsync(schedule));
        Assert.Equal(ScheduleStage.At("2035-03-05T09:30Z"), changed.NextFireTimes[0].ToDateTimeOffset());
    }

    [Theory]
    [InlineData("missed_window", 9, "schedule.missed_window")]
    [InlineData("missed_window", 2_592_001, "schedule.missed_window")]
    [InlineData("jitter", 3_601, "schedule.jitter")]
    [InlineData("missed_limit", 101, "schedule.missed_limit")]
    [InlineData("missed_limit", -1, "schedule.missed_limit")]
    [InlineData("max_firings", -1, "schedule.max_firings")]
    [InlineData("pause_after_failures", -1, "schedule.pause_after_failures")]
    [InlineData("overlap_policy", 99, "schedule.overlap_policy")]
    [InlineData("version", 7, "schedule.version")]
    [InlineData("excluded_dates", 20_351_301, "schedule.excluded_dates")]
    [InlineData("end_at", 1, "schedule.end_at")]
    public async Task What_is_out_of_bounds_is_refused_by_name(string field, long value, string named)
    {
        var stage = await ScheduleStage.SetAsync(Server);
        var refused = await Assert.ThrowsAsync<DomainException>(() => stage.MakeAsync(wish =>
        {
            var descriptor = Schedule.Descriptor.FindFieldByName(field);
            object set = descriptor.FieldType switch
            {
                Google.Protobuf.Reflection.FieldType.Int64 => value,
                Google.Protobuf.Reflection.FieldType.Message when descriptor.MessageType == Duration.Descriptor => new Duration { Seconds = value },
                Google.Protobuf.Reflection.FieldType.Message => new Timestamp { Seconds = ScheduleStage.Begin.ToUnixTimeSeconds() + value },
                _ => (int)value,
            };
            if (descriptor.IsRepeated)
            {
                wish.ExcludedDates.Add(value.ToString());
                return;
            }

            wish.StartAt = field == "end_at" ? Timestamp.FromDateTimeOffset(ScheduleStage.Begin.AddDays(1)) : null;
            descriptor.Accessor.SetValue(wish, descriptor.FieldType == Google.Protobuf.Reflection.FieldType.Enum ? System.Enum.ToObject(typeof(OverlapPolicy), value) : set);
        }));
        Assert.Equal(named, Assert.Single(refused.Violations).Field);
    }

    [Fact]
    public async Task Nothing_set_means_the_defaults_and_zero_failures_means_never()
    {
        var stage = await ScheduleStage.SetAsync(Server);
        var plain = await stage.MakeAsync();
        Assert.Equal(
            (DstGapPolicy.FireAfter, DstFoldPolicy.First, MissedPolicy.RunLatest, 3_600L, 10, OverlapPolicy.Skip, 5),
            (plain.GapPolicy, plain.FoldPolicy, plain.MissedPolicy, plain.MissedWindow.Seconds, plain.MissedLimit, plain.OverlapPolicy, plain.PauseAfterFailures));
        Assert.Equal(0, (await stage.MakeAsync(wish => wish.PauseAfterFailures = 0)).PauseAfterFailures);
    }

    [Theory]
    [InlineData(false, "08:00 SkippedPaused, 09:00 SkippedPaused, 10:00 SkippedPaused, 11:00 Fired")]
    [InlineData(true, "08:00 SkippedPaused, 09:00 SkippedPaused, 10:00 Fired, 11:00 Fired")]
    public async Task A_pause_is_written_down_and_made_up_for_only_on_request(bool catchUp, string expected)
    {
        var stage = await ScheduleStage.SetAsync(Server);
        var schedule = await stage.MakeAsync();
        var me = stage.Client.AsCaller();
        var paused = await stage.Edits.PauseAsync(me, new() { ScheduleId = schedule.Id, Reason = "holidays" }, Ct);
        Assert.Equal((ScheduleStatus.Paused, "holidays", 0), (paused.Status, paused.PauseReason, paused.NextFireTimes.Count));
        Assert.Equal(paused.Etag, (await stage.Edits.PauseAsync(me, new() { ScheduleId = schedule.Id }, Ct)).Etag);
        await stage.ClaimAsync("2035-03-05T08:00Z");
        await stage.ClaimAsync("2035-03-05T09:00Z");

        // The time of ten o'clock is not looked at before the pause ends.
        stage.Clock.AdjustTime(ScheduleStage.At("2035-03-05T10:20Z"));
        var resumed = await stage.Edits.ResumeAsync(me, new() { ScheduleId = schedule.Id, CatchUp = catchUp }, Ct);
        Assert.Equal((ScheduleStatus.Active, "", 5), (resumed.Status, resumed.PauseReason, resumed.NextFireTimes.Count));
        await stage.RestAsync(schedule);
        await stage.ClaimAsync("2035-03-05T11:00Z");
        Assert.Equal(expected, await stage.LedgerAsync(schedule));
    }

    [Fact]
    public async Task A_paused_agent_has_its_times_written_down_and_an_archived_one_has_none()
    {
        var stage = await ScheduleStage.SetAsync(Server);
        var schedule = await stage.MakeAsync();
        var agents = stage.Client.Agents;
        await agents.PauseAgentAsync(new() { AgentId = stage.Agent }, cancellationToken: Ct);
        await stage.ClaimAsync("2035-03-05T08:00Z");
        await agents.ArchiveAgentAsync(new() { AgentId = stage.Agent }, cancellationToken: Ct);
        await stage.ClaimAsync("2035-03-05T09:00Z");
        Assert.Equal("08:00 SkippedPaused", await stage.LedgerAsync(schedule));
        Assert.Equal("The agent was paused.", Assert.Single(await stage.FiringsAsync(schedule)).Reason);
        Assert.Empty(await stage.ExecutionsAsync(schedule));
    }

    [Fact]
    public async Task Firing_by_hand_runs_now_and_leaves_the_next_time_alone()
    {
        var client = await ClientAsync();
        var agent = await StepAgents.CountAndWriteAsync(client);
        var schedule = (await client.Schedules.CreateScheduleAsync(
            new() { AgentId = agent, Schedule = new() { Cron = "0 8 * * MON", TimeZone = "Europe/Berlin" } }, cancellationToken: Ct)).Schedule;
        await client.Schedules.PauseScheduleAsync(new() { ScheduleId = schedule.Id }, cancellationToken: Ct);
        var fired = await client.Schedules.FireScheduleAsync(new() { ScheduleId = schedule.Id, RequestId = "once" }, cancellationToken: Ct);
        var again = await client.Schedules.FireScheduleAsync(new() { ScheduleId = schedule.Id, RequestId = "once" }, cancellationToken: Ct);
        Assert.Equal((FiringOutcome.Fired, FiringOrigin.Manual, fired.Firing.Id), (fired.Firing.Outcome, fired.Firing.Origin, again.Firing.Id));
        var execution = (await client.Executions.GetExecutionAsync(new() { ExecutionId = fired.Firing.ExecutionId }, cancellationToken: Ct)).Execution;
        Assert.Equal((schedule.Id, fired.Firing.Id), (execution.Origin.ScheduleId, execution.Origin.FiringId));
        Assert.Single((await client.Schedules.ListFiringsAsync(new() { ScheduleId = schedule.Id }, cancellationToken: Ct)).Firings);
        await client.Agents.PauseAgentAsync(new() { AgentId = agent }, cancellationToken: Ct);
        await Refused.ByAsync("AGENT_NOT_ACTIVE", async () => await client.Schedules.FireScheduleAsync(new() { ScheduleId = schedule.Id }, cancellationToken: Ct));
    }

    [Fact]
    public async Task A_backfill_runs_each_past_time_once_ever_and_one_after_another()
    {
        var stage = await ScheduleStage.SetAsync(Server);
        var schedule = await stage.MakeAsync();
        await stage.ClaimAsync("2035-03-05T08:00Z");
        await stage.RestAsync(schedule);
        stage.Clock.AdjustTime(ScheduleStage.At("2035-03-05T08:30Z"));
        var busy = await stage.OccupyAsync(schedule);
        var window = Window(schedule, "2035-03-05T05:00Z", "2035-03-05T08:15Z");
        var check = window.Clone();
        check.ValidateOnly = true;
        Assert.Equal(3, (await stage.Runs.BackfillAsync(stage.Client.AsCaller(), check, Ct)).Firings.Count);
        Assert.Equal("08:00 Fired", await stage.LedgerAsync(schedule));
        var asked = await stage.Runs.BackfillAsync(stage.Client.AsCaller(), window, Ct);
        Assert.Equal([FiringOutcome.Buffered, FiringOutcome.Buffered, FiringOutcome.Buffered], asked.Firings.Select(firing => firing.Outcome));
        Assert.Empty((await stage.Runs.BackfillAsync(stage.Client.AsCaller(), window, Ct)).Firings);
        await stage.EndAsync(schedule, busy);
        await stage.RestAsync(schedule);
        Assert.Equal("05:00 Fired, 06:00 Fired, 07:00 Fired, 08:00 Fired", await stage.LedgerAsync(schedule));
        Assert.Empty((await stage.Runs.BackfillAsync(stage.Client.AsCaller(), window, Ct)).Firings);
        Assert.Equal(5, (await stage.ExecutionsAsync(schedule)).Count);
    }

    [Theory]
    [InlineData("2034-11-01T00:00Z", "2034-11-02T00:00Z", "WINDOW_TOO_LARGE")]
    [InlineData("2035-01-01T00:00Z", "2035-03-01T00:00Z", "WINDOW_TOO_LARGE")]
    [InlineData("2035-03-05T00:00Z", "2035-03-06T00:00Z", "FIELD_INVALID")]
    [InlineData("2035-03-05T06:00Z", "2035-03-05T05:00Z", "FIELD_INVALID")]
    public async Task A_window_too_far_back_too_full_or_upside_down_is_refused(string from, string to, string reason)
    {
        var stage = await ScheduleStage.SetAsync(Server);
        var schedule = await stage.MakeAsync();
        var refused = await Assert.ThrowsAsync<DomainException>(() => stage.Runs.BackfillAsync(stage.Client.AsCaller(), Window(schedule, from, to), Ct));
        Assert.Equal(reason, refused.Reason);
    }

    [Fact]
    public async Task The_ledger_is_paged_newest_first_and_filtered()
    {
        var stage = await ScheduleStage.SetAsync(Server);
        var schedule = await stage.MakeAsync(wish => (wish.MissedPolicy, wish.MissedWindow) = (MissedPolicy.Skip, new() { Seconds = 60 }));
        await stage.ClaimAsync("2035-03-05T12:00Z");
        var request = new ListFiringsRequest { ScheduleId = schedule.Id, PageSize = 2 };
        var hours = new List<int>();
        do
        {
            var page = await stage.Client.Schedules.ListFiringsAsync(request, cancellationToken: Ct);
            hours.AddRange(page.Firings.Select(firing => firing.DueAt.ToDateTimeOffset().Hour));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        Assert.Equal([12, 11, 10, 9, 8], hours);
        var fired = await stage.Client.Schedules.ListFiringsAsync(new() { ScheduleId = schedule.Id, Outcomes = { FiringOutcome.Fired } }, cancellationToken: Ct);
        Assert.Equal(12, Assert.Single(fired.Firings).DueAt.ToDateTimeOffset().Hour);
    }

    [Fact]
    public async Task Schedules_are_listed_next_first_page_by_page()
    {
        var client = await ClientAsync();
        var agent = await StepAgents.CountAndWriteAsync(client);
        foreach (var year in (int[])[2033, 2031, 2032])
        {
            await client.Schedules.CreateScheduleAsync(
                new()
                {
                    AgentId = agent,
                    ScheduleId = $"in-{year}",
                    Schedule = new() { Cron = "0 8 1 1 *", TimeZone = "UTC", StartAt = Timestamp.FromDateTime(new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc)) },
                },
                cancellationToken: Ct);
        }

        await client.Schedules.PauseScheduleAsync(new() { ScheduleId = "in-2031" }, cancellationToken: Ct);
        var request = new ListSchedulesRequest { AgentId = agent, PageSize = 1 };
        var ids = new List<string>();
        do
        {
            var page = await client.Schedules.ListSchedulesAsync(request, cancellationToken: Ct);
            ids.AddRange(page.Schedules.Select(schedule => schedule.Id));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        Assert.Equal(["in-2032", "in-2033", "in-2031"], ids);
    }

    [Fact]
    public async Task A_deleted_schedule_keeps_its_id_to_itself_once_it_has_run()
    {
        var stage = await ScheduleStage.SetAsync(Server);
        var schedule = await stage.MakeAsync(wish => wish.OverlapPolicy = OverlapPolicy.BufferOne);
        await stage.OccupyAsync(schedule);
        await stage.ClaimAsync("2035-03-05T08:00Z");
        await stage.Client.Schedules.DeleteScheduleAsync(new() { ScheduleId = schedule.Id }, cancellationToken: Ct);
        await stage.ClaimAsync("2035-03-05T09:00Z");
        Assert.Equal("08:00 DroppedBuffer", await stage.LedgerAsync(schedule));
        await Refused.ByAsync("RESOURCE_NOT_FOUND", async () => await stage.Client.Schedules.ListFiringsAsync(new() { ScheduleId = schedule.Id }, cancellationToken: Ct));
    }

    [Fact]
    public async Task A_preview_of_a_schedule_follows_its_policies()
    {
        var client = await ClientAsync();
        var wish = new Schedule { Cron = "0 8 * * *", TimeZone = "UTC", MaxFirings = 2, StartAt = Timestamp.FromDateTimeOffset(ScheduleStage.Begin), ExcludedDates = { "2035-03-05" } };
        var preview = await client.Schedules.PreviewScheduleAsync(new() { Schedule = wish, Count = 9 }, cancellationToken: Ct);
        Assert.Equal([6, 7], preview.NextFireTimes.Select(at => at.ToDateTimeOffset().Day));
    }

    [Fact]
    public async Task The_calls_are_there_over_plain_http_too()
    {
        var client = await ClientAsync();
        var agent = await StepAgents.CountAndWriteAsync(client);
        var schedule = (await client.Schedules.CreateScheduleAsync(
            new() { AgentId = agent, Schedule = new() { Cron = "0 8 * * MON", TimeZone = "Europe/Berlin" } }, cancellationToken: Ct)).Schedule;
        using var rest = client.Rest();
        var patched = await rest.PatchAsync($"/api/v1/schedules/{schedule.Id}?update_mask=name", Json("{\"name\":\"weekly\"}"), Ct);
        Assert.Contains("\"name\":\"weekly\"", await Text(patched), StringComparison.Ordinal);
        Assert.Contains("PAUSED", await Text(await rest.PostAsync($"/api/v1/schedules/{schedule.Id}/pause", Json("{}"), Ct)), StringComparison.Ordinal);
        Assert.Contains("ACTIVE", await Text(await rest.PostAsync($"/api/v1/schedules/{schedule.Id}/resume", Json("{}"), Ct)), StringComparison.Ordinal);
        Assert.Contains("FIRED", await Text(await rest.PostAsync($"/api/v1/schedules/{schedule.Id}/fire", Json("{}"), Ct)), StringComparison.Ordinal);
        Assert.Contains("MANUAL", await Text(await rest.GetAsync($"/api/v1/schedules/{schedule.Id}/firings", Ct)), StringComparison.Ordinal);

        static StringContent Json(string body) => new(body, System.Text.Encoding.UTF8, "application/json");
    }

    private static async Task<string> Text(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(Ct);
        Assert.True(response.IsSuccessStatusCode, text);
        return text.Replace(" ", "", StringComparison.Ordinal);
    }

    private static BackfillScheduleRequest Window(Schedule schedule, string from, string to) => new()
    {
        ScheduleId = schedule.Id,
        StartAt = Timestamp.FromDateTimeOffset(ScheduleStage.At(from)),
        EndAt = Timestamp.FromDateTimeOffset(ScheduleStage.At(to)),
    };
}

[Collection(ScheduleStage.OneAtATime)]
public sealed class SqliteScheduleServiceTests(SqliteClocks server) : ScheduleServiceTests(server);

[Collection(ScheduleStage.OneAtATime)]
public sealed class PostgresScheduleServiceTests(PostgresClocks server) : ScheduleServiceTests(server);

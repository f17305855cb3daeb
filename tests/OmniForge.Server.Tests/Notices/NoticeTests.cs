using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OmniForge.Server.Executions;
using OmniForge.Server.Executions.Interrupts;
using OmniForge.Server.Hosting;
using OmniForge.Server.Notices;
using OmniForge.Server.Schedules;
using OmniForge.Server.Storage;
using OmniForge.Server.Tests.Executions;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Notices;

public abstract class NoticeTests(ServerFixture fixture) : ServerTests(fixture)
{
    [Fact]
    public async Task A_run_that_began_by_itself_and_failed_is_told_once_and_one_that_somebody_started_is_not()
    {
        var client = await ClientAsync();
        var (agent, schedule) = await FailingAsync(client);
        await StepAgents.RunAsync(client, new() { AgentId = agent });
        var execution = await StartByItselfAsync(client, agent, schedule);
        var notice = Assert.Single(await UntilToldAsync(client, 1));
        Assert.Equal((NoticeCause.Failed, agent, execution, schedule), (notice.Cause, notice.AgentId, notice.ExecutionId, notice.ScheduleId));
        Assert.StartsWith("The run of \"Test agent\" on ", notice.Text, StringComparison.Ordinal);
        Assert.Contains("It starts by itself again on Monday", notice.Text, StringComparison.Ordinal);
        await Get<NoticeSweep>().SweepAsync(Ct);
        await Fresh().SweepAsync(Ct);
        Assert.Single(await ListAsync(client));
    }

    [Fact]
    public async Task What_was_read_is_listed_only_on_request()
    {
        var client = await ClientAsync();
        var (agent, schedule) = await FailingAsync(client);
        await StartByItselfAsync(client, agent, schedule);
        await StartByItselfAsync(client, agent, schedule);
        await StartByItselfAsync(client, agent, schedule);
        var notices = await UntilToldAsync(client, 3);
        Assert.Equal(1, (await client.Conversations.MarkNoticesReadAsync(new() { NoticeIds = { notices[0].Id, "nothing" } }, cancellationToken: Ct)).Marked);
        Assert.Equal(notices.Skip(1).Select(notice => notice.Id), (await ListAsync(client)).Select(notice => notice.Id));
        Assert.Equal(2, (await client.Conversations.MarkNoticesReadAsync(new(), cancellationToken: Ct)).Marked);
        Assert.Equal(0, (await client.Conversations.MarkNoticesReadAsync(new(), cancellationToken: Ct)).Marked);
        Assert.Empty(await ListAsync(client));
        var first = await client.Conversations.ListNoticesAsync(new() { ShowRead = true, PageSize = 2 }, cancellationToken: Ct);
        var second = await client.Conversations.ListNoticesAsync(new() { ShowRead = true, PageSize = 2, PageToken = first.NextPageToken }, cancellationToken: Ct);
        Assert.Equal(notices.Select(notice => notice.Id), first.Notices.Concat(second.Notices).Select(notice => notice.Id));
        Assert.All(first.Notices, notice => Assert.NotNull(notice.ReadAt));
        var many = new MarkNoticesReadRequest();
        many.NoticeIds.AddRange(Enumerable.Range(0, 501).Select(n => $"{n}"));
        await Refused.ByAsync("FIELD_INVALID", async () => await client.Conversations.MarkNoticesReadAsync(many, cancellationToken: Ct));
    }

    [Fact]
    public async Task A_look_that_comes_second_does_not_bring_back_what_was_read_meanwhile()
    {
        var client = await ClientAsync();
        var (agent, schedule) = await FailingAsync(client);
        var execution = await StartByItselfAsync(client, agent, schedule);
        var notice = Assert.Single(await UntilToldAsync(client, 1));
        await client.Conversations.MarkNoticesReadAsync(new(), cancellationToken: Ct);

        var late = new Finding(client.TenantId, NoticeCause.Failed, agent, notice.CreatedAt.ToDateTimeOffset()) { ExecutionId = execution, ScheduleId = schedule };
        await Get<NoticeWriting>().WriteAsync(client.TenantId, [late], Ct);

        Assert.Empty(await ListAsync(client));
    }

    [Fact]
    public async Task The_conversation_that_built_the_agent_is_told_in_its_log()
    {
        var client = await ClientAsync();
        var (agent, schedule) = await FailingAsync(client);
        var conversation = (await client.Conversations.CreateConversationAsync(new() { TimeZone = "Europe/Berlin" }, cancellationToken: Ct)).SessionId;
        await ChangeAsync(client, async (db, ct) => (await db.Conversations.SingleAsync(row => row.Id == conversation, ct)).AgentId = agent);
        await StartByItselfAsync(client, agent, schedule);
        using var call = client.Conversations.WatchConversation(new() { ConversationId = conversation }, cancellationToken: Ct);
        NoticeGiven? given = null;
        while (given is null && await call.ResponseStream.MoveNext(Ct))
        {
            given = call.ResponseStream.Current.Event?.NoticeGiven is { Code: "FAILED" } told ? told : null;
        }

        var notice = Assert.Single(await ListAsync(client));
        Assert.Equal((notice.Text, conversation), (given?.Text, notice.ConversationId));
        await client.Conversations.SendTurnAsync(new() { ConversationId = conversation, Message = "hello" }, cancellationToken: Ct);
        await Fresh().SweepAsync(Ct);
        await client.Conversations.SendTurnAsync(new() { ConversationId = conversation, Message = "hello again" }, cancellationToken: Ct);
        var events = (await client.Conversations.ListConversationEventsAsync(new() { ConversationId = conversation, PageSize = 500 }, cancellationToken: Ct)).Events;
        Assert.Single(events, happened => happened.NoticeGiven is { Code: "FAILED" });
        Assert.Equal(Enumerable.Range(1, events.Count).Select(n => (ulong)n), events.Select(happened => happened.Sequence));
    }

    [Fact]
    public async Task What_a_server_that_died_could_not_tell_is_told_by_the_next_one()
    {
        var client = await ClientAsync();
        var (agent, schedule) = await FailingAsync(client);
        var id = await StoredAsync(client, agent, schedule, ExecutionStatus.TimedOut, TimeSpan.FromHours(5));
        await StoredAsync(client, agent, schedule, ExecutionStatus.Failed, TimeSpan.FromDays(30));
        await StoredAsync(client, agent, schedule, ExecutionStatus.Cancelled, TimeSpan.FromHours(1));
        await StoredAsync(client, agent, schedule, ExecutionStatus.Succeeded, TimeSpan.FromHours(1));
        await Fresh().SweepAsync(Ct);
        Assert.Equal(id, Assert.Single(await ListAsync(client)).ExecutionId);
    }

    [Fact]
    public async Task A_run_that_waits_is_told_until_it_goes_on_and_told_again_when_it_waits_again()
    {
        var client = await ClientAsync();
        var (agent, schedule) = await FailingAsync(client);
        var id = await StoredAsync(client, agent, schedule, ExecutionStatus.Succeeded, null);
        await ChangeAsync(client, (db, _) =>
        {
            var asked = new Interrupt { Id = "1:1", ExecutionId = id, Prompt = "Shall I send it?" };
            db.Interrupts.Add(new InterruptRow { ExecutionId = id, Id = asked.Id, AgentId = agent, OpenedAt = DateTimeOffset.UtcNow, Payload = asked.ToByteArray() });
            return Task.CompletedTask;
        });
        await BecomesAsync(client, id, ExecutionStatus.WaitingForInput);
        var first = await SweptAsync(client, NoticeCause.WaitsForAnswer);
        Assert.Equal(id, first?.ExecutionId);
        Assert.Contains("It asks: Shall I send it?", first?.Text, StringComparison.Ordinal);
        await BecomesAsync(client, id, ExecutionStatus.Succeeded);
        await SweptAsync(client, null);
        await BecomesAsync(client, id, ExecutionStatus.WaitingForInput);
        Assert.Equal(first?.Id, (await SweptAsync(client, NoticeCause.WaitsForAnswer))?.Id);
        await BecomesAsync(client, id, ExecutionStatus.Paused);
        Assert.NotEqual(first?.Id, (await SweptAsync(client, NoticeCause.Paused))?.Id);
        await BecomesAsync(client, id, ExecutionStatus.Cancelled);
        await SweptAsync(client, null);
    }

    [Fact]
    public async Task A_time_at_which_nothing_could_start_is_told_with_its_reason()
    {
        var client = await ClientAsync();
        var (agent, schedule) = await FailingAsync(client);
        var due = new DateTimeOffset(DateTimeOffset.UtcNow.Date.AddDays(-1).AddHours(11), TimeSpan.Zero);
        await ChangeAsync(client, (db, _) =>
        {
            db.Firings.Add(new FiringRow
            {
                ScheduleId = schedule,
                DueAt = due,
                DecidedAt = due.AddSeconds(1),
                Outcome = FiringOutcome.FailedToStart,
                Reason = "The agent has no skill.",
            });
            return Task.CompletedTask;
        });
        await Fresh().SweepAsync(Ct);
        await Fresh().SweepAsync(Ct);
        var notice = Assert.Single(await ListAsync(client));
        Assert.Equal((NoticeCause.NotStarted, agent, schedule, ""), (notice.Cause, notice.AgentId, notice.ScheduleId, notice.ExecutionId));
        var local = TimeZoneInfo.ConvertTimeBySystemTimeZoneId(due, "Europe/Berlin");
        Assert.Contains($"\"Test agent\" could not start on {local:dddd, d MMMM yyyy 'at' HH:mm}. The agent has no skill.", notice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_schedule_that_paused_itself_is_told_once_with_its_reason()
    {
        var client = await ClientAsync();
        var (agent, schedule) = await FailingAsync(client);
        await ChangeAsync(client, (db, ct) => db.Schedules.Where(row => row.Id == schedule).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Status, ScheduleStatus.Paused).SetProperty(row => row.PausedAt, DateTimeOffset.UtcNow)
                .SetProperty(row => row.PauseReason, "Five runs in a row failed.").SetProperty(row => row.ConsecutiveFailures, 5),
            ct));
        await Fresh().SweepAsync(Ct);
        await Fresh().SweepAsync(Ct);
        var notice = Assert.Single(await ListAsync(client));
        Assert.Equal((NoticeCause.SchedulePaused, agent, schedule), (notice.Cause, notice.AgentId, notice.ScheduleId));
        Assert.StartsWith("\"Test agent\" no longer runs by itself. Five runs in a row failed. ", notice.Text, StringComparison.Ordinal);
    }

    /// <summary>As the next process would look: without a memory of what it has seen.</summary>
    private NoticeSweep Fresh() => ActivatorUtilities.CreateInstance<NoticeSweep>(Server.Services);

    /// <summary>Looks until the only notice is of this cause, or until there is none; the server's own look may come between.</summary>
    private async Task<Notice?> SweptAsync(TestClient client, NoticeCause? cause)
    {
        while (true)
        {
            await Fresh().SweepAsync(Ct);
            var notices = await ListAsync(client);
            var only = notices.Count == 1 ? notices[0] : null;
            if (notices.Count < 2 && only?.Cause == cause)
            {
                return only;
            }
        }
    }

    private static async Task<(string Agent, string Schedule)> FailingAsync(TestClient client)
    {
        var agent = await StepAgents.AgentAsync(client, null, ("read-nothing", StepAgents.Reading("read-nothing", "nothing.txt")));
        var schedule = (await client.Schedules.CreateScheduleAsync(
            new() { AgentId = agent, Schedule = new() { Cron = "0 8 * * MON", TimeZone = "Europe/Berlin" } }, cancellationToken: Ct)).Schedule;
        return (agent, schedule.Id);
    }

    private async Task<string> StartByItselfAsync(TestClient client, string agent, string schedule)
        => (await Get<ExecutionDirectory>().StartAsync(
            client.AsCaller(), new() { AgentId = agent }, new StartOrigin(TriggerType.Scheduled, schedule), Watching.None, Ct)).Row.Id;

    /// <summary>A run that another process left in this state.</summary>
    private Task<string> StoredAsync(TestClient client, string agent, string schedule, ExecutionStatus status, TimeSpan? endedAgo)
        => Get<ForgeStore>().TransactAsync(client.TenantId, (db, _) =>
        {
            var row = new ExecutionRow
            {
                Id = Ids.New(),
                AgentId = agent,
                ScheduleId = schedule,
                TriggerType = TriggerType.Scheduled,
                Status = status,
                CreatedAt = DateTimeOffset.UtcNow.AddHours(-6),
                CompletedAt = DateTimeOffset.UtcNow - endedAgo,
            };
            db.Executions.Add(row);
            return Task.FromResult(row.Id);
        }, Ct);

    private Task BecomesAsync(TestClient client, string id, ExecutionStatus status)
        => ChangeAsync(client, async (db, ct) => (await db.Executions.SingleAsync(row => row.Id == id, ct)).Status = status);

    private async Task ChangeAsync(TestClient client, Func<ForgeDb, CancellationToken, Task> change)
        => await Get<ForgeStore>().TransactAsync(client.TenantId, async (db, ct) =>
        {
            await change(db, ct);
            return true;
        }, Ct);

    private static async Task<IReadOnlyList<Notice>> ListAsync(TestClient client)
        => (await client.Conversations.ListNoticesAsync(new(), cancellationToken: Ct)).Notices;

    private static async Task<IReadOnlyList<Notice>> UntilToldAsync(TestClient client, int count)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            if (await ListAsync(client) is { } notices && notices.Count >= count)
            {
                return notices;
            }

            await timer.WaitForNextTickAsync(Ct);
        }
    }
}

[Collection(Schedules.ScheduleStage.OneAtATime)]
public sealed class SqliteNoticeTests(Schedules.SqliteClocks server) : NoticeTests(server);

[Collection(Schedules.ScheduleStage.OneAtATime)]
public sealed class PostgresNoticeTests(Schedules.PostgresClocks server) : NoticeTests(server);

using System.Text;
using Google.Protobuf;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Conversations;

public abstract class ConversationTests(ServerFixture fixture) : ServerTests(fixture)
{
    [Fact]
    public async Task A_conversation_leads_from_a_wish_to_an_active_agent_with_a_real_report()
    {
        var client = await ClientAsync();
        await PutProjectsAsync(client);
        var id = await BeginAsync(client, "Europe/Berlin");
        var answer = await SayAsync(client, id, "every Monday at 8 read our project list in projects.csv, put the at-risk ones first and write me a report");
        answer = await UntilPhaseAsync(client, id, answer, ConversationPhase.Activation);
        Assert.Contains("test", answer.Text, StringComparison.OrdinalIgnoreCase);
        var shown = (await client.Conversations.GetConversationAsync(new() { ConversationId = id }, cancellationToken: Ct)).Conversation;
        var before = (await client.Agents.GetAgentAsync(new() { AgentId = shown.AgentId }, cancellationToken: Ct)).Agent;
        Assert.Equal(AgentStatus.Draft, before.Status);
        await SayAsync(client, id, "yes");
        var agent = (await client.Agents.GetAgentAsync(new() { AgentId = shown.AgentId }, cancellationToken: Ct)).Agent;
        Assert.Equal((AgentStatus.Active, TriggerType.Scheduled, "0 8 * * MON"), (agent.Status, agent.TriggerType, agent.Schedule));
        var ran = await SayAsync(client, id, "run it now");
        Assert.Equal(TurnOutcome.Completed, ran.Outcome);
        var executions = (await client.Executions.ListExecutionsAsync(new() { AgentId = agent.Id }, cancellationToken: Ct)).Executions;
        var execution = executions.First(other => other.Mode == ExecutionMode.Live);
        Assert.Equal(ExecutionStatus.Succeeded, execution.Status);
        var report = await client.Files.GetFileAsync(new() { AgentId = agent.Id, Path = execution.Result.Fields["file"].StringValue }, cancellationToken: Ct);
        var text = report.File.Content.ToStringUtf8();
        Assert.True(text.IndexOf("At risk", StringComparison.Ordinal) < text.IndexOf("On track", StringComparison.Ordinal), text);
    }

    [Fact]
    public async Task Events_of_a_conversation_are_gapless_and_a_poller_sees_what_a_watcher_sees()
    {
        var client = await ClientAsync();
        await PutProjectsAsync(client);
        var id = await BeginAsync(client, "Europe/Berlin");
        await SayAsync(client, id, "read projects.csv every day at 9am and write me a report");
        await client.Conversations.DeleteConversationAsync(new() { ConversationId = id }, cancellationToken: Ct);
        using var call = client.Conversations.WatchConversation(new() { ConversationId = id }, cancellationToken: Ct);
        var watched = new List<ConversationEvent>();
        while (await call.ResponseStream.MoveNext(Ct))
        {
            if (call.ResponseStream.Current.Event is { Sequence: > 0 } happened)
            {
                watched.Add(happened);
            }
        }

        Assert.Equal(Enumerable.Range(1, watched.Count).Select(n => (ulong)n), watched.Select(happened => happened.Sequence));
        Assert.NotNull(watched[^1].ConversationClosed);
        var polled = await client.Conversations.ListConversationEventsAsync(new() { ConversationId = id, PageSize = 500 }, cancellationToken: Ct);
        Assert.Equal(watched, polled.Events);
    }

    [Fact]
    public async Task Turns_sent_at_once_are_answered_one_by_one_in_order()
    {
        var client = await ClientAsync();
        var id = await BeginAsync(client, "Europe/Berlin");
        var words = Enumerable.Range(1, 5).Select(n => $"hello number {n}").ToList();
        foreach (var text in words)
        {
            await client.Conversations.SendTurnAsync(new() { ConversationId = id, Message = text, Detach = true }, cancellationToken: Ct);
        }

        await SayAsync(client, id, "last one");
        var events = (await client.Conversations.ListConversationEventsAsync(new() { ConversationId = id, PageSize = 500 }, cancellationToken: Ct)).Events;
        Assert.Equal([.. words, "last one"], events.Where(happened => happened.TurnStarted is not null).Select(happened => happened.TurnStarted.Text));
    }

    [Fact]
    public async Task What_cannot_be_said_is_refused_and_loses_nothing()
    {
        var client = await ClientAsync();
        var id = await BeginAsync(client, "");
        await Refused.ByAsync("FIELD_INVALID", () => SayAsync(client, id, "   "));
        await Refused.ByAsync("FIELD_INVALID", () => SayAsync(client, id, new string('a', 10_001)));
        await Refused.ByAsync("RESOURCE_NOT_FOUND", () => SayAsync(client, "nothing", "hello"));
        await Refused.ByAsync("TIME_ZONE_UNKNOWN", () => BeginAsync(client, "Middle/Earth"));
        Assert.Equal(TurnOutcome.Completed, (await SayAsync(client, id, new string('a', 10_000))).Outcome);
        await client.Conversations.DeleteConversationAsync(new() { ConversationId = id }, cancellationToken: Ct);
        await Refused.ByAsync("CONVERSATION_CLOSED", () => SayAsync(client, id, "hello"));
    }

    [Fact]
    public async Task A_request_id_repeats_the_answer_and_not_the_turn()
    {
        var client = await ClientAsync();
        var id = await BeginAsync(client, "Europe/Berlin");
        var request = new SendTurnRequest { ConversationId = id, Message = "hello there", RequestId = "one" };
        var first = await client.Conversations.SendTurnAsync(request, cancellationToken: Ct);
        var second = await client.Conversations.SendTurnAsync(request, cancellationToken: Ct);
        Assert.Equal(first, second);
    }

    [Fact]
    public async Task A_converse_stream_carries_a_session()
    {
        var client = await ClientAsync();
        using var call = client.Conversations.Converse(cancellationToken: Ct);
        await call.RequestStream.WriteAsync(new() { FrameId = "open", Create = new() { TimeZone = "Europe/Berlin" } }, Ct);
        Assert.True(await call.ResponseStream.MoveNext(Ct));
        var id = call.ResponseStream.Current.Result.Create.SessionId;
        Assert.NotEqual("", id);
        await call.RequestStream.WriteAsync(new() { FrameId = "turn", Turn = new() { Message = "hello" } }, Ct);
        var finished = false;
        while (!finished && await call.ResponseStream.MoveNext(Ct))
        {
            finished = call.ResponseStream.Current.Event?.TurnFinished is not null;
        }

        Assert.True(finished);
    }

    private static async Task<string> BeginAsync(TestClient client, string zone)
        => (await client.Conversations.CreateConversationAsync(new() { TimeZone = zone }, cancellationToken: Ct)).SessionId;

    private static async Task<SendTurnResponse> SayAsync(TestClient client, string id, string text)
        => await client.Conversations.SendTurnAsync(new() { ConversationId = id, Message = text }, cancellationToken: Ct);

    /// <summary>Agrees to whatever is asked until the phase is reached.</summary>
    private static async Task<SendTurnResponse> UntilPhaseAsync(TestClient client, string id, SendTurnResponse answer, ConversationPhase wanted)
    {
        for (var i = 0; i < 8 && answer.Phase != wanted; i++)
        {
            answer = await SayAsync(client, id, "yes, looks good");
        }

        Assert.Equal(wanted, answer.Phase);
        return answer;
    }

    private static async Task PutProjectsAsync(TestClient client)
    {
        string[] states = ["On track", "At risk", "Done"];
        var rows = Enumerable.Range(1, 40).Select(i => $"Project {i},{states[i % 3]},2026-12-{(i % 28) + 1:00},{i * 100}");
        var csv = "project,status,due,budget\n" + string.Join('\n', rows) + "\n";
        await client.Files.PutFileAsync(new() { File = new() { Path = "projects.csv", Content = ByteString.CopyFrom(Encoding.UTF8.GetBytes(csv)) } }, cancellationToken: Ct);
    }
}

public sealed class SqliteConversationTests(SqliteServer server) : ConversationTests(server);

public sealed class PostgresConversationTests(PostgresServer server) : ConversationTests(server);

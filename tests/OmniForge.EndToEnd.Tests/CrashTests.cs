using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using OmniForge.TestKit;
using OmniForge.V1;

namespace OmniForge.EndToEnd.Tests;

public sealed class CrashTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_killed_server_goes_on_from_the_last_finished_step()
    {
        using var home = new TempFolder();
        string id, agent;
        await using (var first = await ServerProcess.StartAsync(home.Path, "", Ct))
        {
            agent = await AgentAsync(first);
            id = (await first.Executions.StartExecutionAsync(new() { AgentId = agent }, cancellationToken: Ct)).ExecutionId;
            await UntilAsync(first, id, happened => happened.StepRetryScheduled is not null);
            await first.KillAsync(Ct);
        }

        await using var second = await ServerProcess.StartAsync(home.Path, "", Ct);
        await second.Files.PutFileAsync(new() { File = new() { Path = "late.txt", Content = ByteString.CopyFromUtf8("here") } }, cancellationToken: Ct);
        await UntilAsync(second, id, happened => happened.ExecutionFinished is not null);
        var execution = (await second.Executions.GetExecutionAsync(new() { ExecutionId = id, View = ExecutionView.Full }, cancellationToken: Ct)).Execution;
        Assert.Equal(ExecutionStatus.Succeeded, execution.Status);
        var page = new ListExecutionEventsRequest { ExecutionId = id, PageSize = 500, View = EventView.Debug };
        var events = (await second.Executions.ListExecutionEventsAsync(page, cancellationToken: Ct)).Events;
        Assert.Equal(Enumerable.Range(1, events.Count).Select(n => (ulong)n), events.Select(happened => happened.Sequence));
        Assert.Single(events, happened => happened.ExecutionRecovered is not null);
        Assert.Single(events, happened => happened.StepStarted?.Skill == "count-rows");
        var stats = (await second.Agents.GetAgentAsync(new() { AgentId = agent }, cancellationToken: Ct)).Agent.UsageStats;
        Assert.Equal((1, 1), (stats.TotalRuns, stats.SuccessfulRuns));
    }

    [Fact]
    public async Task A_killed_server_remembers_the_conversation()
    {
        using var home = new TempFolder();
        string id;
        Conversation before;
        await using (var first = await ServerProcess.StartAsync(home.Path, "", Ct))
        {
            await first.Files.PutFileAsync(new() { File = new() { Path = "list.csv", Content = ByteString.CopyFromUtf8("name,state\na,open\nb,closed\n") } }, cancellationToken: Ct);
            id = (await first.Conversations.CreateConversationAsync(new() { TimeZone = "Europe/Berlin" }, cancellationToken: Ct)).SessionId;
            await first.Conversations.SendTurnAsync(new() { ConversationId = id, Message = "every Monday at 8am write me a report from list.csv" }, cancellationToken: Ct);
            before = (await first.Conversations.GetConversationAsync(new() { ConversationId = id }, cancellationToken: Ct)).Conversation;
            await first.Conversations.SendTurnAsync(new() { ConversationId = id, Message = "looks right", Detach = true }, cancellationToken: Ct);
            await first.KillAsync(Ct);
        }

        await using var second = await ServerProcess.StartAsync(home.Path, "", Ct);
        var answer = await second.Conversations.SendTurnAsync(new() { ConversationId = id, Message = "what do you know so far?" }, cancellationToken: Ct);
        Assert.Equal(TurnOutcome.Completed, answer.Outcome);
        var after = (await second.Conversations.GetConversationAsync(new() { ConversationId = id }, cancellationToken: Ct)).Conversation;
        Assert.Subset(after.Requirements.Select(known => known.Key).ToHashSet(), before.Requirements.Select(known => known.Key).ToHashSet());
        var events = (await second.Conversations.ListConversationEventsAsync(new() { ConversationId = id, PageSize = 500 }, cancellationToken: Ct)).Events;
        Assert.Equal(Enumerable.Range(1, events.Count).Select(n => (ulong)n), events.Select(happened => happened.Sequence));
        Assert.Equal(3, events.Count(happened => happened.TurnStarted is not null));
        Assert.Equal(3, events.Count(happened => happened.TurnFinished is not null));
    }

    private static async Task<string> AgentAsync(ServerProcess server)
    {
        var agent = new Agent { Name = "Patient" };
        agent.GrantedTools.AddRange(["table_query", "Read"]);
        agent.Skills.Add(new SkillRef { Name = "count-rows", Order = 1 });
        agent.Skills.Add(new SkillRef
        {
            Name = "read-late",
            Order = 2,
            ErrorStrategy = ErrorStrategy.Retry,
            Retry = new() { MaxRetries = 10, InitialBackoff = Duration.FromTimeSpan(TimeSpan.FromSeconds(1)), Multiplier = 1 },
        });
        var request = new CreateAgentRequest { Agent = agent, Publish = true };
        request.Files.Add(Skill("count-rows", "table_query", """{"source": {"rows": [{"n": 1}]}, "output": "rows"}"""));
        request.Files.Add(Skill("read-late", "Read", """{"file_path": "late.txt"}"""));
        var made = (await server.Agents.CreateAgentAsync(request, cancellationToken: Ct)).Agent;
        await server.Agents.ActivateAgentAsync(new() { AgentId = made.Id, OverrideTest = true }, cancellationToken: Ct);
        return made.Id;
    }

    private static SkillFile Skill(string name, string tool, string arguments) => new()
    {
        Path = $"{name}/SKILL.md",
        Content = ByteString.CopyFromUtf8(
            $"---\nname: {name}\ndescription: Made for a test\nallowed-tools: {tool}\n---\n\n## Steps\n\n1. Do it with `{tool}`.\n\n   ```json\n   {arguments}\n   ```\n   -> done\n"),
    };

    private static async Task UntilAsync(ServerProcess server, string id, Func<ExecutionEvent, bool> seen)
    {
        using var call = server.Executions.WatchExecution(new() { ExecutionId = id, View = EventView.Debug }, cancellationToken: Ct);
        while (await call.ResponseStream.MoveNext(Ct))
        {
            if (call.ResponseStream.Current.Event is { } happened && seen(happened))
            {
                return;
            }
        }

        Assert.Fail("the stream ended before the event came");
    }
}

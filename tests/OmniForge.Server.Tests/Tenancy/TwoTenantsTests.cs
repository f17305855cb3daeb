using Google.Protobuf;
using Google.Protobuf.Reflection;
using OmniForge.Server.Skills;
using OmniForge.Server.Storage;
using OmniForge.Server.Tenancy;
using OmniForge.Server.Tests.Agents;
using OmniForge.Server.Tests.Connections;
using OmniForge.Server.Tests.Hosting;
using OmniForge.Server.Tests.Mcp;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Tenancy;

/// <summary>Every call of the contract, by one tenant with the other's ids: it must look exactly as if they did not exist.</summary>
public abstract class TwoTenantsTests(ServerFixture fixture) : ServerTests(fixture)
{
    [Fact]
    public async Task An_id_of_another_tenant_answers_like_one_that_never_existed()
    {
        var theirs = await ClientAsync();
        var mine = await ClientAsync();
        var things = await TheirThingsAsync(theirs);
        var before = await TheirStateAsync(theirs, things);
        var refused = 0;
        foreach (var method in Contract.Methods)
        {
            foreach (var request in Requests(method.InputType))
            {
                var foreign = await RawCalls.CallAsync(mine.Calls, method, Filled(request, things, thing => thing.Real), Ct);
                var unknown = await RawCalls.CallAsync(mine.Calls, method, Filled(request, things, thing => thing.Unknown), Ct);
                Assert.Equal(Neutral(unknown, things), Neutral(foreign, things));
                refused += foreign.Reason == "RESOURCE_NOT_FOUND" ? 1 : 0;
            }
        }

        Assert.InRange(refused, 50, int.MaxValue);
        Assert.Equal(before, await TheirStateAsync(theirs, things));
    }

    [Fact]
    public async Task A_list_shows_nothing_of_another_tenant()
    {
        var theirs = await ClientAsync();
        var mine = await ClientAsync();
        var things = await TheirThingsAsync(theirs);
        foreach (var method in Contract.Methods.Where(method => method.Name.StartsWith("List", StringComparison.Ordinal)))
        {
            var answer = await RawCalls.CallAsync(mine.Calls, method, method.InputType.Parser.ParseFrom([]), Ct);
            var shown = answer.Response is null ? "" : System.Text.Encoding.Latin1.GetString(answer.Response);
            Assert.All(things, thing => Assert.DoesNotContain(thing.Real, shown, StringComparison.Ordinal));
        }
    }

    /// <summary>One id of the other tenant, the fields that take it, and an id of the same form that nobody has.</summary>
    private sealed record Thing(string Real, string Unknown, params string[] Fields);

    private async Task<IReadOnlyList<Thing>> TheirThingsAsync(TestClient theirs)
    {
        var agent = await theirs.NewActiveAgentAsync(Ct);
        await theirs.Agents.EditDraftAsync(AgentSamples.Edit(agent.Id, ""), cancellationToken: Ct);
        var started = await theirs.Executions.StartExecutionAsync(new() { AgentId = agent.Id, Mode = ExecutionMode.DryRun, Wait = new() { Seconds = 20 } }, cancellationToken: Ct);
        var conversation = await theirs.Conversations.CreateConversationAsync(new(), cancellationToken: Ct);
        var turn = await theirs.Conversations.SendTurnAsync(new() { ConversationId = conversation.SessionId, Message = "hello" }, cancellationToken: Ct);
        var schedule = await theirs.Schedules.CreateScheduleAsync(
            new() { AgentId = agent.Id, Schedule = new() { Cron = "0 8 * * 1", TimeZone = "Europe/Berlin" } }, cancellationToken: Ct);

        // Tests of schedules claim for all tenants, years ahead: a time that fires is no change that a stranger made.
        await theirs.Schedules.PauseScheduleAsync(new() { ScheduleId = schedule.Schedule.Id }, cancellationToken: Ct);
        var connection = await Get<ForgeStore>().TransactAsync(theirs.TenantId, (db, ct) => Task.FromResult(db.Connections.Add(ConnectionSamples.Active("notion")).Entity), Ct);
        var trigger = await theirs.Triggers.CreateTriggerAsync(new() { AgentId = agent.Id, Trigger = new() { Name = "theirs" } }, cancellationToken: Ct);
        var delivery = await theirs.Triggers.SendTestEventAsync(new() { TriggerId = trigger.Trigger.Id }, cancellationToken: Ct);
        var mcp = await theirs.Mcp.CreateMcpServerAsync(new() { Server = new() { Id = "theirs", Url = "https://mcp.example.com/mcp", Disabled = true } }, cancellationToken: Ct);
        await Get<ForgeStore>().TransactAsync(theirs.TenantId, (db, ct) => Task.FromResult(db.McpTools.Add(McpSamples.Tool("theirs", "look")).Entity), Ct);
        await theirs.Files.PutFileAsync(new() { File = new() { Path = "theirs.csv", Content = ByteString.CopyFromUtf8("a") } }, cancellationToken: Ct);
        return
        [
            new(agent.Id, Other(agent.Id), "agent_id", "Agent.id"),
            new(started.ExecutionId, Other(started.ExecutionId), "execution_id", "replay_of", "parent_execution_id"),
            new(conversation.SessionId, Other(conversation.SessionId), "conversation_id"),
            new(turn.TurnId, Other(turn.TurnId), "turn_id"),
            new(schedule.Schedule.Id, Other(schedule.Schedule.Id), "schedule_id", "Schedule.id"),
            new(new SkillId(SkillLayer.Agent, agent.Id, "late-orders").Write(), new SkillId(SkillLayer.Agent, Other(agent.Id), "late-orders").Write(), "skill_id", "Skill.id"),
            new("theirs.csv", "nobody.csv", "path"),
            new(connection.Id, Other(connection.Id), "connection_id", "Connection.id"),
            new(trigger.Trigger.Id, Other(trigger.Trigger.Id), "trigger_id", "Trigger.id"),
            new(delivery.Delivery.Id, Other(delivery.Delivery.Id), "delivery_id"),
            new(mcp.Server.Id, "nobody", "server_id", "McpServer.id"),
            new("mcp__theirs__look", "mcp__nobody__look", "tool_name", "McpTool.name"),
        ];
    }

    private static string Other(string id) => string.Concat(id.Select(c => c == '0' ? '1' : '0').Take(4)) + Guid.NewGuid().ToString("N")[4..id.Length];

    private static async Task<string> TheirStateAsync(TestClient theirs, IReadOnlyList<Thing> things)
    {
        var agent = await theirs.Agents.GetAgentAsync(new() { AgentId = things[0].Real }, cancellationToken: Ct);
        var draft = await theirs.Agents.GetDraftAsync(new() { AgentId = things[0].Real }, cancellationToken: Ct);
        var execution = await theirs.Executions.GetExecutionAsync(new() { ExecutionId = things[1].Real }, cancellationToken: Ct);
        var conversation = await theirs.Conversations.GetConversationAsync(new() { ConversationId = things[2].Real }, cancellationToken: Ct);
        var schedules = await theirs.Schedules.ListSchedulesAsync(new(), cancellationToken: Ct);
        var files = await theirs.Files.ListFilesAsync(new(), cancellationToken: Ct);
        var connections = await theirs.Connections.ListConnectionsAsync(new(), cancellationToken: Ct);
        var triggers = await theirs.Triggers.ListTriggersAsync(new(), cancellationToken: Ct);
        var servers = await theirs.Mcp.ListMcpServersAsync(new(), cancellationToken: Ct);
        var tools = await theirs.Mcp.ListMcpToolsAsync(new() { ServerId = "theirs" }, cancellationToken: Ct);
        return string.Join('\n', new IMessage[] { agent, draft, execution, conversation, schedules, files, connections, triggers, servers, tools });
    }

    /// <summary>One request for each member of a oneof, else one; nested messages are there, so that their ids can be filled in.</summary>
    private static IEnumerable<IMessage> Requests(MessageDescriptor type)
    {
        var choices = type.Oneofs.Where(choice => !choice.IsSynthetic).SelectMany(choice => choice.Fields).Where(field => field.FieldType == FieldType.Message).ToList();
        foreach (var choice in choices.DefaultIfEmpty(null))
        {
            var request = type.Parser.ParseFrom([]);
            if (type.FindFieldByName("frame_id") is { } frameId)
            {
                frameId.Accessor.SetValue(request, "1");
            }

            Nest(request, choice, 0);
            yield return request;
        }
    }

    private static void Nest(IMessage message, FieldDescriptor? choice, int depth)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder().Where(field => field.FieldType == FieldType.Message && !field.IsRepeated))
        {
            if (depth > 2 || (field.RealContainingOneof is not null && field != choice) || field.MessageType.FullName.StartsWith("google.", StringComparison.Ordinal))
            {
                continue;
            }

            var nested = field.MessageType.Parser.ParseFrom([]);
            Nest(nested, null, depth + 1);
            field.Accessor.SetValue(message, nested);
        }
    }

    private static IMessage Filled(IMessage request, IReadOnlyList<Thing> things, Func<Thing, string> id)
    {
        var copy = request.Descriptor.Parser.ParseFrom(request.ToByteString());
        Fill(copy, things, id);
        return copy;
    }

    private static void Fill(IMessage message, IReadOnlyList<Thing> things, Func<Thing, string> id)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder().Where(field => !field.IsRepeated))
        {
            if (field.FieldType == FieldType.String
                && things.FirstOrDefault(thing => thing.Fields.Contains(field.Name) || thing.Fields.Contains($"{message.Descriptor.Name}.{field.Name}")) is { } known)
            {
                field.Accessor.SetValue(message, id(known));
            }
            else if (field.FieldType == FieldType.Message && field.Accessor.GetValue(message) is IMessage nested && !field.MessageType.FullName.StartsWith("google.", StringComparison.Ordinal))
            {
                Fill(nested, things, id);
            }
        }
    }

    /// <summary>What a client sees, with both ids written as the unknown one: they have the same length.</summary>
    private static string Neutral(RawCalls.Answer answer, IReadOnlyList<Thing> things)
        => things.Aggregate(answer.Visible(), (text, thing) => text.Replace(Hex(thing.Real), Hex(thing.Unknown), StringComparison.Ordinal));

    private static string Hex(string text) => Convert.ToHexStringLower(System.Text.Encoding.UTF8.GetBytes(text));
}

public sealed class SqliteTwoTenantsTests(SqliteServer server) : TwoTenantsTests(server);

public sealed class PostgresTwoTenantsTests(PostgresServer server) : TwoTenantsTests(server);

using Google.Protobuf.WellKnownTypes;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Executions;

public abstract class SteeringTests(ServerFixture fixture) : ServerTests(fixture)
{
    [Fact]
    public async Task A_paused_execution_waits_although_it_was_answered_and_goes_on_when_it_may()
    {
        var client = await ClientAsync();
        var id = await AskingAsync(client);
        await client.Executions.PauseExecutionAsync(new() { ExecutionId = id }, cancellationToken: Ct);
        await client.Executions.PauseExecutionAsync(new() { ExecutionId = id }, cancellationToken: Ct);
        await StepAgents.UntilAsync(client, id, happened => happened.StatusChanged?.To == ExecutionStatus.Paused);
        await AnswerAsync(client, id);
        Assert.Equal(ExecutionStatus.Paused, (await client.Executions.GetExecutionAsync(new() { ExecutionId = id }, cancellationToken: Ct)).Execution.Status);
        await client.Executions.ResumeExecutionAsync(new() { ExecutionId = id }, cancellationToken: Ct);
        await StepAgents.EventsAsync(client, id);
        Assert.Equal(
            [ExecutionStatus.Running, ExecutionStatus.WaitingForInput, ExecutionStatus.Paused, ExecutionStatus.Running, ExecutionStatus.Succeeded],
            await StepAgents.StatusesAsync(client, id));
        await Refused.ByAsync("EXECUTION_FINISHED", async () => await client.Executions.PauseExecutionAsync(new() { ExecutionId = id }, cancellationToken: Ct));
        await Refused.ByAsync("EXECUTION_FINISHED", async () => await client.Executions.ResumeExecutionAsync(new() { ExecutionId = id }, cancellationToken: Ct));
    }

    [Fact]
    public async Task Why_it_is_paused_is_stored_and_told_and_forgotten_when_it_goes_on()
    {
        var client = await ClientAsync();
        var id = await AskingAsync(client);
        await client.Executions.PauseExecutionAsync(new() { ExecutionId = id, Reason = "the list is not ready" }, cancellationToken: Ct);
        var paused = await StepAgents.UntilAsync(client, id, happened => happened.StatusChanged?.To == ExecutionStatus.Paused);
        Assert.Equal("somebody asked for a pause: the list is not ready", paused.StatusChanged.Cause);
        await client.Executions.ResumeExecutionAsync(new() { ExecutionId = id }, cancellationToken: Ct);
        var again = await StepAgents.UntilAsync(client, id, happened => happened.Sequence > paused.Sequence && happened.StatusChanged?.To == ExecutionStatus.WaitingForInput);
        await client.Executions.PauseExecutionAsync(new() { ExecutionId = id }, cancellationToken: Ct);
        paused = await StepAgents.UntilAsync(client, id, happened => happened.Sequence > again.Sequence && happened.StatusChanged?.To == ExecutionStatus.Paused);
        Assert.Equal("somebody asked for a pause", paused.StatusChanged.Cause);
        await Refused.ByAsync("FIELD_INVALID", async () => await client.Executions.PauseExecutionAsync(new() { ExecutionId = id, Reason = new('x', 2_001) }, cancellationToken: Ct));
    }

    [Fact]
    public async Task A_paused_execution_can_be_cancelled()
    {
        var client = await ClientAsync();
        var id = await AskingAsync(client);
        await client.Executions.PauseExecutionAsync(new() { ExecutionId = id }, cancellationToken: Ct);
        await StepAgents.UntilAsync(client, id, happened => happened.StatusChanged?.To == ExecutionStatus.Paused);
        await client.Executions.CancelExecutionAsync(new() { ExecutionId = id, Mode = CancelMode.Hard }, cancellationToken: Ct);
        Assert.Equal(ExecutionStatus.Cancelled, (await StepAgents.EventsAsync(client, id))[^1].ExecutionFinished.Status);
    }

    [Fact]
    public async Task A_message_reaches_the_skill_before_its_next_turn_and_is_part_of_the_log_once()
    {
        var client = await ClientAsync();
        var id = await AskingAsync(client);
        var sent = new SendExecutionInputRequest { ExecutionId = id, Message = "hurry up", RequestId = "m-1" };
        await client.Executions.SendExecutionInputAsync(sent, cancellationToken: Ct);
        await client.Executions.SendExecutionInputAsync(sent, cancellationToken: Ct);
        await Refused.ByAsync("FIELD_INVALID", async () => await client.Executions.SendExecutionInputAsync(new() { ExecutionId = id }, cancellationToken: Ct));
        await AnswerAsync(client, id);
        var heard = Assert.Single(await StepAgents.EventsAsync(client, id), happened => happened.MessageCompleted?.Role == "user");
        Assert.Equal("hurry up", heard.MessageCompleted.Text);
        await Refused.ByAsync("EXECUTION_FINISHED", async () => await client.Executions.SendExecutionInputAsync(new() { ExecutionId = id, Message = "late" }, cancellationToken: Ct));
    }

    [Fact]
    public async Task A_tool_of_the_client_is_called_by_event_and_answered_by_call()
    {
        var client = await ClientAsync();
        var id = await LookingAsync(client, TimeSpan.FromMinutes(5));
        var asked = await StepAgents.UntilAsync(client, id, happened => happened.ToolRequested is not null);
        Assert.True(asked.ToolRequested.ClientHosted);
        var submit = new SubmitToolResultRequest { ExecutionId = id, CallId = asked.ToolRequested.CallId, Output = Answer("42") };
        await Refused.ByAsync("TOOL_CALL_UNKNOWN", async () => await client.Executions.SubmitToolResultAsync(new() { ExecutionId = id, CallId = "1:9" }, cancellationToken: Ct));
        await client.Executions.SubmitToolResultAsync(submit, cancellationToken: Ct);
        await StepAgents.EventsAsync(client, id);
        var ended = (await client.Executions.GetExecutionAsync(new() { ExecutionId = id }, cancellationToken: Ct)).Execution;
        Assert.Equal("42", ended.Result.Fields["answer"].StringValue);
        await Refused.ByAsync("EXECUTION_FINISHED", async () => await client.Executions.SubmitToolResultAsync(submit, cancellationToken: Ct));
    }

    [Fact]
    public async Task A_client_that_does_not_answer_or_fails_makes_the_call_fail()
    {
        var client = await ClientAsync();
        var silent = await LookingAsync(client, TimeSpan.FromSeconds(1));
        var late = Assert.Single(await StepAgents.EventsAsync(client, silent), happened => happened.ToolFinished is not null);
        Assert.Equal("Timeout", late.ToolFinished.Failure.Reason);
        var broken = await LookingAsync(client, TimeSpan.FromMinutes(5));
        var failure = new Failure { Reason = "NOT_FOUND", Message = "There is no such thing." };
        await client.Executions.SubmitToolResultAsync(new() { ExecutionId = broken, CallId = "1:1", Failure = failure }, cancellationToken: Ct);
        var failed = Assert.Single(await StepAgents.EventsAsync(client, broken), happened => happened.ToolFinished is not null);
        Assert.Equal("There is no such thing.", failed.ToolFinished.Failure.Message);
    }

    [Fact]
    public async Task Tools_of_a_client_are_checked_before_anything_starts()
    {
        var client = await ClientAsync();
        var agent = await StepAgents.AgentAsync(client, null, ("ask-colour", StepAgents.Asking("ask-colour")));
        foreach (var (tool, field) in new (ToolDescriptor, string)[]
        {
            (new() { Name = "Write" }, "client_tools[0].name"),
            (new() { Name = "no good" }, "client_tools[0].name"),
            (new() { Name = "look", Timeout = Duration.FromTimeSpan(TimeSpan.FromDays(31)) }, "client_tools[0].timeout"),
            (new() { Name = "look", InputSchema = new() { Fields = { ["type"] = Value.ForNumber(1) } } }, "client_tools[0].input_schema"),
        })
        {
            var refused = await Refused.ByAsync("FIELD_INVALID", async () => await client.Executions.StartExecutionAsync(new() { AgentId = agent, ClientTools = { tool } }, cancellationToken: Ct));
            Assert.Equal([field], refused.Fields);
        }
    }

    [Fact]
    public async Task Everything_can_be_done_on_one_stream()
    {
        var client = await ClientAsync();
        var agent = await StepAgents.AgentAsync(client, null,
            ("ask-colour", StepAgents.Asking("ask-colour")), ("look-around", StepAgents.Calling("look-around", "look", "{}")));
        using var call = client.Executions.Execute(cancellationToken: Ct);
        await call.RequestStream.WriteAsync(new() { FrameId = "start", Start = new() { AgentId = agent, ClientTools = { Look(TimeSpan.FromMinutes(5)) } } }, Ct);
        var results = new List<ExecuteResult>();
        var ended = new ExecutionFinished();
        while (await call.ResponseStream.MoveNext(Ct))
        {
            var frame = call.ResponseStream.Current;
            if (frame.Result is { } result)
            {
                results.Add(result);
            }

            if (frame.Event?.StatusChanged?.To == ExecutionStatus.WaitingForInput && results.Count == 1)
            {
                await call.RequestStream.WriteAsync(new() { FrameId = "pause", Pause = new() }, Ct);
                await call.RequestStream.WriteAsync(new() { FrameId = "input", Input = new() { Message = "hello" } }, Ct);
                await call.RequestStream.WriteAsync(new() { FrameId = "wrong", Resume = new() { ExecutionId = "another" } }, Ct);
                await call.RequestStream.WriteAsync(new() { FrameId = "resume", Resume = new() }, Ct);
                await call.RequestStream.WriteAsync(
                    new() { FrameId = "answer", ResolveInterrupt = new() { InterruptId = "1:1", Decision = Decision.Submit, Response = Answer("red") } }, Ct);
            }

            if (frame.Event?.ToolRequested is { ClientHosted: true } asked)
            {
                await call.RequestStream.WriteAsync(new() { FrameId = "result", ToolResult = new() { CallId = asked.CallId, Output = Answer("seen") } }, Ct);
            }

            ended = frame.Event?.ExecutionFinished ?? ended;
        }

        Assert.Equal((ExecutionStatus.Succeeded, "seen"), (ended.Status, ended.Result?.Fields["answer"].StringValue));
        Assert.Equal(["start", "pause", "input", "wrong", "resume", "answer", "result"], results.Select(result => result.FrameId));
        Assert.Equal("FRAME_TARGET_MISMATCH", Refused.Of(results[3].Error).Reason);
        Assert.NotNull(results[1].Pause.Execution);
        Assert.NotNull(results[2].Input.Execution);
        Assert.NotNull(results[4].Resume.Execution);
        Assert.Equal(Decision.Submit, results[5].ResolveInterrupt.Interrupt.Decision);
    }

    private static Struct Answer(string text) => new() { Fields = { ["answer"] = Value.ForString(text) } };

    private static ToolDescriptor Look(TimeSpan timeout) => new() { Name = "look", Effect = ToolEffect.Read, Timeout = Duration.FromTimeSpan(timeout) };

    private static async Task<string> LookingAsync(TestClient client, TimeSpan timeout)
    {
        var agent = await StepAgents.AgentAsync(client, null, ("look-around", StepAgents.Calling("look-around", "look", "{}")));
        return await StepAgents.StartUntilAsync(client, new() { AgentId = agent, ClientTools = { Look(timeout) } }, ExecutionStatus.WaitingForInput);
    }

    private static async Task<string> AskingAsync(TestClient client)
    {
        var agent = await StepAgents.AgentAsync(client, null, ("ask-colour", StepAgents.Asking("ask-colour")));
        return await StepAgents.StartUntilAsync(client, new() { AgentId = agent }, ExecutionStatus.WaitingForInput);
    }

    private static async Task AnswerAsync(TestClient client, string id)
        => await client.Executions.ResolveInterruptAsync(
            new() { ExecutionId = id, InterruptId = "1:1", Decision = Decision.Submit, Response = Answer("red") }, cancellationToken: Ct);
}

public sealed class SqliteSteeringTests(SqliteServer server) : SteeringTests(server);

public sealed class PostgresSteeringTests(PostgresServer server) : SteeringTests(server);

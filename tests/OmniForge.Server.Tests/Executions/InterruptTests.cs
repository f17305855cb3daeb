using Google.Protobuf.WellKnownTypes;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Executions;

public abstract class InterruptTests(ServerFixture fixture) : ServerTests(fixture)
{
    [Fact]
    public async Task A_question_waits_in_the_inbox_and_its_answer_is_what_the_skill_goes_on_with()
    {
        var client = await ClientAsync();
        var id = await AskingAsync(client);
        var waiting = (await client.Executions.GetExecutionAsync(new() { ExecutionId = id }, cancellationToken: Ct)).Execution;
        Assert.Equal(ExecutionStatus.WaitingForInput, waiting.Status);
        var open = Assert.Single((await client.Executions.ListInterruptsAsync(new(), cancellationToken: Ct)).Interrupts);
        Assert.Equal(open, Assert.Single(waiting.OpenInterrupts));
        Assert.Equal((id, "1:1", "1", InterruptKind.Input, "Which colour?"), (open.ExecutionId, open.Id, open.StepPath, open.Kind, open.Prompt));
        Assert.InRange(open.ExpiresAt.ToDateTimeOffset() - open.OpenedAt.ToDateTimeOffset(), TimeSpan.FromHours(23), TimeSpan.FromHours(24));
        var resolved = await AnswerAsync(client, open, "red");
        Assert.Equal((InterruptStatus.Resolved, Decision.Submit), (resolved.Status, resolved.Decision));
        var ended = await EndAsync(client, id);
        Assert.Equal("red", ended.Result.Fields["answer"].StringValue);
        Assert.NotNull(ended.Usage.WaitingTime);
        Assert.Equal(
            [ExecutionStatus.Running, ExecutionStatus.WaitingForInput, ExecutionStatus.Running, ExecutionStatus.Succeeded],
            await StepAgents.StatusesAsync(client, id));
        Assert.Empty((await client.Executions.ListInterruptsAsync(new(), cancellationToken: Ct)).Interrupts);
    }

    [Fact]
    public async Task A_question_of_a_called_skill_can_be_answered_over_HTTP()
    {
        var client = await ClientAsync();
        var agent = await StepAgents.AgentAsync(
            client,
            content =>
            {
                content.GrantedTools.Add("Skill");
                content.Skills.RemoveAt(1);
            },
            ("call-it", StepAgents.Calling("call-it", "Skill", """{"skill": "ask-colour"}""").Replace("allowed-tools: Skill", "allowed-tools: Skill, AskUser", StringComparison.Ordinal)), ("ask-colour", StepAgents.Asking("ask-colour")));
        var id = await StepAgents.StartUntilAsync(client, new() { AgentId = agent }, ExecutionStatus.WaitingForInput);
        var open = Assert.Single((await client.Executions.ListInterruptsAsync(new() { ExecutionId = id }, cancellationToken: Ct)).Interrupts);
        Assert.Equal(("1/1", "1-1:1"), (open.StepPath, open.Id));
        using var http = client.Rest();
        using var answer = new StringContent("""{"decision": "SUBMIT", "response": {"answer": "red"}}""", System.Text.Encoding.UTF8, "application/json");
        using var response = await http.PostAsync($"/api/v1/executions/{id}/interrupts/{open.Id}/resolve", answer, Ct);
        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("red", (await EndAsync(client, id)).Result.Fields["answer"].StringValue);
    }

    [Fact]
    public async Task The_same_answer_twice_is_fine_and_another_one_is_too_late()
    {
        var client = await ClientAsync();
        var id = await AskingAsync(client);
        var open = Assert.Single((await client.Executions.ListInterruptsAsync(new(), cancellationToken: Ct)).Interrupts);
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => AnswerAsync(client, open, "red")));
        Assert.All(answers, answer => Assert.Equal(Decision.Submit, answer.Decision));
        await Refused.ByAsync("INTERRUPT_CLOSED", () => AnswerAsync(client, open, "blue"));
        await Refused.ByAsync("INTERRUPT_CLOSED", () => DecideAsync(client, open, Decision.Deny));
        await EndAsync(client, id);
        await AnswerAsync(client, open, "red");
        Assert.Single(await StepAgents.EventsAsync(client, id), happened => happened.InterruptResolved is not null);
    }

    [Fact]
    public async Task An_answer_that_does_not_fit_names_the_field_and_leaves_the_question_open()
    {
        var client = await ClientAsync();
        var id = await AskingAsync(client, ", \"choices\": [\"red\", \"blue\"]");
        var open = Assert.Single((await client.Executions.ListInterruptsAsync(new() { ExecutionId = id }, cancellationToken: Ct)).Interrupts);
        Assert.Equal(["red", "blue"], open.Choices);
        Assert.Contains("response.answer", await RefusedFieldsAsync(() => AnswerAsync(client, open, "green")));
        Assert.Contains("response.answer", await RefusedFieldsAsync(() => DecideAsync(client, open, Decision.Submit)));
        Assert.Contains("response.colour", await RefusedFieldsAsync(() => ResolveAsync(client, open, Decision.Submit, new()
        {
            Fields = { ["answer"] = Value.ForString("red"), ["colour"] = Value.ForString("red") },
        })));
        Assert.Contains("decision", await RefusedFieldsAsync(() => DecideAsync(client, open, Decision.Approve)));
        Assert.Contains("decision", await RefusedFieldsAsync(() => DecideAsync(client, open, Decision.Unspecified)));
        await AnswerAsync(client, open, "blue");
        Assert.Equal("blue", (await EndAsync(client, id)).Result.Fields["answer"].StringValue);
    }

    [Fact]
    public async Task A_refused_question_fails_the_execution_with_the_reason()
    {
        var client = await ClientAsync();
        var id = await AskingAsync(client);
        var open = Assert.Single((await client.Executions.ListInterruptsAsync(new(), cancellationToken: Ct)).Interrupts);
        await DecideAsync(client, open, Decision.Deny);
        var ended = await EndAsync(client, id);
        Assert.Equal((ExecutionStatus.Failed, StopReason.InterruptDenied), (ended.Status, ended.StopReason));
    }

    [Fact]
    public async Task Nobody_answers_in_time_and_the_question_decides_what_follows()
    {
        var client = await ClientAsync();
        var failing = await AskingAsync(client, ", \"expires_in_minutes\": 0.02");
        var going = await AskingAsync(client, ", \"expires_in_minutes\": 0.02, \"default\": \"grey\"");
        var failed = await EndAsync(client, failing);
        Assert.Equal((ExecutionStatus.Failed, StopReason.InterruptExpired), (failed.Status, failed.StopReason));
        Assert.Equal("grey", (await EndAsync(client, going)).Result.Fields["answer"].StringValue);
        Assert.Contains(await StepAgents.EventsAsync(client, going), happened => happened.InterruptExpired?.Action == ExpiryAction.UseDefault);
        var expired = (await client.Executions.ListInterruptsAsync(new() { Statuses = { InterruptStatus.Expired } }, cancellationToken: Ct)).Interrupts;
        Assert.Equal(2, expired.Count);
        await Refused.ByAsync("INTERRUPT_CLOSED", () => AnswerAsync(client, expired[0], "red"));
    }

    [Fact]
    public async Task A_write_waits_for_approval_and_happens_only_then()
    {
        var client = await ClientAsync();
        var agent = await WritingAsync(client, []);
        var id = await StepAgents.StartUntilAsync(client, new() { AgentId = agent, InputData = One }, ExecutionStatus.WaitingForInput);
        await Refused.ByAsync("RESOURCE_NOT_FOUND", async () => await client.Files.GetFileAsync(new() { AgentId = agent, Path = "x.txt" }, cancellationToken: Ct));
        var open = Assert.Single((await client.Executions.ListInterruptsAsync(new() { AgentId = agent }, cancellationToken: Ct)).Interrupts);
        Assert.Equal((InterruptKind.Approval, "Write", ToolEffect.Write, "x.txt"), (open.Kind, open.Tool, open.Effect, open.Arguments.Fields["file_path"].StringValue));
        await DecideAsync(client, open, Decision.Approve);
        Assert.Equal(ExecutionStatus.Succeeded, (await EndAsync(client, id)).Status);
        var file = await client.Files.GetFileAsync(new() { AgentId = agent, Path = "x.txt" }, cancellationToken: Ct);
        Assert.Equal("count: 1\n", file.File.Content.ToStringUtf8());
    }

    [Fact]
    public async Task A_dry_run_asks_nobody()
    {
        var client = await ClientAsync();
        var agent = await WritingAsync(client, []);
        Assert.Equal(ExecutionStatus.Succeeded, (await StepAgents.RunAsync(client, new() { AgentId = agent, InputData = One, Mode = ExecutionMode.DryRun })).Status);
        var asking = await StepAgents.AgentAsync(client, null, ("ask-colour", StepAgents.Asking("ask-colour", ", \"choices\": [\"red\", \"blue\"]")));
        Assert.Equal("red", (await StepAgents.RunAsync(client, new() { AgentId = asking, Mode = ExecutionMode.DryRun })).Result.Fields["answer"].StringValue);
    }

    [Fact]
    public async Task Only_assignees_answer_and_only_with_the_permission()
    {
        var client = await ClientAsync();
        var other = await client.WithRolesAsync(Ct, "operator");
        var agent = await WritingAsync(client, [other.KeyId]);
        var id = await StepAgents.StartUntilAsync(client, new() { AgentId = agent, InputData = One }, ExecutionStatus.WaitingForInput);
        var open = Assert.Single((await client.Executions.ListInterruptsAsync(new() { AgentId = agent }, cancellationToken: Ct)).Interrupts);
        await Refused.ByAsync("NOT_ASSIGNEE", () => DecideAsync(client, open, Decision.Approve));
        var viewer = await client.WithRolesAsync(Ct, "viewer");
        await Refused.ByAsync("PERMISSION_MISSING", () => DecideAsync(viewer, open, Decision.Approve));
        await DecideAsync(other, open, Decision.Approve);
        Assert.Equal(ExecutionStatus.Succeeded, (await EndAsync(client, id)).Status);
    }

    [Fact]
    public async Task Cancelling_while_it_waits_closes_the_question()
    {
        var client = await ClientAsync();
        var id = await AskingAsync(client);
        var open = Assert.Single((await client.Executions.ListInterruptsAsync(new(), cancellationToken: Ct)).Interrupts);
        await client.Executions.CancelExecutionAsync(new() { ExecutionId = id }, cancellationToken: Ct);
        Assert.Equal(ExecutionStatus.Cancelled, (await EndAsync(client, id)).Status);
        Assert.Equal(
            [ExecutionStatus.Running, ExecutionStatus.WaitingForInput, ExecutionStatus.Cancelling, ExecutionStatus.Cancelled],
            await StepAgents.StatusesAsync(client, id));
        await Refused.ByAsync("INTERRUPT_CLOSED", () => AnswerAsync(client, open, "red"));
    }

    [Fact]
    public async Task Who_waits_too_long_is_given_up()
    {
        var client = await ClientAsync();
        var id = await AskingAsync(client, "", agent => agent.Defaults = new() { MaxWait = Duration.FromTimeSpan(TimeSpan.FromSeconds(1)) });
        var ended = await EndAsync(client, id);
        Assert.Equal((ExecutionStatus.TimedOut, StopReason.Deadline, "WAIT_LIMIT"), (ended.Status, ended.StopReason, ended.Failure.Reason));
        Assert.Equal(
            [ExecutionStatus.Running, ExecutionStatus.WaitingForInput, ExecutionStatus.TimedOut], await StepAgents.StatusesAsync(client, id));
    }

    [Fact]
    public async Task Waiting_does_not_count_against_the_deadline()
    {
        var client = await ClientAsync();
        var id = await AskingAsync(client, "", agent => agent.Defaults = new() { Deadline = Duration.FromTimeSpan(TimeSpan.FromSeconds(5)) });
        var before = (await client.Executions.GetExecutionAsync(new() { ExecutionId = id }, cancellationToken: Ct)).Execution.DeadlineAt.ToDateTimeOffset();
        var expiring = await AskingAsync(client, ", \"expires_in_minutes\": 0.02, \"default\": \"grey\"");
        await EndAsync(client, expiring);
        await AnswerAsync(client, Assert.Single((await client.Executions.ListInterruptsAsync(new() { ExecutionId = id }, cancellationToken: Ct)).Interrupts), "red");
        var ended = await EndAsync(client, id);
        Assert.Equal(ExecutionStatus.Succeeded, ended.Status);
        Assert.InRange(ended.DeadlineAt.ToDateTimeOffset() - before, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
    }

    private static Struct One => new() { Fields = { ["count"] = Value.ForNumber(1) } };

    private static Task<string> WritingAsync(TestClient client, string[] approvers)
        => StepAgents.AgentAsync(
            client,
            agent =>
            {
                agent.Defaults = new() { Approvals = ApprovalPolicy.Writes };
                agent.Defaults.Approvers.AddRange(approvers);
            },
            ("write-figure", StepAgents.Writing("write-figure", "x.txt")));

    private static async Task<string> AskingAsync(TestClient client, string more = "", Action<Agent>? adjust = null)
    {
        var agent = await StepAgents.AgentAsync(client, adjust, ("ask-colour", StepAgents.Asking("ask-colour", more)));
        return await StepAgents.StartUntilAsync(client, new() { AgentId = agent }, ExecutionStatus.WaitingForInput);
    }

    private static async Task<Execution> EndAsync(TestClient client, string id)
    {
        await StepAgents.EventsAsync(client, id);
        return (await client.Executions.GetExecutionAsync(new() { ExecutionId = id }, cancellationToken: Ct)).Execution;
    }

    private static Task<Interrupt> AnswerAsync(TestClient client, Interrupt open, string colour)
        => ResolveAsync(client, open, Decision.Submit, new() { Fields = { ["answer"] = Value.ForString(colour) } });

    private static Task<Interrupt> DecideAsync(TestClient client, Interrupt open, Decision decision) => ResolveAsync(client, open, decision, null);

    private static async Task<Interrupt> ResolveAsync(TestClient client, Interrupt open, Decision decision, Struct? response)
    {
        var request = new ResolveInterruptRequest { ExecutionId = open.ExecutionId, InterruptId = open.Id, Decision = decision, Response = response };
        return (await client.Executions.ResolveInterruptAsync(request, cancellationToken: Ct)).Interrupt;
    }

    private static async Task<IEnumerable<string>> RefusedFieldsAsync(Func<Task> call)
        => (await Refused.ByAsync("RESPONSE_INVALID", call)).Fields;
}

public sealed class SqliteInterruptTests(SqliteServer server) : InterruptTests(server);

public sealed class PostgresInterruptTests(PostgresServer server) : InterruptTests(server);

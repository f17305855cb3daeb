using Google.Protobuf.WellKnownTypes;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;
using Value = Google.Protobuf.WellKnownTypes.Value;

namespace OmniForge.Server.Tests.Executions;

/// <summary>Orders, conditions, inputs, what takes over, and skills that call skills, from the wire to the rows.</summary>
public abstract class OrchestrationTests(ServerFixture fixture) : ServerTests(fixture)
{
    [Fact]
    public async Task Skills_of_one_order_give_their_results_by_key_and_conditions_choose_among_the_next()
    {
        var client = await ClientAsync();
        var agent = await StepAgents.AgentAsync(
            client,
            content =>
            {
                content.Skills[1].Order = 1;
                content.Skills[2].Order = content.Skills[3].Order = 2;
                content.Skills[2].Condition = "steps.left.output.count >= 3 && steps.right.status == 'SUCCEEDED'";
                content.Skills[2].Inputs["count"] = "steps.right.output.count";
                content.Skills[3].Condition = "input.never";
            },
            ("left", StepAgents.Counting("left")), ("right", StepAgents.Counting("right")),
            ("write-figure", StepAgents.Writing("write-figure", "output/figure.txt")), ("spare", StepAgents.Counting("spare")));

        var execution = await StepAgents.RunAsync(client, new() { AgentId = agent });

        Assert.Equal((ExecutionStatus.Succeeded, false), (execution.Status, execution.Partial));
        var full = (await client.Executions.GetExecutionAsync(new() { ExecutionId = execution.Id, View = ExecutionView.Full }, cancellationToken: Ct)).Execution;
        Assert.Equal(
            [("1", StepStatus.Succeeded, SkipReason.Unspecified), ("2", StepStatus.Succeeded, SkipReason.Unspecified),
                ("3", StepStatus.Succeeded, SkipReason.Unspecified), ("4", StepStatus.Skipped, SkipReason.ConditionFalse)],
            full.Steps.Select(step => (step.Path, step.Status, step.SkipReason)));
        Assert.Equal(["count"], full.Steps[2].Input.Fields.Keys);
        var skipped = Assert.Single(await StepAgents.EventsAsync(client, execution.Id), happened => happened.StepSkipped is not null);
        Assert.Equal((SkipReason.ConditionFalse, "input.never"), (skipped.StepSkipped.Reason, skipped.StepSkipped.Condition));
        var both = await StepAgents.AgentAsync(
            client, content => content.Skills[1].Order = 1, ("left", StepAgents.Counting("left")), ("right", StepAgents.Counting("right")));
        var merged = await StepAgents.RunAsync(client, new() { AgentId = both });
        Assert.Equal(["left", "right"], merged.Result.Fields.Keys.Order());
    }

    [Theory]
    [InlineData("steps.count-rows.output.count => 1", 30, "'>='")]
    [InlineData("steps.count-row.output.count > 1", 0, "did you mean 'count-rows'")]
    [InlineData("steps.write-figure.output.file == 'a'", 0, "this step itself")]
    [InlineData("input.a = 1", 8, "'=='")]
    public async Task A_condition_that_cannot_work_is_refused_with_its_place(string condition, int position, string hint)
    {
        var client = await ClientAsync();
        var refused = await Refused.ByAsync("CONDITION_INVALID", () => StepAgents.AgentAsync(
            client, content => content.Skills[1].Condition = condition,
            ("count-rows", StepAgents.Counting("count-rows")), ("write-figure", StepAgents.Writing("write-figure", "x.txt"))));
        Assert.Equal(position.ToString(), refused.Facts["position"]);
        Assert.Contains(hint, refused.Message, StringComparison.Ordinal);
        Assert.Contains("agent.skills[1].condition", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_could_never_work_is_refused_by_its_field()
    {
        var client = await ClientAsync();
        (Action<SkillRef> Change, string Field)[] wrong =
        [
            (skill => skill.Inputs["x"] = "steps.later.output", "agent.skills[1].inputs.x"),
            (skill => skill.Inputs["x"] = "rows > 1", "agent.skills[1].inputs.x"),
            (skill => skill.ErrorStrategy = ErrorStrategy.Fallback, "agent.skills[1].fallback_skill"),
            (skill => skill.FallbackSkill = "count-rows", "agent.skills[1].fallback_skill"),
            (skill => skill.OutputSchema = new() { Fields = { ["type"] = Value.ForString("array") } }, "agent.skills[1].output_schema"),
            (skill => skill.OutputSchema = new() { Fields = { ["allOf"] = Value.ForList() } }, "agent.skills[1].output_schema"),
        ];
        foreach (var (change, field) in wrong)
        {
            var thrown = await Assert.ThrowsAsync<Grpc.Core.RpcException>(() => StepAgents.AgentAsync(
                client, content => change(content.Skills[1]),
                ("count-rows", StepAgents.Counting("count-rows")), ("second", StepAgents.Counting("second")), ("later", StepAgents.Counting("later"))));
            Assert.Contains(field, thrown.Status.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_field_that_no_step_says_it_gives_is_a_warning()
    {
        var client = await ClientAsync();
        var agent = await StepAgents.AgentAsync(client, null, ("count-rows", StepAgents.Counting("count-rows")), ("write-figure", StepAgents.Writing("write-figure", "x.txt")));
        var content = (await client.Agents.GetAgentAsync(new() { AgentId = agent }, cancellationToken: Ct)).Agent;
        content.Skills[1].Condition = "steps.count-rows.output.count > 0 && steps.count-rows.output.rows != null";
        var edited = await client.Agents.EditDraftAsync(
            new() { AgentId = agent, Agent = content, UpdateMask = new() { Paths = { "skills" } } }, cancellationToken: Ct);
        var warning = Assert.Single(edited.Diagnostics, found => found.Code == "OF9001");
        Assert.Equal(Severity.Warning, warning.Severity);
        Assert.Contains("\"rows\"", warning.Message, StringComparison.Ordinal);
        await client.Agents.PublishDraftAsync(new() { AgentId = agent, Etag = edited.Etag }, cancellationToken: Ct);
    }

    [Fact]
    public async Task Another_skill_takes_over_and_a_skill_can_call_one()
    {
        var client = await ClientAsync();
        var agent = await StepAgents.AgentAsync(
            client,
            content =>
            {
                content.GrantedTools.Add("Skill");
                content.Skills[0].ErrorStrategy = ErrorStrategy.Fallback;
                content.Skills[0].FallbackSkill = "calling";
                content.Skills.RemoveAt(2);
                content.Skills.RemoveAt(1);
            },
            ("read-note", StepAgents.Reading("read-note", "nowhere.txt")), ("calling", Calling("calling", "count-rows")), ("count-rows", StepAgents.Counting("count-rows")));

        var execution = await StepAgents.RunAsync(client, new() { AgentId = agent });

        Assert.Equal(ExecutionStatus.Succeeded, execution.Status);
        Assert.Equal(3, execution.Result.Fields["count"].NumberValue);
        var full = (await client.Executions.GetExecutionAsync(new() { ExecutionId = execution.Id, View = ExecutionView.Full }, cancellationToken: Ct)).Execution;
        Assert.Equal(
            [("1", 1, "read-note", StepStatus.Failed), ("1", 2, "calling", StepStatus.Succeeded), ("1/2", 1, "count-rows", StepStatus.Succeeded)],
            full.Steps.Select(step => (step.Path, step.Attempt, step.SkillName, step.Status)));
    }

    [Fact]
    public async Task Skills_that_call_one_another_in_a_circle_are_not_published()
    {
        var client = await ClientAsync();
        var refused = await Refused.ByAsync("SKILL_INVALID", () => StepAgents.AgentAsync(
            client, content => content.GrantedTools.Add("Skill"), ("here", Calling("here", "there")), ("there", Calling("there", "here"))));
        Assert.Contains("here → there → here", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replay_answers_from_the_recording_alone_and_ends_the_same()
    {
        var client = await ClientAsync();
        var agent = await StepAgents.AgentAsync(
            client, null, ("read-note", StepAgents.Reading("read-note", "note.txt")), ("write-note", Saving("write-note")));
        await client.Files.PutFileAsync(new() { File = new() { Path = "note.txt", Content = Google.Protobuf.ByteString.CopyFromUtf8("first") } }, cancellationToken: Ct);
        var input = new Struct { Fields = { ["week"] = Value.ForNumber(7) } };
        var recorded = await StepAgents.RunAsync(client, new() { AgentId = agent, InputData = input });
        Assert.Equal(ExecutionStatus.Succeeded, recorded.Status);
        await client.Files.PutFileAsync(new() { File = new() { Path = "note.txt", Content = Google.Protobuf.ByteString.CopyFromUtf8("second") } }, cancellationToken: Ct);

        var replayed = await StepAgents.RunAsync(client, new() { AgentId = agent, Mode = ExecutionMode.Replay, ReplayOf = recorded.Id });

        Assert.Equal((ExecutionStatus.Succeeded, ExecutionMode.Replay), (replayed.Status, replayed.Mode));
        Assert.Equal(recorded.Result, replayed.Result);
        Assert.Equal(input, replayed.InputData);
        var events = await StepAgents.EventsAsync(client, replayed.Id);
        Assert.All(events.Where(e => e.ToolFinished is not null), e => Assert.Equal(ResultOrigin.Recording, e.ToolFinished.Origin));
        Assert.DoesNotContain(events, e => e.ArtifactCreated is not null);
        var before = await StepAgents.EventsAsync(client, recorded.Id);
        Assert.Equal(
            before.Where(e => e.ToolFinished is not null).Select(e => e.ToolFinished.Result),
            events.Where(e => e.ToolFinished is not null).Select(e => e.ToolFinished.Result));
        Assert.Equal(1, (await client.Agents.GetAgentAsync(new() { AgentId = agent }, cancellationToken: Ct)).Agent.UsageStats.TotalRuns);
    }

    [Fact]
    public async Task A_replay_of_a_failure_fails_in_the_same_words()
    {
        var client = await ClientAsync();
        var agent = await StepAgents.AgentAsync(client, null, ("read-note", StepAgents.Reading("read-note", "nowhere-else.txt")));
        var recorded = await StepAgents.RunAsync(client, new() { AgentId = agent });

        var replayed = await StepAgents.RunAsync(client, new() { AgentId = agent, Mode = ExecutionMode.Replay, ReplayOf = recorded.Id });

        Assert.Equal(ExecutionStatus.Failed, replayed.Status);
        Assert.Equal(recorded.Failure, replayed.Failure);
    }

    [Fact]
    public async Task What_cannot_be_replayed_says_why()
    {
        var client = await ClientAsync();
        var agent = await StepAgents.CountAndWriteAsync(client);
        var other = await StepAgents.CountAndWriteAsync(client);
        var execution = await StepAgents.RunAsync(client, new() { AgentId = other });
        Task Start(StartExecutionRequest request) => client.Executions.StartExecutionAsync(request, cancellationToken: Ct).ResponseAsync;
        await Refused.ByAsync("FIELD_INVALID", () => Start(new() { AgentId = agent, Mode = ExecutionMode.Replay }));
        await Refused.ByAsync("FIELD_INVALID", () => Start(new() { AgentId = agent, Mode = ExecutionMode.Replay, ReplayOf = execution.Id }));
        await Refused.ByAsync("FIELD_INVALID", () => Start(new() { AgentId = other, Mode = ExecutionMode.Live, ReplayOf = execution.Id }));
        await Refused.ByAsync("RESOURCE_NOT_FOUND", () => Start(new() { AgentId = agent, Mode = ExecutionMode.Replay, ReplayOf = "none" }));
    }

    [Fact]
    public async Task A_large_output_is_kept_apart_and_reaches_the_next_step_whole()
    {
        var client = await ClientAsync();
        var text = new string('x', 70_000);
        var agent = await StepAgents.AgentAsync(
            client, null, ("read-note", StepAgents.Reading("read-note", "large.txt")), ("write-note", Saving("write-note")));
        await client.Files.PutFileAsync(new() { File = new() { Path = "large.txt", Content = Google.Protobuf.ByteString.CopyFromUtf8(text) } }, cancellationToken: Ct);

        var execution = await StepAgents.RunAsync(client, new() { AgentId = agent });

        Assert.Equal((ExecutionStatus.Succeeded, ""), (execution.Status, execution.Error));
        var full = (await client.Executions.GetExecutionAsync(new() { ExecutionId = execution.Id, View = ExecutionView.Full }, cancellationToken: Ct)).Execution;
        Assert.Null(full.Steps[0].Output);
        Assert.Matches("^[0-9a-f]{64}$", full.Steps[0].OutputArtifactId);
        Assert.Contains(
            await StepAgents.EventsAsync(client, execution.Id), e => e.ArtifactCreated?.Id == full.Steps[0].OutputArtifactId && e.ArtifactCreated.Size > 70_000);
        var apart = await client.Files.GetFileAsync(new() { ArtifactId = full.Steps[0].OutputArtifactId }, cancellationToken: Ct);
        Assert.Contains(text, apart.File.Content.ToStringUtf8(), StringComparison.Ordinal);
        var stranger = await ClientAsync();
        await Refused.ByAsync(
            "RESOURCE_NOT_FOUND", async () => await stranger.Files.GetFileAsync(new() { ArtifactId = full.Steps[0].OutputArtifactId }, cancellationToken: Ct));
        var file = await client.Files.GetFileAsync(new() { AgentId = agent, Path = "output/note.txt" }, cancellationToken: Ct);
        Assert.Contains(text, file.File.Content.ToStringUtf8(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_is_told_before_more_is_asked_for_and_a_free_model_has_a_price()
    {
        var client = await ClientAsync();
        var agent = await StepAgents.CountAndWriteAsync(client);

        var execution = await StepAgents.RunAsync(client, new() { AgentId = agent, Budget = new() { MaxWrites = 1, MaxCostMicros = 10 } });

        Assert.Equal(ExecutionStatus.Succeeded, execution.Status);
        var warning = Assert.Single(await StepAgents.EventsAsync(client, execution.Id), happened => happened.BudgetWarning is not null);
        Assert.Equal(("writes", 1, 1, "2"), (warning.BudgetWarning.Scope, warning.BudgetWarning.Used, warning.BudgetWarning.Limit, warning.StepPath));
        var priced = await StepAgents.AgentAsync(client, content => content.DefaultModel = "offline", ("count-rows", StepAgents.Counting("count-rows")));
        Assert.Equal(ExecutionStatus.Succeeded, (await StepAgents.RunAsync(client, new() { AgentId = priced, Budget = new() { MaxCostMicros = 1 } })).Status);
    }

    private static string Calling(string name, string called) => StepAgents.Text(name, "Skill, table_query",
        $$$"""
        1. Let the other skill do it with `Skill`.

           ```json
           {"skill": "{{{called}}}"}
           ```
           -> made

        ## Result

        ```json
        {"count": "{{made.count}}"}
        ```
        """);

    private static string Saving(string name) => StepAgents.Text(name, "Write",
        """
        1. Save the text with `Write`.

           ```json
           {"file_path": "output/note.txt", "content": "{{input.text}}"}
           ```
           -> saved

        ## Result

        ```json
        {"file": "{{saved.file_path}}", "bytes": "{{saved.bytes}}"}
        ```
        """);
}

public sealed class SqliteOrchestrationTests(SqliteServer server) : OrchestrationTests(server);

public sealed class PostgresOrchestrationTests(PostgresServer server) : OrchestrationTests(server);

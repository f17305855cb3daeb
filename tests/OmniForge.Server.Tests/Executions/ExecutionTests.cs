using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Executions;

public abstract class ExecutionTests(ServerFixture fixture) : ServerTests(fixture)
{
    [Fact]
    public async Task Two_skills_run_in_order_and_the_output_of_one_is_the_input_of_the_next()
    {
        var client = await ClientAsync();
        var agent = await StepAgents.CountAndWriteAsync(client);
        var execution = await StepAgents.RunAsync(client, new() { AgentId = agent });
        Assert.Equal((ExecutionStatus.Succeeded, StopReason.Completed), (execution.Status, execution.StopReason));
        Assert.Equal("output/figure.txt", execution.Result.Fields["file"].StringValue);
        var asked = new GetExecutionRequest { ExecutionId = execution.Id, View = ExecutionView.Full };
        var full = (await client.Executions.GetExecutionAsync(asked, cancellationToken: Ct)).Execution;
        Assert.Equal(["count-rows", "write-figure"], full.Steps.Select(step => step.SkillName));
        Assert.Equal(full.Steps[0].Output, full.Steps[1].Input);
        var file = await client.Files.GetFileAsync(new() { AgentId = agent, Path = "output/figure.txt" }, cancellationToken: Ct);
        Assert.Equal("count: 3\n", file.File.Content.ToStringUtf8());
    }

    [Fact]
    public async Task Events_are_numbered_without_a_gap_and_the_last_one_is_the_end()
    {
        var client = await ClientAsync();
        var agent = await StepAgents.CountAndWriteAsync(client);
        var execution = await StepAgents.RunAsync(client, new() { AgentId = agent });
        var events = await StepAgents.EventsAsync(client, execution.Id);
        Assert.Equal(Enumerable.Range(1, events.Count).Select(n => (ulong)n), events.Select(happened => happened.Sequence));
        Assert.NotNull(events[0].ExecutionAccepted);
        Assert.NotNull(events[^1].ExecutionFinished);
        Assert.Equal(execution.LastSequence, events[^1].Sequence);
        var resumed = await StepAgents.EventsAsync(client, execution.Id, after: 3);
        Assert.Equal(events.Skip(3), resumed);
    }

    [Fact]
    public async Task A_view_hides_events_and_says_how_many()
    {
        var client = await ClientAsync();
        var agent = await StepAgents.CountAndWriteAsync(client);
        var execution = await StepAgents.RunAsync(client, new() { AgentId = agent });
        var shown = await StepAgents.EventsAsync(client, execution.Id, view: EventView.Status);
        ulong last = 0;
        foreach (var happened in shown)
        {
            Assert.Equal(happened.Sequence, last + 1 + happened.Skipped);
            last = happened.Sequence;
        }

        Assert.DoesNotContain(shown, happened => happened.StepStarted is not null);
    }

    [Fact]
    public async Task A_cursor_beyond_the_end_is_refused_with_the_head()
    {
        var client = await ClientAsync();
        var agent = await StepAgents.CountAndWriteAsync(client);
        var execution = await StepAgents.RunAsync(client, new() { AgentId = agent });
        var refused = await Refused.ByAsync("SEQUENCE_AHEAD", () => StepAgents.EventsAsync(client, execution.Id, after: 10_000));
        Assert.Equal(execution.LastSequence.ToString(), refused.Facts["head_sequence"]);
    }

    [Fact]
    public async Task A_watcher_that_has_everything_is_told_so_and_not_kept_waiting()
    {
        var client = await ClientAsync();
        var agent = await StepAgents.CountAndWriteAsync(client);
        var execution = await StepAgents.RunAsync(client, new() { AgentId = agent });
        Assert.Empty(await StepAgents.EventsAsync(client, execution.Id, after: execution.LastSequence));
    }

    [Fact]
    public async Task A_dry_run_predicts_the_write_and_writes_nothing()
    {
        var client = await ClientAsync();
        var agent = await StepAgents.CountAndWriteAsync(client);
        var execution = await StepAgents.RunAsync(client, new() { AgentId = agent, Mode = ExecutionMode.DryRun });
        Assert.Equal(ExecutionStatus.Succeeded, execution.Status);
        var predicted = Assert.Single(await StepAgents.EventsAsync(client, execution.Id), happened => happened.EffectPredicted is not null);
        Assert.Equal("Write", predicted.EffectPredicted.Tool);
        await Refused.ByAsync("RESOURCE_NOT_FOUND", async () => await client.Files.GetFileAsync(new() { AgentId = agent, Path = "output/figure.txt" }, cancellationToken: Ct));
        var shown = (await client.Agents.GetAgentAsync(new() { AgentId = agent }, cancellationToken: Ct)).Agent;
        Assert.Equal(0, shown.UsageStats.TotalRuns);
    }

    [Fact]
    public async Task Totals_count_finished_live_executions_only()
    {
        var client = await ClientAsync();
        var agent = await StepAgents.AgentAsync(client, null, ("read-note", StepAgents.Reading("read-note", "note.txt")));
        Assert.Equal(ExecutionStatus.Failed, (await StepAgents.RunAsync(client, new() { AgentId = agent })).Status);
        await client.Files.PutFileAsync(new() { File = new() { Path = "note.txt", Content = Google.Protobuf.ByteString.CopyFromUtf8("hello") } }, cancellationToken: Ct);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(ExecutionStatus.Succeeded, (await StepAgents.RunAsync(client, new() { AgentId = agent })).Status);
        }

        await StepAgents.RunAsync(client, new() { AgentId = agent, Mode = ExecutionMode.Test });
        var stats = (await client.Agents.GetAgentAsync(new() { AgentId = agent }, cancellationToken: Ct)).Agent.UsageStats;
        Assert.Equal((4, 3), (stats.TotalRuns, stats.SuccessfulRuns));
        Assert.NotNull(stats.LastRun);
    }

    [Fact]
    public async Task A_failing_skill_is_a_failed_execution_and_no_failed_call()
    {
        var client = await ClientAsync();
        var agent = await StepAgents.AgentAsync(
            client, null, ("read-note", StepAgents.Reading("read-note", "nowhere.txt")), ("count-rows", StepAgents.Counting("count-rows")));
        var execution = await StepAgents.RunAsync(client, new() { AgentId = agent });
        Assert.Equal((ExecutionStatus.Failed, StopReason.StepFailed), (execution.Status, execution.StopReason));
        Assert.Contains("nowhere.txt", execution.Error, StringComparison.Ordinal);
        Assert.NotNull(execution.CompletedAt);
        Assert.DoesNotContain(await StepAgents.EventsAsync(client, execution.Id), happened => happened.StepStarted?.Skill == "count-rows");
    }

    [Fact]
    public async Task A_skill_that_asks_for_a_tool_it_was_not_granted_is_denied_by_name()
    {
        var client = await ClientAsync();
        var text = StepAgents.Writing("write-figure", "x.txt").Replace("allowed-tools: Write", "allowed-tools: Read", StringComparison.Ordinal);
        var agent = await StepAgents.AgentAsync(client, null, ("write-figure", text));
        var execution = await StepAgents.RunAsync(client, new() { AgentId = agent, InputData = new() { Fields = { ["count"] = Google.Protobuf.WellKnownTypes.Value.ForNumber(1) } } });
        Assert.Equal(ExecutionStatus.Failed, execution.Status);
        await Refused.ByAsync("RESOURCE_NOT_FOUND", async () => await client.Files.GetFileAsync(new() { AgentId = agent, Path = "x.txt" }, cancellationToken: Ct));
    }

    [Fact]
    public async Task The_same_request_id_starts_one_execution()
    {
        var client = await ClientAsync();
        var agent = await StepAgents.CountAndWriteAsync(client);
        var request = new StartExecutionRequest { AgentId = agent, RequestId = "once" };
        var starts = Enumerable.Range(0, 4).Select(_ => client.Executions.StartExecutionAsync(request, cancellationToken: Ct).ResponseAsync);
        var answers = await Task.WhenAll(starts);
        Assert.Single(answers.Select(answer => answer.ExecutionId).Distinct());
        Assert.Single((await client.Executions.ListExecutionsAsync(new() { AgentId = agent }, cancellationToken: Ct)).Executions);
        request.Priority = 1;
        await Refused.ByAsync("REQUEST_ID_REUSED", async () => await client.Executions.StartExecutionAsync(request, cancellationToken: Ct));
    }

    [Fact]
    public async Task What_may_not_start_says_why()
    {
        var client = await ClientAsync();
        var agent = await StepAgents.CountAndWriteAsync(client);
        await client.Agents.PauseAgentAsync(new() { AgentId = agent }, cancellationToken: Ct);
        await Refused.ByAsync("AGENT_NOT_ACTIVE", async () => await client.Executions.StartExecutionAsync(new() { AgentId = agent }, cancellationToken: Ct));
        Assert.Equal(ExecutionStatus.Succeeded, (await StepAgents.RunAsync(client, new() { AgentId = agent, Mode = ExecutionMode.DryRun })).Status);
        await client.Agents.ArchiveAgentAsync(new() { AgentId = agent }, cancellationToken: Ct);
        await Refused.ByAsync("AGENT_NOT_ACTIVE", async () => await client.Executions.StartExecutionAsync(new() { AgentId = agent, Mode = ExecutionMode.DryRun }, cancellationToken: Ct));
        await Refused.ByAsync("RESOURCE_NOT_FOUND", async () => await client.Executions.StartExecutionAsync(new() { AgentId = "nobody" }, cancellationToken: Ct));
        var large = new Google.Protobuf.WellKnownTypes.Struct { Fields = { ["x"] = Google.Protobuf.WellKnownTypes.Value.ForString(new string('x', 300_000)) } };
        await Refused.ByAsync("INPUT_INVALID", async () => await client.Executions.StartExecutionAsync(new() { AgentId = agent, InputData = large }, cancellationToken: Ct));
    }

    [Fact]
    public async Task A_cancelled_execution_ends_cancelled_and_cancelling_again_is_fine()
    {
        var client = await ClientAsync();
        var agent = await StepAgents.AgentAsync(client, Patient, ("read-note", StepAgents.Reading("read-note", "later.txt")));
        var id = (await client.Executions.StartExecutionAsync(new() { AgentId = agent }, cancellationToken: Ct)).ExecutionId;
        await StepAgents.UntilAsync(client, id, happened => happened.StatusChanged?.To == ExecutionStatus.WaitingForRetry);
        await client.Executions.CancelExecutionAsync(new() { ExecutionId = id, Mode = CancelMode.Hard }, cancellationToken: Ct);
        var events = await StepAgents.EventsAsync(client, id);
        Assert.Equal((ExecutionStatus.Cancelled, StopReason.User), (events[^1].ExecutionFinished.Status, events[^1].ExecutionFinished.StopReason));
        var path = events.Where(happened => happened.StatusChanged is not null).Select(happened => happened.StatusChanged.To);
        Assert.Equal([ExecutionStatus.Running, ExecutionStatus.WaitingForRetry, ExecutionStatus.Cancelling, ExecutionStatus.Cancelled], path);
        var again = await client.Executions.CancelExecutionAsync(new() { ExecutionId = id }, cancellationToken: Ct);
        Assert.Equal(ExecutionStatus.Cancelled, again.Execution.Status);
    }

    /// <summary>Tries again for minutes, so that a test can act in between.</summary>
    private static void Patient(Agent agent)
    {
        agent.Skills[0].ErrorStrategy = ErrorStrategy.Retry;
        agent.Skills[0].Retry = new()
        {
            MaxRetries = 10,
            InitialBackoff = Google.Protobuf.WellKnownTypes.Duration.FromTimeSpan(TimeSpan.FromSeconds(30)),
        };
    }
}

public sealed class SqliteExecutionTests(SqliteServer server) : ExecutionTests(server);

public sealed class PostgresExecutionTests(PostgresServer server) : ExecutionTests(server);

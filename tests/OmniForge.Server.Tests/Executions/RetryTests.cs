using Google.Protobuf.WellKnownTypes;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Executions;

public abstract class RetryTests(ServerFixture fixture) : ServerTests(fixture)
{
    [Fact]
    public async Task A_failed_execution_goes_on_from_its_failed_step_with_the_results_before_it()
    {
        var client = await ClientAsync();
        var first = await FailedAsync(client);
        await PutAsync(client);
        var retry = await RetryAsync(client, new() { ExecutionId = first });
        Assert.Equal(ExecutionStatus.Succeeded, retry.Status);
        Assert.Equal((first, "read-note"), (retry.Origin.RetryOf, retry.Origin.FromStep));
        Assert.Equal("hello", retry.Result.Fields["text"].StringValue);
        var events = await StepAgents.EventsAsync(client, retry.Id);
        Assert.Equal(["2"], events.Where(happened => happened.StepStarted is not null).Select(happened => happened.StepPath));
        Assert.Equal(["1", "2"], events.Where(happened => happened.StepFinished is not null).Select(happened => happened.StepPath));
        Assert.Equal(Enumerable.Range(1, events.Count).Select(n => (ulong)n), events.Select(happened => happened.Sequence));
        var steps = (await client.Executions.ListStepsAsync(new() { ExecutionId = retry.Id }, cancellationToken: Ct)).Steps;
        Assert.Equal(3, steps[0].Output.Fields["count"].NumberValue);
        var again = await RetryAsync(client, new() { ExecutionId = retry.Id, FromStep = "2" });
        Assert.Equal((ExecutionStatus.Succeeded, retry.Id), (again.Status, again.Origin.RetryOf));
    }

    [Fact]
    public async Task It_begins_where_it_is_told_to_by_path_or_by_key()
    {
        var client = await ClientAsync();
        var first = await FailedAsync(client);
        await PutAsync(client);
        foreach (var from in new[] { "1", "count-rows" })
        {
            var retry = await RetryAsync(client, new() { ExecutionId = first, FromStep = from });
            Assert.Equal((ExecutionStatus.Succeeded, "count-rows"), (retry.Status, retry.Origin.FromStep));
            Assert.Equal(2, (await StepAgents.EventsAsync(client, retry.Id)).Count(happened => happened.StepStarted is not null));
        }

        await Refused.ByAsync("STEP_UNKNOWN", async () => await client.Executions.RetryExecutionAsync(new() { ExecutionId = first, FromStep = "3" }, cancellationToken: Ct));
    }

    [Fact]
    public async Task Another_input_makes_a_fork_and_the_same_request_makes_one_execution()
    {
        var client = await ClientAsync();
        var first = await FailedAsync(client);
        await PutAsync(client);
        var request = new RetryExecutionRequest
        {
            ExecutionId = first,
            FromStep = "2",
            InputData = new() { Fields = { ["who"] = Value.ForString("you") } },
            RequestId = "fork-1",
        };
        var fork = await RetryAsync(client, request);
        Assert.Equal("you", fork.InputData.Fields["who"].StringValue);
        Assert.Equal(fork.Id, (await client.Executions.RetryExecutionAsync(request, cancellationToken: Ct)).Execution.Id);
        Assert.Equal("", (await client.Executions.GetExecutionAsync(new() { ExecutionId = first }, cancellationToken: Ct)).Execution.Origin.RetryOf);
    }

    [Fact]
    public async Task What_has_not_ended_and_what_is_not_ones_own_is_refused()
    {
        var client = await ClientAsync();
        var agent = await StepAgents.AgentAsync(client, null, ("ask-colour", StepAgents.Asking("ask-colour")));
        var id = await StepAgents.StartUntilAsync(client, new() { AgentId = agent }, ExecutionStatus.WaitingForInput);
        await Refused.ByAsync("EXECUTION_NOT_FINISHED", async () => await client.Executions.RetryExecutionAsync(new() { ExecutionId = id }, cancellationToken: Ct));
        var stranger = await ClientAsync();
        await Refused.ByAsync("RESOURCE_NOT_FOUND", async () => await stranger.Executions.RetryExecutionAsync(new() { ExecutionId = id }, cancellationToken: Ct));
    }

    private static async Task<string> FailedAsync(TestClient client)
    {
        var agent = await StepAgents.AgentAsync(
            client, null, ("count-rows", StepAgents.Counting("count-rows")), ("read-note", StepAgents.Reading("read-note", "later.txt")));
        var failed = await StepAgents.RunAsync(client, new() { AgentId = agent });
        Assert.Equal(ExecutionStatus.Failed, failed.Status);
        return failed.Id;
    }

    private static async Task PutAsync(TestClient client)
        => await client.Files.PutFileAsync(
            new() { File = new() { Path = "later.txt", Content = Google.Protobuf.ByteString.CopyFromUtf8("hello") } }, cancellationToken: Ct);

    private static async Task<Execution> RetryAsync(TestClient client, RetryExecutionRequest request)
    {
        var id = (await client.Executions.RetryExecutionAsync(request, cancellationToken: Ct)).Execution.Id;
        await StepAgents.EventsAsync(client, id);
        return (await client.Executions.GetExecutionAsync(new() { ExecutionId = id }, cancellationToken: Ct)).Execution;
    }
}

public sealed class SqliteRetryTests(SqliteServer server) : RetryTests(server);

public sealed class PostgresRetryTests(PostgresServer server) : RetryTests(server);

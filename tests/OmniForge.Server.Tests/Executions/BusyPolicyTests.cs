using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Executions;

public abstract class BusyPolicyTests(ServerFixture fixture) : ServerTests(fixture)
{
    [Fact]
    public async Task REJECT_names_the_execution_that_is_busy_until_it_has_ended()
    {
        var client = await ClientAsync();
        var agent = await AskingAsync(client);
        var first = await BusyAsync(client, agent);
        var refused = await Refused.ByAsync("EXECUTION_BUSY", () => StartAsync(client, agent, BusyPolicy.Reject));
        Assert.Equal(first, refused.Facts["id"]);
        await Refused.ByAsync("EXECUTION_BUSY", async () => await client.Executions.StartExecutionAsync(
            new() { AgentId = agent, BusyPolicy = BusyPolicy.Reject, ValidateOnly = true }, cancellationToken: Ct));
        await EndAsync(client, first);
        await StartAsync(client, agent, BusyPolicy.Reject);
    }

    [Fact]
    public async Task Of_many_that_start_at_once_with_REJECT_exactly_one_is_accepted()
    {
        var client = await ClientAsync();
        var agent = await AskingAsync(client);
        var accepted = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            try
            {
                return await StartAsync(client, agent, BusyPolicy.Reject);
            }
            catch (Grpc.Core.RpcException refused) when (Refused.Of(refused).Reason == "EXECUTION_BUSY")
            {
                return null;
            }
        }));
        Assert.Single(accepted, id => id is not null);
    }

    [Fact]
    public async Task ENQUEUE_begins_one_after_the_other_in_the_order_of_the_starts()
    {
        var client = await ClientAsync();
        var agent = await AskingAsync(client);
        var first = await BusyAsync(client, agent);
        var second = await StartAsync(client, agent, BusyPolicy.Enqueue);
        var third = await StartAsync(client, agent, BusyPolicy.Enqueue);
        Assert.Equal((1, 2), (await PositionAsync(client, second), await PositionAsync(client, third)));
        await Refused.ByAsync("EXECUTION_BUSY", () => StartAsync(client, agent, BusyPolicy.Reject));
        Assert.Equal((ExecutionStatus.Pending, ExecutionStatus.Pending), (await StatusAsync(client, second), await StatusAsync(client, third)));
        await EndAsync(client, first);
        await StepAgents.UntilAsync(client, second, Asks);
        Assert.Equal(ExecutionStatus.Pending, await StatusAsync(client, third));
        await EndAsync(client, second);
        await StepAgents.UntilAsync(client, third, Asks);
        await EndAsync(client, third);
        var events = await StepAgents.EventsAsync(client, third);
        Assert.Equal(Enumerable.Range(1, events.Count).Select(n => (ulong)n), events.Select(happened => happened.Sequence));
    }

    [Fact]
    public async Task What_is_started_later_without_a_policy_does_not_hold_up_the_line()
    {
        var client = await ClientAsync();
        var agent = await AskingAsync(client);
        var first = await BusyAsync(client, agent);
        var second = await StartAsync(client, agent, BusyPolicy.Enqueue);
        await BusyAsync(client, agent);
        await EndAsync(client, first);
        await StepAgents.UntilAsync(client, second, Asks);
    }

    [Fact]
    public async Task CANCEL_OTHER_begins_when_those_before_it_have_been_cancelled()
    {
        var client = await ClientAsync();
        var agent = await AskingAsync(client);
        var running = await BusyAsync(client, agent);
        var waiting = await StartAsync(client, agent, BusyPolicy.Enqueue);
        var last = await StartAsync(client, agent, BusyPolicy.CancelOther, "request-1");
        await StepAgents.UntilAsync(client, last, Asks);
        foreach (var id in new[] { running, waiting })
        {
            var end = (await StepAgents.EventsAsync(client, id))[^1].ExecutionFinished;
            Assert.Equal((ExecutionStatus.Cancelled, StopReason.Superseded), (end.Status, end.StopReason));
        }

        Assert.Equal(last, await StartAsync(client, agent, BusyPolicy.CancelOther, "request-1"));
        Assert.Equal(ExecutionStatus.WaitingForInput, await StatusAsync(client, last));
    }

    [Fact]
    public async Task A_key_keeps_agents_apart_or_together()
    {
        var client = await ClientAsync();
        var (one, other) = (await AskingAsync(client), await AskingAsync(client));
        var busy = await StepAgents.StartUntilAsync(client, new() { AgentId = one, ConcurrencyKey = "crm" }, ExecutionStatus.WaitingForInput);
        var refused = await Refused.ByAsync("EXECUTION_BUSY", async () => await client.Executions.StartExecutionAsync(
            new() { AgentId = other, ConcurrencyKey = "crm", BusyPolicy = BusyPolicy.Reject }, cancellationToken: Ct));
        Assert.Equal(busy, refused.Facts["id"]);
        await StartAsync(client, one, BusyPolicy.Reject);
        await StartAsync(client, other, BusyPolicy.Reject);
        var stranger = await ClientAsync();
        var theirs = await AskingAsync(stranger);
        await stranger.Executions.StartExecutionAsync(new() { AgentId = theirs, ConcurrencyKey = "crm", BusyPolicy = BusyPolicy.Reject }, cancellationToken: Ct);
    }

    [Fact]
    public async Task The_agents_default_counts_unless_the_start_says_otherwise()
    {
        var client = await ClientAsync();
        var agent = await AskingAsync(client, made => made.Defaults = new() { BusyPolicy = BusyPolicy.Reject, ConcurrencyKey = "crm" });
        var first = await BusyAsync(client, agent);
        var refused = await Refused.ByAsync("EXECUTION_BUSY", () => StartAsync(client, agent, BusyPolicy.Unspecified));
        Assert.Equal(first, refused.Facts["id"]);
        await StartAsync(client, agent, BusyPolicy.Allow);
        await client.Executions.StartExecutionAsync(new() { AgentId = agent, Mode = ExecutionMode.DryRun }, cancellationToken: Ct);
    }

    [Fact]
    public async Task What_waits_for_its_turn_can_be_cancelled_at_once()
    {
        var client = await ClientAsync();
        var agent = await AskingAsync(client);
        var first = await BusyAsync(client, agent);
        var second = await StartAsync(client, agent, BusyPolicy.Enqueue);
        await EndAsync(client, second);
        var statuses = await StepAgents.StatusesAsync(client, second);
        Assert.Equal([ExecutionStatus.Cancelled], statuses);
        Assert.Equal(ExecutionStatus.WaitingForInput, await StatusAsync(client, first));
    }

    [Fact]
    public async Task What_is_sent_to_one_in_line_does_not_begin_it_before_its_turn()
    {
        var client = await ClientAsync();
        var agent = await AskingAsync(client);
        var first = await BusyAsync(client, agent);
        var second = await StartAsync(client, agent, BusyPolicy.Enqueue);
        await client.Executions.PauseExecutionAsync(new() { ExecutionId = second }, cancellationToken: Ct);
        Assert.Equal(ExecutionStatus.Pending, await StatusAsync(client, second));
        await EndAsync(client, first);
        await StepAgents.UntilAsync(client, second, happened => happened.ExecutionStarted is not null);
    }

    internal static Task<string> AskingAsync(TestClient client, Action<Agent>? adjust = null)
        => StepAgents.AgentAsync(client, adjust, ("ask-colour", StepAgents.Asking("ask-colour")));

    internal static Task<string> BusyAsync(TestClient client, string agent)
        => StepAgents.StartUntilAsync(client, new() { AgentId = agent, BusyPolicy = BusyPolicy.Allow }, ExecutionStatus.WaitingForInput);

    internal static async Task<string> StartAsync(TestClient client, string agent, BusyPolicy policy, string requestId = "")
        => (await client.Executions.StartExecutionAsync(
            new() { AgentId = agent, BusyPolicy = policy, RequestId = requestId }, cancellationToken: Ct)).ExecutionId;

    internal static async Task EndAsync(TestClient client, string id)
    {
        await client.Executions.CancelExecutionAsync(new() { ExecutionId = id, Mode = CancelMode.Hard }, cancellationToken: Ct);
        await StepAgents.EventsAsync(client, id);
    }

    internal static bool Asks(ExecutionEvent happened) => happened.StatusChanged?.To == ExecutionStatus.WaitingForInput;

    internal static async Task<ExecutionStatus> StatusAsync(TestClient client, string id)
        => (await client.Executions.GetExecutionAsync(new() { ExecutionId = id }, cancellationToken: Ct)).Execution.Status;

    private static async Task<int> PositionAsync(TestClient client, string id)
        => (await StepAgents.UntilAsync(client, id, happened => happened.ExecutionAccepted is not null)).ExecutionAccepted.QueuePosition;
}

public sealed class SqliteBusyPolicyTests(SqliteServer server) : BusyPolicyTests(server);

public sealed class PostgresBusyPolicyTests(PostgresServer server) : BusyPolicyTests(server);

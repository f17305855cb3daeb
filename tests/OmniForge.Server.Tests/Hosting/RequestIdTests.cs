using Grpc.Core;
using OmniForge.Server.Tests.Agents;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Hosting;

public abstract class RequestIdTests(ServerFixture fixture) : ServerTests(fixture)
{
    [Fact]
    public async Task A_repeat_gets_the_first_answer_again_and_says_so()
    {
        var client = await ClientAsync();
        var request = AgentSamples.Request();
        request.RequestId = "once";
        var (first, replayed) = await CreateAsync(client, request);
        Assert.False(replayed);
        (var second, replayed) = await CreateAsync(client, request);
        Assert.Equal((first.Id, true), (second.Id, replayed));
        Assert.Single((await client.Agents.ListAgentsAsync(new(), cancellationToken: Ct)).Agents);
    }

    [Fact]
    public async Task Another_wish_under_the_same_id_is_refused()
    {
        var client = await ClientAsync();
        var request = AgentSamples.Request();
        request.RequestId = "once";
        await CreateAsync(client, request);
        request.Agent.Name = "Another";
        var refused = await Refused.ByAsync("REQUEST_ID_REUSED", () => CreateAsync(client, request));
        Assert.Equal(StatusCode.AlreadyExists, refused.Code);
        var colleague = await client.WithRolesAsync(Ct);
        Assert.False((await CreateAsync(colleague, request)).Replayed);
    }

    [Fact]
    public async Task Repeats_at_the_same_time_make_one_agent()
    {
        var client = await ClientAsync();
        var request = AgentSamples.Request();
        request.RequestId = "together";
        var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => CreateAsync(client, request)));
        Assert.Single(made.Select(answer => answer.Agent.Id).Distinct());
        Assert.Single(made, answer => !answer.Replayed);
    }

    [Fact]
    public async Task The_header_stands_in_for_the_field()
    {
        var client = await ClientAsync();
        var headers = new Metadata { { "idempotency-key", "by-header" } };
        var first = await client.Agents.CreateAgentAsync(AgentSamples.Request(), headers, cancellationToken: Ct);
        var second = await client.Agents.CreateAgentAsync(AgentSamples.Request(), headers, cancellationToken: Ct);
        Assert.Equal(first.Agent.Id, second.Agent.Id);
    }

    [Fact]
    public async Task A_refused_call_may_be_repeated()
    {
        var client = await ClientAsync();
        var request = new ActivateAgentRequest { AgentId = "later", RequestId = "once" };
        await Refused.ByAsync("RESOURCE_NOT_FOUND", async () => await client.Agents.ActivateAgentAsync(request, cancellationToken: Ct));
        var create = AgentSamples.Request(publish: true);
        create.AgentId = "later";
        await CreateAsync(client, create);
        await Refused.ByAsync("TEST_REQUIRED", async () => await client.Agents.ActivateAgentAsync(request, cancellationToken: Ct));
    }

    [Theory]
    [InlineData(65)]
    [InlineData(1000)]
    public async Task A_request_id_is_short(int length)
    {
        var client = await ClientAsync();
        var request = AgentSamples.Request();
        request.RequestId = new string('x', length);
        var refused = await Refused.ByAsync("FIELD_INVALID", () => CreateAsync(client, request));
        Assert.Equal(["request_id"], refused.Fields);
    }

    private static async Task<(Agent Agent, bool Replayed)> CreateAsync(TestClient client, CreateAgentRequest request)
    {
        using var call = client.Agents.CreateAgentAsync(request, cancellationToken: Ct);
        var headers = await call.ResponseHeadersAsync;
        return ((await call).Agent, headers.GetValue("x-idempotent-replay") == "true");
    }
}

public sealed class SqliteRequestIdTests(SqliteServer server) : RequestIdTests(server);

public sealed class PostgresRequestIdTests(PostgresServer server) : RequestIdTests(server);

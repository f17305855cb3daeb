using Grpc.Core;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Agents;

public abstract class AgentListTests(ServerFixture fixture) : ServerTests(fixture)
{
    [Fact]
    public async Task Pages_are_newest_first_and_complete()
    {
        var client = await ClientAsync();
        var made = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            made.Insert(0, (await client.NewAgentAsync(Ct, publish: false, name: $"Agent {i}")).Id);
        }

        var seen = new List<string>();
        var request = new ListAgentsRequest { PageSize = 3 };
        do
        {
            var page = await client.Agents.ListAgentsAsync(request, cancellationToken: Ct);
            Assert.InRange(page.Agents.Count, 1, 3);
            seen.AddRange(page.Agents.Select(agent => agent.Id));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        Assert.Equal(made, seen);
    }

    [Fact]
    public async Task Filters_add_up()
    {
        var client = await ClientAsync();
        var active = await client.NewActiveAgentAsync(Ct);
        var labelled = new CreateAgentRequest { Agent = new() { Name = "late and labelled", Labels = { ["team"] = "sales" } } };
        var other = (await client.Agents.CreateAgentAsync(labelled, cancellationToken: Ct)).Agent;
        Assert.Equal([active.Id], await IdsAsync(client, new() { Statuses = { AgentStatus.Active } }));
        Assert.Equal([other.Id, active.Id], await IdsAsync(client, new() { NamePrefix = "LATE" }));
        Assert.Equal([other.Id], await IdsAsync(client, new() { Label = "team" }));
        Assert.Equal([other.Id], await IdsAsync(client, new() { Label = "team=sales", TriggerType = TriggerType.OnDemand }));
        Assert.Empty(await IdsAsync(client, new() { Label = "team=other" }));
        Assert.Empty(await IdsAsync(client, new() { TriggerType = TriggerType.Scheduled }));
        Assert.Empty(await IdsAsync(client, new() { Integration = "notion" }));
    }

    [Fact]
    public async Task A_token_belongs_to_its_list_its_filters_and_its_tenant()
    {
        var client = await ClientAsync();
        for (var i = 0; i < 3; i++)
        {
            await client.NewAgentAsync(Ct, publish: false);
        }

        var token = (await client.Agents.ListAgentsAsync(new() { PageSize = 1 }, cancellationToken: Ct)).NextPageToken;
        var other = await ClientAsync();
        foreach (var (who, request) in new[]
        {
            (client, new ListAgentsRequest { PageToken = token, NamePrefix = "L" }),
            (client, new ListAgentsRequest { PageToken = token, ShowDeleted = true }),
            (client, new ListAgentsRequest { PageToken = token + "A" }),
            (client, new ListAgentsRequest { PageToken = "?" }),
            (other, new ListAgentsRequest { PageToken = token }),
        })
        {
            var refused = await Refused.ByAsync("PAGE_TOKEN_INVALID", async () => await who.Agents.ListAgentsAsync(request, cancellationToken: Ct));
            Assert.Equal((StatusCode.InvalidArgument, "page_token"), (refused.Code, Assert.Single(refused.Fields)));
        }

        Assert.Single((await client.Agents.ListAgentsAsync(new() { PageSize = 1, PageToken = token }, cancellationToken: Ct)).Agents);
    }

    [Fact]
    public async Task A_negative_page_size_is_refused()
    {
        var client = await ClientAsync();
        var refused = await Refused.ByAsync("FIELD_INVALID", async () => await client.Agents.ListAgentsAsync(new() { PageSize = -1 }, cancellationToken: Ct));
        Assert.Equal(["page_size"], refused.Fields);
    }

    private static async Task<IEnumerable<string>> IdsAsync(TestClient client, ListAgentsRequest request)
        => (await client.Agents.ListAgentsAsync(request, cancellationToken: Ct)).Agents.Select(agent => agent.Id);
}

public sealed class SqliteAgentListTests(SqliteServer server) : AgentListTests(server);

public sealed class PostgresAgentListTests(PostgresServer server) : AgentListTests(server);

using OmniForge.Server.Tests.Executions;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Triggers;

/// <summary>Making and changing triggers, on both databases.</summary>
public abstract class TriggerServiceTests(ServerFixture fixture) : ServerTests(fixture)
{
    private TestClient _client = null!;
    private string _agent = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _client = await ClientAsync();
        _agent = await StepAgents.AgentAsync(_client, null, ("count-rows", StepAgents.Counting("count-rows")));
    }

    [Theory]
    [InlineData("EVENT_TYPE_UNKNOWN", "github", "github.star_given", "")]
    [InlineData("EVENT_TYPE_UNKNOWN", "github", "", "")]
    [InlineData("EVENT_TYPE_UNKNOWN", "", "order.paid", "")]
    [InlineData("CONDITION_INVALID", "", "", "input.data.amount >")]
    [InlineData("CONDITION_INVALID", "", "", "steps.fetch.count > 1")]
    [InlineData("INTEGRATION_UNKNOWN", "myspace", "myspace.liked", "")]
    public async Task What_cannot_be_waited_for_is_refused(string reason, string integration, string type, string condition)
    {
        var wish = new Trigger { Integration = integration, Condition = condition };
        wish.EventTypes.Add(type.Length > 0 ? [type] : []);
        await Refused.ByAsync(reason, () => MakeAsync(wish));
    }

    [Fact]
    public async Task A_poll_needs_an_account_a_place_to_look_into_and_something_that_can_be_looked_for()
    {
        var wish = new Trigger { Kind = TriggerKind.Poll, Integration = "notion", ResourceId = "d" };
        wish.EventTypes.Add("notion.page_created");
        var refused = await Refused.ByAsync("CONNECTION_REQUIRED", () => MakeAsync(wish));
        Assert.Contains("omniforge connections add notion", refused.Message, StringComparison.Ordinal);
        wish.ResourceId = "";
        await Refused.ByAsync("FIELD_INVALID", () => MakeAsync(wish));
        var told = new Trigger { Kind = TriggerKind.Poll, Integration = "slack" };
        told.EventTypes.Add("slack.message_posted");
        await Refused.ByAsync("FIELD_INVALID", () => MakeAsync(told));
        await Refused.ByAsync("FIELD_INVALID", () => MakeAsync(new() { Kind = TriggerKind.Poll }));
    }

    [Fact]
    public async Task A_trigger_is_made_shown_changed_and_removed()
    {
        var made = (await MakeAsync(new() { Name = "orders", Condition = "input.data.amount > 1" })).Trigger;
        Assert.Equal((TriggerKind.Webhook, TriggerStatus.Active, SignatureScheme.HmacSha256, "webhook.received"), (made.Kind, made.Status, made.Scheme, made.EventTypes.Single()));
        Assert.Matches("/hooks/[A-Za-z0-9_-]{43}$", made.HookUrl);
        Assert.StartsWith("whsec_", made.Secret, StringComparison.Ordinal);
        Assert.Equal("Starts within seconds when your system posts to its address.", made.Description);

        var changed = (await _client.Triggers.UpdateTriggerAsync(
            new() { Trigger = new() { Id = made.Id, Name = "paid orders", Tolerance = new() { Seconds = 30 } }, Etag = made.Etag }, cancellationToken: Ct)).Trigger;
        Assert.Equal(("paid orders", made.Condition, 30, made.HookUrl), (changed.Name, changed.Condition, changed.Tolerance.Seconds, changed.HookUrl));
        await Refused.ByAsync("ETAG_MISMATCH", async () => await _client.Triggers.DeleteTriggerAsync(new() { TriggerId = made.Id, Etag = made.Etag }, cancellationToken: Ct));
        await Refused.ByAsync("FIELD_INVALID", async () => await _client.Triggers.UpdateTriggerAsync(
            new() { Trigger = new() { Id = made.Id, Kind = TriggerKind.Poll }, UpdateMask = new() { Paths = { "kind" } } }, cancellationToken: Ct));
        var listed = await _client.Triggers.ListTriggersAsync(new() { AgentId = _agent }, cancellationToken: Ct);
        Assert.Equal(("paid orders", ""), (listed.Triggers.Single().Name, listed.Triggers.Single().Secret));
        await _client.Triggers.DeleteTriggerAsync(new() { TriggerId = made.Id }, cancellationToken: Ct);
        await Refused.ByAsync("RESOURCE_NOT_FOUND", async () => await _client.Triggers.GetTriggerAsync(new() { TriggerId = made.Id }, cancellationToken: Ct));
    }

    [Fact]
    public async Task Lists_go_page_by_page_in_the_order_of_making()
    {
        for (var i = 0; i < 5; i++)
        {
            await MakeAsync(new() { Name = $"{i}" });
        }

        var (names, token) = (new List<string>(), "");
        do
        {
            var page = await _client.Triggers.ListTriggersAsync(new() { PageSize = 2, PageToken = token }, cancellationToken: Ct);
            names.AddRange(page.Triggers.Select(trigger => trigger.Name));
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        Assert.Equal(["0", "1", "2", "3", "4"], names);
    }

    [Fact]
    public async Task An_agent_has_at_most_twenty_and_an_archived_one_gets_none()
    {
        for (var i = 0; i < 20; i++)
        {
            await MakeAsync(new());
        }

        await Refused.ByAsync("QUOTA_EXCEEDED", () => MakeAsync(new()));
        await _client.Agents.ArchiveAgentAsync(new() { AgentId = _agent }, cancellationToken: Ct);
        await Refused.ByAsync("AGENT_ARCHIVED", () => MakeAsync(new()));
    }

    [Fact]
    public async Task An_agent_with_a_trigger_is_driven_by_events()
    {
        await MakeAsync(new());
        var agent = (await _client.Agents.GetAgentAsync(new() { AgentId = _agent }, cancellationToken: Ct)).Agent;
        Assert.Equal(TriggerType.EventDriven, agent.TriggerType);
    }

    private async Task<CreateTriggerResponse> MakeAsync(Trigger wish)
        => await _client.Triggers.CreateTriggerAsync(new() { AgentId = _agent, Trigger = wish }, cancellationToken: Ct);
}

public sealed class SqliteTriggerServiceTests(SqliteServer server) : TriggerServiceTests(server);

public sealed class PostgresTriggerServiceTests(PostgresServer server) : TriggerServiceTests(server);

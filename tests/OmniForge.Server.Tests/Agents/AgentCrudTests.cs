using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Agents;

public abstract class AgentCrudTests(ServerFixture fixture) : ServerTests(fixture)
{
    [Fact]
    public async Task A_new_agent_is_a_draft_and_shows_what_it_was_given()
    {
        var client = await ClientAsync();
        var created = await client.NewAgentAsync(Ct, publish: false);
        Assert.Equal(AgentStatus.Draft, created.Status);
        Assert.Equal((0, 0, true), (created.Version, created.LatestVersion, created.HasDraft));
        Assert.Equal(TriggerType.OnDemand, created.TriggerType);
        Assert.Equal("late-orders", Assert.Single(created.Skills).Key);
        Assert.Matches("^[0-9a-f]{32}$", created.Id);
        Assert.Equal((client.KeyId, ActorKind.ApiKey), (created.CreatedBy.Id, created.CreatedBy.Kind));
        var read = (await client.Agents.GetAgentAsync(new() { AgentId = created.Id }, cancellationToken: Ct)).Agent;
        Assert.Equal(created, read);
    }

    [Fact]
    public async Task Publishing_at_once_makes_version_1_and_its_folder()
    {
        var client = await ClientAsync();
        var agent = await client.NewAgentAsync(Ct);
        Assert.Equal((1, 1, false), (agent.Version, agent.LatestVersion, agent.HasDraft));
        var file = Path.Combine(Server.Options.Home, "tenants", client.TenantId, "agents", agent.Id, "skills", "late-orders", "SKILL.md");
        Assert.Equal(!Server.Options.FilesInDatabase, File.Exists(file));
        if (!Server.Options.FilesInDatabase)
        {
            Assert.Equal(AgentSamples.Skill, await File.ReadAllTextAsync(file, Ct));
        }

        var version = (await client.Agents.GetAgentVersionAsync(new() { AgentId = agent.Id, Version = 1 }, cancellationToken: Ct)).AgentVersion;
        Assert.Equal("First version", version.Summary);
        Assert.Matches("^[0-9a-f]{64}$", version.SkillDigests["late-orders"]);
    }

    [Fact]
    public async Task A_chosen_id_is_used_and_never_again()
    {
        var client = await ClientAsync();
        var request = AgentSamples.Request();
        request.AgentId = "late-orders";
        Assert.Equal("late-orders", (await client.Agents.CreateAgentAsync(request, cancellationToken: Ct)).Agent.Id);
        await client.Agents.DeleteAgentAsync(new() { AgentId = "late-orders" }, cancellationToken: Ct);
        var refused = await Refused.ByAsync("ID_TAKEN", async () => await client.Agents.CreateAgentAsync(request, cancellationToken: Ct));
        Assert.Equal((StatusCode.AlreadyExists, "late-orders"), (refused.Code, refused.Facts["id"]));
        var other = await ClientAsync();
        Assert.Equal("late-orders", (await other.Agents.CreateAgentAsync(request, cancellationToken: Ct)).Agent.Id);
    }

    [Theory]
    [InlineData("Upper", "agent_id")]
    [InlineData("-dash", "agent_id")]
    [InlineData("watch", "agent_id")]
    [InlineData("0123456789abcdef0123456789abcdef", "agent_id")]
    public async Task An_id_that_is_none_is_refused(string id, string field)
    {
        var client = await ClientAsync();
        var request = AgentSamples.Request();
        request.AgentId = id;
        var refused = await Refused.ByAsync("FIELD_INVALID", async () => await client.Agents.CreateAgentAsync(request, cancellationToken: Ct));
        Assert.Equal([field], refused.Fields);
    }

    public static TheoryData<string, string> WrongAgents => new()
    {
        { """{"name": ""}""", "agent.name" },
        { """{"name": "x", "skills": [{"name": "a"}, {"name": "a"}]}""", "agent.skills[1].key" },
        { """{"name": "x", "skills": [{"name": "a", "fallback_skill": "b"}]}""", "agent.skills[0].fallback_skill" },
        { """{"name": "x", "skills": [{"name": "a", "order": 33}]}""", "agent.skills[0].order" },
        { """{"name": "x", "skills": [{"name": "a", "timeout": "7200s"}]}""", "agent.skills[0].timeout" },
        { """{"name": "x", "skills": [{"name": "a", "retry": {"max_retries": 11}}]}""", "agent.skills[0].retry.max_retries" },
        { """{"name": "x", "defaults": {"max_iterations": 101}}""", "agent.defaults.max_iterations" },
        { """{"name": "x", "defaults": {"deadline": "100000s"}}""", "agent.defaults.deadline" },
        { """{"name": "x", "sharing": "SHARING_LEVEL_PRIVATE"}""", "agent.sharing" },
        { """{"name": "x", "granted_tools": [" "]}""", "agent.granted_tools[0]" },
    };

    [Theory]
    [MemberData(nameof(WrongAgents))]
    public async Task A_wrong_field_is_named(string json, string field)
    {
        var client = await ClientAsync();
        var request = new CreateAgentRequest { Agent = Agent.Parser.ParseJson(json) };
        var refused = await Refused.ByAsync("FIELD_INVALID", async () => await client.Agents.CreateAgentAsync(request, cancellationToken: Ct));
        Assert.Equal((StatusCode.InvalidArgument, field), (refused.Code, Assert.Single(refused.Fields)));
    }

    [Fact]
    public async Task Checking_only_leaves_nothing_behind()
    {
        var client = await ClientAsync();
        var request = AgentSamples.Request(publish: true);
        request.ValidateOnly = true;
        Assert.Equal("", (await client.Agents.CreateAgentAsync(request, cancellationToken: Ct)).Agent.Id);
        Assert.Empty((await client.Agents.ListAgentsAsync(new(), cancellationToken: Ct)).Agents);
        request.Files.Clear();
        var refused = await Refused.ByAsync("SKILL_INVALID", async () => await client.Agents.CreateAgentAsync(request, cancellationToken: Ct));
        Assert.Equal("skill_files", refused.Facts["missing"]);
    }

    [Fact]
    public async Task A_skill_with_an_error_cannot_be_published_and_the_place_is_named()
    {
        var client = await ClientAsync();
        var request = AgentSamples.Request(publish: true);
        request.Files[0] = AgentSamples.File("---\nname: late-orders\n---\nNo description.\n");
        var refused = await Refused.ByAsync("SKILL_INVALID", async () => await client.Agents.CreateAgentAsync(request, cancellationToken: Ct));
        Assert.Matches(@"^late-orders/SKILL\.md:\d+:\d+$", refused.Fields[0]);
        Assert.Matches("^OF[0-9]{4}", refused.Facts["codes"]);
    }

    [Fact]
    public async Task Metadata_changes_at_once_and_only_the_fields_of_the_mask()
    {
        var client = await ClientAsync();
        var agent = await client.NewAgentAsync(Ct);
        var request = new UpdateAgentRequest
        {
            Agent = new() { Id = agent.Id, Name = "Orders", Description = "ignored", Labels = { ["team"] = "sales" } },
            UpdateMask = new FieldMask { Paths = { "name", "labels" } },
        };
        var updated = (await client.Agents.UpdateAgentAsync(request, cancellationToken: Ct)).Agent;
        Assert.Equal(("Orders", "", "sales", 1), (updated.Name, updated.Description, updated.Labels["team"], updated.Version));
        Assert.NotEqual(agent.Etag, updated.Etag);
        var body = new UpdateAgentRequest { Agent = new() { Id = agent.Id, Description = "Finds late orders" } };
        updated = (await client.Agents.UpdateAgentAsync(body, cancellationToken: Ct)).Agent;
        Assert.Equal(("Orders", "Finds late orders"), (updated.Name, updated.Description));
    }

    [Theory]
    [InlineData("status")]
    [InlineData("nonsense")]
    public async Task An_output_only_or_unknown_mask_path_is_refused(string path)
    {
        var client = await ClientAsync();
        var agent = await client.NewAgentAsync(Ct);
        var request = new UpdateAgentRequest { Agent = new() { Id = agent.Id }, UpdateMask = new FieldMask { Paths = { path } } };
        var refused = await Refused.ByAsync("FIELD_INVALID", async () => await client.Agents.UpdateAgentAsync(request, cancellationToken: Ct));
        Assert.Equal(["update_mask"], refused.Fields);
    }

    [Fact]
    public async Task A_versioned_field_publishes_a_version_unless_a_draft_is_open()
    {
        var client = await ClientAsync();
        var agent = await client.NewAgentAsync(Ct);
        var request = new UpdateAgentRequest { Agent = new() { Id = agent.Id, DefaultModel = "small" } };
        var updated = (await client.Agents.UpdateAgentAsync(request, cancellationToken: Ct)).Agent;
        Assert.Equal((2, "small", 1), (updated.Version, updated.DefaultModel, updated.Skills.Count));
        Assert.Equal(2, (await client.Agents.UpdateAgentAsync(request, cancellationToken: Ct)).Agent.Version);
        await client.Agents.EditDraftAsync(AgentSamples.Edit(agent.Id, ""), cancellationToken: Ct);
        request.Agent.DefaultModel = "large";
        await Refused.ByAsync("DRAFT_EXISTS", async () => await client.Agents.UpdateAgentAsync(request, cancellationToken: Ct));
        var metadata = new UpdateAgentRequest { Agent = new() { Id = agent.Id, Name = "Still changes" } };
        Assert.Equal("Still changes", (await client.Agents.UpdateAgentAsync(metadata, cancellationToken: Ct)).Agent.Name);
    }

    [Fact]
    public async Task A_stale_etag_is_refused_with_the_current_one()
    {
        var client = await ClientAsync();
        var agent = await client.NewAgentAsync(Ct);
        var request = new UpdateAgentRequest { Agent = new() { Id = agent.Id, Name = "One" }, Etag = agent.Etag };
        var updated = (await client.Agents.UpdateAgentAsync(request, cancellationToken: Ct)).Agent;
        var refused = await Refused.ByAsync("ETAG_MISMATCH", async () => await client.Agents.UpdateAgentAsync(request, cancellationToken: Ct));
        Assert.Equal((StatusCode.Aborted, updated.Etag), (refused.Code, refused.Facts["etag"]));
        await Refused.ByAsync("ETAG_MISMATCH", async () => await client.Agents.ActivateAgentAsync(
            new() { AgentId = agent.Id, Etag = agent.Etag, OverrideTest = true }, cancellationToken: Ct));
        await Refused.ByAsync("ETAG_MISMATCH", async () => await client.Agents.DeleteAgentAsync(
            new() { AgentId = agent.Id, Etag = agent.Etag }, cancellationToken: Ct));
    }

    [Fact]
    public async Task A_deleted_agent_answers_hides_and_comes_back()
    {
        var client = await ClientAsync();
        var agent = await client.NewActiveAgentAsync(Ct);
        var deleted = (await client.Agents.DeleteAgentAsync(new() { AgentId = agent.Id }, cancellationToken: Ct)).Agent;
        Assert.Equal(TimeSpan.FromDays(30), deleted.PurgeAt.ToDateTimeOffset() - deleted.DeletedAt.ToDateTimeOffset());
        Assert.Equal(deleted, (await client.Agents.DeleteAgentAsync(new() { AgentId = agent.Id }, cancellationToken: Ct)).Agent);
        Assert.Empty((await client.Agents.ListAgentsAsync(new(), cancellationToken: Ct)).Agents);
        Assert.Single((await client.Agents.ListAgentsAsync(new() { ShowDeleted = true }, cancellationToken: Ct)).Agents);
        await Refused.ByAsync("TRANSITION_NOT_ALLOWED", async () => await client.Agents.ActivateAgentAsync(new() { AgentId = agent.Id }, cancellationToken: Ct));
        var back = (await client.Agents.UndeleteAgentAsync(new() { AgentId = agent.Id }, cancellationToken: Ct)).Agent;
        Assert.Equal((AgentStatus.Paused, null), (back.Status, back.DeletedAt));
    }
}

public sealed class SqliteAgentCrudTests(SqliteServer server) : AgentCrudTests(server);

public sealed class PostgresAgentCrudTests(PostgresServer server) : AgentCrudTests(server);

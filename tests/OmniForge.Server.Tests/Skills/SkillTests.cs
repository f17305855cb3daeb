using Google.Protobuf;
using Grpc.Core;
using OmniForge.Server.Tests.Agents;
using OmniForge.Server.Tests.Hosting;
using OmniForge.Skills;
using OmniForge.V1;
using SkillProfile = OmniForge.V1.SkillProfile;

namespace OmniForge.Server.Tests.Skills;

public abstract class SkillTests(ServerFixture fixture) : ServerTests(fixture)
{
    private const string Text = "---\nname: house-style\ndescription: How we write. Use it for every letter.\ntags: [letters]\nallowed-tools: [Read]\n---\n\nWrite plainly.\n";

    [Fact]
    public async Task A_tenant_skill_is_kept_as_a_folder_and_told_whole()
    {
        var client = await ClientAsync();
        var created = await CreateAsync(client, new() { Text = Text, Files = { new SkillFile { Path = "words/good.txt", Content = ByteString.CopyFromUtf8("plain") } } });
        Assert.Equal(("house-style", SkillLayer.Tenant, 1, true), (created.Name, created.Layer, created.Revision, created.ToolsRestricted));
        Assert.Equal(["letters", "Read"], created.Tags.Concat(created.AllowedTools));
        var folder = Path.Combine(Server.Options.Home, "tenants", client.TenantId, "skills", "house-style");
        Assert.Equal(!Server.Options.FilesInDatabase, Directory.Exists(folder));
        if (!Server.Options.FilesInDatabase)
        {
            Assert.Equal(Text, await File.ReadAllTextAsync(Path.Combine(folder, "SKILL.md"), Ct));
            Assert.Equal("plain", await File.ReadAllTextAsync(Path.Combine(folder, "words", "good.txt"), Ct));
        }

        var read = (await client.Skills.GetSkillAsync(new() { SkillId = created.Id }, cancellationToken: Ct)).Skill;
        Assert.Equal("plain", Assert.Single(read.Files).Content.ToStringUtf8());
        Assert.Equal(created.Digest, read.Digest);
    }

    [Fact]
    public async Task A_change_needs_the_state_it_was_made_for()
    {
        var client = await ClientAsync();
        var created = await CreateAsync(client, new() { Text = Text });
        var update = new UpdateSkillRequest { Skill = new() { Id = created.Id, Text = Text + "Always.\n" }, Etag = created.Etag };
        var updated = (await client.Skills.UpdateSkillAsync(update, cancellationToken: Ct)).Skill;
        Assert.Equal((2, false), (updated.Revision, updated.Digest == created.Digest));
        var refused = await Refused.ByAsync("ETAG_MISMATCH", async () => await client.Skills.UpdateSkillAsync(update, cancellationToken: Ct));
        Assert.Equal(updated.Etag, refused.Facts["etag"]);
        await Refused.ByAsync("ETAG_MISMATCH", async () => await client.Skills.DeleteSkillAsync(new() { SkillId = created.Id, Etag = created.Etag }, cancellationToken: Ct));
        await client.Skills.DeleteSkillAsync(new() { SkillId = created.Id }, cancellationToken: Ct);
        await Refused.ByAsync("RESOURCE_NOT_FOUND", async () => await client.Skills.GetSkillAsync(new() { SkillId = created.Id }, cancellationToken: Ct));
        Assert.False(Directory.Exists(Path.Combine(Server.Options.Home, "tenants", client.TenantId, "skills", "house-style")));
    }

    [Fact]
    public async Task A_wrong_text_is_refused_with_its_places_and_codes()
    {
        var client = await ClientAsync();
        var refused = await Refused.ByAsync("SKILL_INVALID", () => CreateAsync(client, new() { Name = "other-name", Text = Text }));
        Assert.Equal(StatusCode.InvalidArgument, refused.Code);
        Assert.Matches(@"^text:\d+:\d+$", refused.Fields[0]);
        Assert.Matches(@"^OF\d{4}(,OF\d{4})*$", refused.Facts["codes"]);
        await Refused.ByAsync("PATH_INVALID", () => CreateAsync(client, new() { Text = Text, Files = { new SkillFile { Path = "../up.txt" } } }));
        Assert.Empty((await client.Skills.ListSkillsAsync(new(), cancellationToken: Ct)).Skills);
    }

    [Fact]
    public async Task A_name_is_taken_once_per_layer_and_layers_of_others_are_closed()
    {
        var client = await ClientAsync();
        await CreateAsync(client, new() { Text = Text });
        var refused = await Refused.ByAsync("SKILL_NAME_TAKEN", () => CreateAsync(client, new() { Text = Text }));
        Assert.Equal((StatusCode.AlreadyExists, "house-style"), (refused.Code, refused.Facts["id"]));
        await Refused.ByAsync("LAYER_READ_ONLY", () => CreateAsync(client, new() { Text = Text, Layer = SkillLayer.Public }));
        var builder = await client.WithRolesAsync(Ct, "builder");
        refused = await Refused.ByAsync("PERMISSION_MISSING", () => CreateAsync(builder, new() { Text = Text.Replace("house-style", "my-style", StringComparison.Ordinal) }));
        Assert.Equal("skills.write_tenant", refused.Facts["permission"]);
    }

    [Fact]
    public async Task Checking_only_changes_nothing()
    {
        var client = await ClientAsync();
        var request = new CreateSkillRequest { Skill = new() { Text = Text }, ValidateOnly = true };
        Assert.Equal("", (await client.Skills.CreateSkillAsync(request, cancellationToken: Ct)).Skill.Id);
        Assert.Empty((await client.Skills.ListSkillsAsync(new(), cancellationToken: Ct)).Skills);
    }

    [Fact]
    public async Task An_agents_skill_hides_the_tenants_and_goes_through_its_draft()
    {
        var client = await ClientAsync();
        var agent = await client.NewAgentAsync(Ct);
        var shared = await CreateAsync(client, new() { Text = Text });
        var own = await CreateAsync(client, new() { Layer = SkillLayer.Agent, AgentId = agent.Id, Text = Text + "For this agent.\n" });
        Assert.True((await client.Agents.GetAgentAsync(new() { AgentId = agent.Id }, cancellationToken: Ct)).Agent.HasDraft);
        var resolved = await client.Skills.ResolveSkillAsync(new() { Name = "house-style", AgentId = agent.Id }, cancellationToken: Ct);
        Assert.Equal((own.Id, shared.Id), (resolved.Skill.Id, Assert.Single(resolved.Hidden).Id));
        Assert.Equal(shared.Id, (await client.Skills.ResolveSkillAsync(new() { Name = "house-style" }, cancellationToken: Ct)).Skill.Id);
        var listed = await client.Skills.ListSkillsAsync(new() { AgentId = agent.Id }, cancellationToken: Ct);
        Assert.Equal([own.Id, shared.Id], listed.Skills.Where(skill => skill.Name == "house-style").Select(skill => skill.Id));
        await client.Skills.UpdateSkillAsync(new() { Skill = new() { Id = own.Id, Text = Text }, Etag = own.Etag }, cancellationToken: Ct);
        await client.Skills.DeleteSkillAsync(new() { SkillId = own.Id }, cancellationToken: Ct);
        var used = listed.Skills.Single(skill => skill.Name == "late-orders");
        await Refused.ByAsync("SKILL_IN_USE", async () => await client.Skills.DeleteSkillAsync(new() { SkillId = used.Id }, cancellationToken: Ct));
    }

    [Fact]
    public async Task A_name_that_is_nearly_right_is_suggested()
    {
        var client = await ClientAsync();
        await CreateAsync(client, new() { Text = Text });
        var resolved = await client.Skills.ResolveSkillAsync(new() { Name = "house-stile" }, cancellationToken: Ct);
        Assert.Null(resolved.Skill);
        Assert.Equal(["house-style"], resolved.Suggestions);
    }

    [Fact]
    public async Task A_published_agent_keeps_the_revision_it_was_published_with()
    {
        var client = await ClientAsync();
        var skill = await CreateAsync(client, new() { Text = Text });
        var request = new CreateAgentRequest { Agent = new() { Name = "Writer", Skills = { new SkillRef { Name = "house-style" } }, GrantedTools = { "Read" } }, Publish = true };
        var agent = (await client.Agents.CreateAgentAsync(request, cancellationToken: Ct)).Agent;
        Assert.Equal(("1", skill.Digest), (agent.Skills[0].PinnedVersion, agent.Skills[0].PinnedDigest));
        await client.Skills.UpdateSkillAsync(new() { Skill = new() { Id = skill.Id, Text = Text + "New.\n" } }, cancellationToken: Ct);
        var content = await Get<Server.Agents.AgentVersions>().ContentAsync(client.TenantId, agent.Id, 1, Ct);
        var bytes = await Get<Server.Agents.AgentVersions>().SkillBytesAsync(client.TenantId, content.Manifest["house-style/SKILL.md"], Ct);
        Assert.Equal(Text, System.Text.Encoding.UTF8.GetString(bytes));
        var refused = await Refused.ByAsync("SKILL_IN_USE", async () => await client.Skills.DeleteSkillAsync(new() { SkillId = skill.Id }, cancellationToken: Ct));
        Assert.Equal(agent.Id, refused.Facts["agent_id"]);
        await client.Agents.EditDraftAsync(AgentSamples.Edit(agent.Id, ""), cancellationToken: Ct);
        var published = await client.Agents.PublishDraftAsync(new() { AgentId = agent.Id }, cancellationToken: Ct);
        Assert.Equal("2", published.Agent.Skills[0].PinnedVersion);
    }

    public static TheoryData<string> Texts => new()
    {
        Text,
        "no frontmatter at all",
        "---\nname: Upper Case\ndescription: ''\nunknown: 1\n---\n",
        "---\nname: a\n  description: : broken\n---\nbody 👩‍🚀 text",
        "---\nname: emoji\ndescription: 👩‍🚀 goes first\nschedule: daily\n---\n",
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Validation_says_exactly_what_the_language_says(string text)
    {
        var client = await ClientAsync("viewer");
        var answer = await client.Skills.ValidateSkillAsync(new() { Text = text, NameHint = "a", Profile = SkillProfile.OmniforgeStrict }, cancellationToken: Ct);
        var document = SkillDocument.Parse(text);
        var expected = document.Validate(OmniForge.Skills.SkillProfile.OmniForgeStrict, "a");
        Assert.Equal(expected.Select(found => (found.Code, found.Message)), answer.Diagnostics.Select(found => (found.Code, found.Message)));
        Assert.Equal(
            expected.Select(found => document.Lines.Position(found.Span.Start)),
            answer.Diagnostics.Select(found => (found.Range.StartLine, found.Range.StartCharacter)));
        Assert.Equal(expected.All(found => found.Severity != SkillSeverity.Error), answer.Valid);
    }

    [Fact]
    public async Task Tools_are_listed_by_name_with_their_effects()
    {
        var client = await ClientAsync("viewer");
        var all = await client.Skills.ListToolsAsync(new(), cancellationToken: Ct);
        Assert.Equal(all.Tools.Select(tool => tool.Name).Order(StringComparer.Ordinal), all.Tools.Select(tool => tool.Name));
        Assert.Matches("^[0-9a-f]{16}$", all.CatalogEtag);
        var first = await client.Skills.ListToolsAsync(new() { PageSize = 1, Effect = ToolEffect.Read }, cancellationToken: Ct);
        Assert.All(first.Tools, tool => Assert.Equal(ToolEffect.Read, tool.Effect));
        var second = await client.Skills.ListToolsAsync(new() { PageSize = 1, Effect = ToolEffect.Read, PageToken = first.NextPageToken }, cancellationToken: Ct);
        Assert.NotEqual(first.Tools[0].Name, second.Tools[0].Name);
        var one = (await client.Skills.GetToolAsync(new() { ToolName = "table_query" }, cancellationToken: Ct)).Tool;
        Assert.Equal((ToolEffect.Read, ToolSource.BuiltIn, "object"), (one.Effect, one.Source, one.InputSchema.Fields["type"].StringValue));
        await Refused.ByAsync("RESOURCE_NOT_FOUND", async () => await client.Skills.GetToolAsync(new() { ToolName = "make_coffee" }, cancellationToken: Ct));
    }

    private static async Task<Skill> CreateAsync(TestClient client, Skill skill)
        => (await client.Skills.CreateSkillAsync(new() { Skill = skill }, cancellationToken: Ct)).Skill;
}

public sealed class SqliteSkillTests(SqliteServer server) : SkillTests(server);

public sealed class PostgresSkillTests(PostgresServer server) : SkillTests(server);

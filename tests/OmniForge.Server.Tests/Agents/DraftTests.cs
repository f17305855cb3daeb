using Grpc.Core;
using OmniForge.Server.Tests.Hosting;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Agents;

public abstract class DraftTests(ServerFixture fixture) : ServerTests(fixture)
{
    [Fact]
    public async Task An_edit_opens_a_draft_from_the_running_version_and_publishing_closes_it()
    {
        var client = await ClientAsync();
        var agent = await client.NewActiveAgentAsync(Ct);
        await Refused.ByAsync("DRAFT_MISSING", async () => await client.Agents.GetDraftAsync(new() { AgentId = agent.Id }, cancellationToken: Ct));
        var edited = await client.Agents.EditDraftAsync(
            AgentSamples.Edit(agent.Id, "", AgentSamples.Whole("late-orders/SKILL.md", AgentSamples.Skill + "Sort them by date.\n")), cancellationToken: Ct);
        Assert.Equal(1UL, edited.Sequence);
        var draft = (await client.Agents.GetDraftAsync(new() { AgentId = agent.Id }, cancellationToken: Ct)).Draft;
        Assert.Equal((1, true, edited.Etag), (draft.BaseVersion, draft.Ready, draft.Etag));
        Assert.EndsWith("Sort them by date.\n", Assert.Single(draft.Files).Content.ToStringUtf8(), StringComparison.Ordinal);
        var published = await client.Agents.PublishDraftAsync(new() { AgentId = agent.Id, Etag = edited.Etag }, cancellationToken: Ct);
        Assert.Equal((2, false, AgentStatus.Active), (published.Agent.Version, published.Agent.HasDraft, published.Agent.Status));
        Assert.Equal("Changed skill late-orders", published.AgentVersion.Summary);
        await Refused.ByAsync("DRAFT_MISSING", async () => await client.Agents.PublishDraftAsync(new() { AgentId = agent.Id }, cancellationToken: Ct));
    }

    [Fact]
    public async Task Two_editors_never_overwrite_each_other()
    {
        var client = await ClientAsync();
        var agent = await client.NewAgentAsync(Ct, publish: false);
        var draft = (await client.Agents.GetDraftAsync(new() { AgentId = agent.Id }, cancellationToken: Ct)).Draft;
        var edit = AgentSamples.Edit(agent.Id, draft.Etag, AgentSamples.Whole("late-orders/notes.txt", "one"));
        var first = await client.Agents.EditDraftAsync(edit, cancellationToken: Ct);
        var refused = await Refused.ByAsync("DRAFT_CONFLICT", async () => await client.Agents.EditDraftAsync(edit, cancellationToken: Ct));
        Assert.Equal((StatusCode.Aborted, first.Etag), (refused.Code, refused.Facts["etag"]));
        edit.BaseEtag = "";
        await Refused.ByAsync("DRAFT_CONFLICT", async () => await client.Agents.EditDraftAsync(edit, cancellationToken: Ct));
        await Refused.ByAsync("DRAFT_CONFLICT", async () => await client.Agents.PublishDraftAsync(new() { AgentId = agent.Id, Etag = draft.Etag }, cancellationToken: Ct));
    }

    [Fact]
    public async Task Text_edits_count_in_the_text_as_it_is()
    {
        var client = await ClientAsync();
        var agent = await client.NewAgentAsync(Ct, publish: false);
        var etag = (await client.Agents.GetDraftAsync(new() { AgentId = agent.Id }, cancellationToken: Ct)).Draft.Etag;
        var edit = new FileEdit { Path = "late-orders/SKILL.md" };
        edit.Edits.Add(new TextEdit { Range = new() { StartLine = 6, StartCharacter = 2, EndLine = 6, EndCharacter = 6 }, NewText = "All" });
        edit.Edits.Add(new TextEdit { Range = new() { StartLine = 8, StartCharacter = 999, EndLine = 8, EndCharacter = 999 }, NewText = " Nothing else." });
        await client.Agents.EditDraftAsync(AgentSamples.Edit(agent.Id, etag, edit), cancellationToken: Ct);
        var text = (await client.Agents.GetDraftAsync(new() { AgentId = agent.Id }, cancellationToken: Ct)).Draft.Files[0].Content.ToStringUtf8();
        Assert.Contains("# All orders", text, StringComparison.Ordinal);
        Assert.Contains("list what is late. Nothing else.\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_are_renamed_and_removed()
    {
        var client = await ClientAsync();
        var agent = await client.NewAgentAsync(Ct, publish: false);
        var etag = (await client.Agents.GetDraftAsync(new() { AgentId = agent.Id }, cancellationToken: Ct)).Draft.Etag;
        etag = (await client.Agents.EditDraftAsync(AgentSamples.Edit(
            agent.Id,
            etag,
            AgentSamples.Whole("late-orders/a.txt", "a"),
            new FileEdit { Path = "late-orders/a.txt", NewPath = "late-orders/b.txt" }), cancellationToken: Ct)).Etag;
        Assert.Equal(["late-orders/SKILL.md", "late-orders/b.txt"], await PathsAsync(client, agent.Id));
        await Refused.ByAsync("PATH_INVALID", async () => await client.Agents.EditDraftAsync(
            AgentSamples.Edit(agent.Id, etag, new FileEdit { Path = "late-orders/b.txt", NewPath = "late-orders/SKILL.md" }), cancellationToken: Ct));
        await client.Agents.EditDraftAsync(AgentSamples.Edit(agent.Id, etag, new FileEdit { Path = "late-orders/b.txt", Deleted = true }), cancellationToken: Ct);
        Assert.Equal(["late-orders/SKILL.md"], await PathsAsync(client, agent.Id));
    }

    [Theory]
    [InlineData("SKILL.md")]
    [InlineData("/etc/passwd")]
    [InlineData("a/../b")]
    [InlineData("a/./b")]
    [InlineData("a//b")]
    [InlineData("a\\b/c")]
    [InlineData("a/c:d")]
    public async Task A_path_that_leads_elsewhere_is_refused(string path)
    {
        var client = await ClientAsync();
        var agent = await client.NewAgentAsync(Ct);
        var refused = await Refused.ByAsync("PATH_INVALID", async () => await client.Agents.EditDraftAsync(
            AgentSamples.Edit(agent.Id, "", AgentSamples.Whole(path, "x")), cancellationToken: Ct));
        Assert.Equal(["file_edits[0].path"], refused.Fields);
    }

    [Fact]
    public async Task A_draft_with_errors_stays_a_draft()
    {
        var client = await ClientAsync();
        var agent = await client.NewAgentAsync(Ct);
        var edited = await client.Agents.EditDraftAsync(
            AgentSamples.Edit(agent.Id, "", AgentSamples.Whole("late-orders/SKILL.md", "---\nname: late-orders\n---\n")), cancellationToken: Ct);
        Assert.Contains(edited.Diagnostics, found => found.Severity == Severity.Error && found.Path == "late-orders/SKILL.md");
        var refused = await Refused.ByAsync("DRAFT_INVALID", async () => await client.Agents.PublishDraftAsync(new() { AgentId = agent.Id }, cancellationToken: Ct));
        Assert.Equal(StatusCode.FailedPrecondition, refused.Code);
        var query = await client.Agents.QueryDraftAsync(new() { AgentId = agent.Id, Readiness = true }, cancellationToken: Ct);
        Assert.Equal(edited.Etag, query.EtagSeen);
        Assert.Contains(query.Readiness, item => item is { Key: "skill_text", Met: false });
        Assert.False((await client.Agents.DiscardDraftAsync(new() { AgentId = agent.Id }, cancellationToken: Ct)).Agent.HasDraft);
    }

    [Fact]
    public async Task Versions_are_compared_and_brought_back()
    {
        var client = await ClientAsync();
        var agent = await client.NewAgentAsync(Ct);
        var edit = AgentSamples.Edit(agent.Id, "", AgentSamples.Whole("late-orders/SKILL.md", AgentSamples.Skill.Replace("orders.csv", "new.csv", StringComparison.Ordinal)));
        edit.Agent = new() { DefaultModel = "small" };
        await client.Agents.EditDraftAsync(edit, cancellationToken: Ct);
        var toDraft = await client.Agents.DiffAgentVersionsAsync(new() { AgentId = agent.Id, FromVersion = 1 }, cancellationToken: Ct);
        await client.Agents.PublishDraftAsync(new() { AgentId = agent.Id, Summary = "Another file" }, cancellationToken: Ct);
        var diff = await client.Agents.DiffAgentVersionsAsync(new() { AgentId = agent.Id, FromVersion = 1, ToVersion = 2 }, cancellationToken: Ct);
        Assert.Equal(toDraft, diff);
        Assert.Equal("default_model", Assert.Single(diff.FieldChanges).Path);
        var file = Assert.Single(diff.FileDiffs);
        Assert.Contains("-Read orders.csv and list what is late.\n+Read new.csv and list what is late.\n", file.Diff, StringComparison.Ordinal);
        var rolled = await client.Agents.RollbackAgentAsync(new() { AgentId = agent.Id, Version = 1 }, cancellationToken: Ct);
        Assert.Equal((3, 1, VersionOrigin.Rollback), (rolled.Agent.Version, rolled.AgentVersion.RolledBackFrom, rolled.AgentVersion.Origin));
        Assert.Empty((await client.Agents.DiffAgentVersionsAsync(new() { AgentId = agent.Id, FromVersion = 1, ToVersion = 3 }, cancellationToken: Ct)).FileDiffs);
        var page = await client.Agents.ListAgentVersionsAsync(new() { AgentId = agent.Id, PageSize = 2 }, cancellationToken: Ct);
        Assert.Equal([3, 2], page.AgentVersions.Select(version => version.Version));
        page = await client.Agents.ListAgentVersionsAsync(new() { AgentId = agent.Id, PageSize = 2, PageToken = page.NextPageToken }, cancellationToken: Ct);
        Assert.Equal((1, ""), (Assert.Single(page.AgentVersions).Version, page.NextPageToken));
        await Refused.ByAsync("RESOURCE_NOT_FOUND", async () => await client.Agents.GetAgentVersionAsync(new() { AgentId = agent.Id, Version = 9 }, cancellationToken: Ct));
    }

    private static async Task<IEnumerable<string>> PathsAsync(TestClient client, string agentId)
        => (await client.Agents.GetDraftAsync(new() { AgentId = agentId }, cancellationToken: Ct)).Draft.Files.Select(file => file.Path);
}

public sealed class SqliteDraftTests(SqliteServer server) : DraftTests(server);

public sealed class PostgresDraftTests(PostgresServer server) : DraftTests(server);

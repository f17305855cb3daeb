namespace OmniForge.Doubles.Tests.Linear;

public class LinearChangeTests
{
    private const string Create = "mutation Create($input: IssueCreateInput!) { issueCreate(input: $input) { success issue { id identifier url state { name } } } }";
    private const string Update = "mutation Update($id: String!, $input: IssueUpdateInput!) { issueUpdate(id: $id, input: $input) { success issue { title } } }";
    private const string Comment = "mutation Comment($input: CommentCreateInput!) { commentCreate(input: $input) { success comment { id } } }";

    [Fact]
    public async Task An_issue_is_made_changed_commented_and_archived()
    {
        await using var client = await LinearClient.StartAsync();
        var web = client.Harbor.Teams[0];
        var id = Guid.NewGuid().ToString();
        var made = await client.AskAsync(Create, new()
        {
            ["input"] = new JsonObject
            {
                ["id"] = id,
                ["teamId"] = web.Id,
                ["title"] = "New page",
                ["priority"] = 2,
                ["dueDate"] = "2026-12-24",
                ["labelIds"] = new JsonArray(web.Labels[1].Id),
                ["assigneeId"] = client.Harbor.Users[1].Id,
            },
        });
        Assert.Equal("WEB-41", (string?)made["data"]!["issueCreate"]!["issue"]!["identifier"]);
        Assert.Equal(id, client.Stage.Doubles.Journal.Exchanges[^1].WriteKey);
        await client.AskAsync(Update, new() { ["id"] = "WEB-41", ["input"] = new JsonObject { ["title"] = "Newer page", ["stateId"] = web.States[3].Id, ["assigneeId"] = null } });
        await client.AskAsync(Comment, new() { ["input"] = new JsonObject { ["issueId"] = id, ["body"] = "Done" } });
        var archived = await client.AskAsync("mutation Archive($id: String!) { issueArchive(id: $id) { success } }", new() { ["id"] = id });
        Assert.True((bool?)archived["data"]!["issueArchive"]!["success"]);
        var issue = client.Harbor.Issues[^1];
        Assert.Equal(("Newer page", "Done", "2026-12-24", 2), (issue.Title, issue.State.Name, issue.DueDate, issue.Priority));
        Assert.Null(issue.Assignee);
        Assert.Equal("feature", Assert.Single(issue.Labels).Name);
        Assert.Equal("Done", Assert.Single(issue.Comments).Body);
        Assert.NotNull(issue.ArchivedAt);
        client.Stage.Doubles.Journal.Verify();
    }

    [Fact]
    public async Task An_id_that_was_used_makes_no_second_issue_and_no_second_comment()
    {
        await using var client = await LinearClient.StartAsync();
        var issue = new JsonObject { ["id"] = Guid.NewGuid().ToString(), ["teamId"] = client.Harbor.Teams[0].Id, ["title"] = "Once" };
        var comment = new JsonObject { ["id"] = Guid.NewGuid().ToString(), ["issueId"] = "WEB-1", ["body"] = "Once" };
        for (var at = 0; at < 2; at++)
        {
            await client.AskAsync(Create, new() { ["input"] = issue.DeepClone() });
            await client.AskAsync(Comment, new() { ["input"] = comment.DeepClone() });
        }

        Assert.Single(client.Harbor.Issues, known => known.Title == "Once");
        Assert.Single(client.Harbor.Issues.Single(known => known.Identifier == "WEB-1").Comments);
        client.Stage.Doubles.Journal.Verify();
    }

    [Theory]
    [InlineData("""{ "title": "x" }""", 200)]
    [InlineData("""{ "teamId": "unknown", "title": "x" }""", 200)]
    [InlineData("""{ "teamId": "WEB", "title": "" }""", 200)]
    [InlineData("""{ "teamId": "WEB", "title": "x", "id": "not-a-uuid" }""", 200)]
    [InlineData("""{ "teamId": "WEB", "title": "x", "priority": 9 }""", 200)]
    [InlineData("""{ "teamId": "WEB", "title": "x", "labelIds": ["unknown"] }""", 200)]
    [InlineData("""{ "teamId": "WEB", "title": "x", "dueDate": "soon" }""", 200)]
    [InlineData("""{ "teamId": "WEB", "title": "x", "colour": "red" }""", 400)]
    public async Task What_does_not_fit_changes_nothing(string input, int status)
    {
        await using var client = await LinearClient.StartAsync();
        var answer = await client.AskAsync(Create, new() { ["input"] = JsonNode.Parse(input) });
        Assert.Equal(status, answer.Status);
        Assert.NotNull(answer["errors"]);
        Assert.Equal(60, client.Harbor.Issues.Count);
    }

    [Fact]
    public async Task Writing_needs_its_scope()
    {
        await using var client = await LinearClient.StartAsync();
        client.Tokens = client.Stage.SignedIn("linear", "read", "comments:create");
        var input = new JsonObject { ["teamId"] = "WEB", ["title"] = "x" };
        Assert.Equal("FORBIDDEN", (string?)(await client.AskAsync(Create, new() { ["input"] = input }))["errors"]![0]!["extensions"]!["code"]);
        var comment = await client.AskAsync(Comment, new() { ["input"] = new JsonObject { ["issueId"] = "WEB-1", ["body"] = "may" } });
        Assert.True((bool?)comment["data"]!["commentCreate"]!["success"]);
        client.Linear.OAuth.ExpireAccessTokens();
        Assert.Equal(401, (await client.AskAsync("query Me { viewer { id } }")).Status);
    }

    [Fact]
    public async Task Headers_tell_the_cost_and_what_is_left()
    {
        await using var client = await LinearClient.StartAsync();
        client.Linear.RequestsPerHour = 60;
        client.Linear.ComplexityPerHour = 360;
        var answer = await client.AskAsync("query Issues($first: Int) { issues(first: $first) { nodes { id title team { key } } } }", new() { ["first"] = 20 });
        // 1 for the list and 20 times an issue (1), two plain fields (0.2), a team (1) with a plain field (0.1).
        Assert.Equal(("47", "60", "59", "360", "313"), (answer.Header("X-Complexity"), answer.Header("X-RateLimit-Requests-Limit"),
            answer.Header("X-RateLimit-Requests-Remaining"), answer.Header("X-RateLimit-Complexity-Limit"), answer.Header("X-RateLimit-Complexity-Remaining")));
        Assert.Equal(client.Stage.Clock.GetUtcNow().AddMinutes(1).ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture), answer.Header("X-RateLimit-Requests-Reset"));
    }

    [Fact]
    public async Task A_bucket_that_is_empty_refills()
    {
        await using var client = await LinearClient.StartAsync();
        client.Linear.RequestsPerHour = 60;
        for (var at = 0; at < 60; at++)
        {
            Assert.Equal(200, (await client.AskAsync("query Me { viewer { id } }")).Status);
        }

        var refused = await client.AskAsync("query Me { viewer { id } }");
        Assert.Equal((400, "RATELIMITED"), (refused.Status, (string?)refused["errors"]![0]!["extensions"]!["code"]));
        client.Stage.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(200, (await client.AskAsync("query Me { viewer { id } }")).Status);
        client.Stage.Doubles.Journal.Verify();
    }
}

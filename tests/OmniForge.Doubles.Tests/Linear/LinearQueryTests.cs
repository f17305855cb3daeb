namespace OmniForge.Doubles.Tests.Linear;

public class LinearQueryTests
{
    private const string Issues =
        "query Issues($filter: IssueFilter, $first: Int, $after: String) { issues(filter: $filter, first: $first, after: $after) "
        + "{ nodes { identifier title state { name type } assignee { name } } pageInfo { hasNextPage endCursor } } }";

    [Fact]
    public async Task The_account_tells_who_it_is()
    {
        await using var client = await LinearClient.StartAsync();
        var answer = await client.AskAsync("query Me { viewer { id name email } organization { id urlKey } }");
        Assert.Equal("Mara Lindqvist", (string?)answer["data"]!["viewer"]!["name"]);
        Assert.Equal(client.Harbor.Id, (string?)answer["data"]!["organization"]!["id"]);
        client.Stage.Doubles.Journal.Verify();
    }

    [Fact]
    public async Task Teams_have_their_states_and_labels()
    {
        await using var client = await LinearClient.StartAsync();
        var answer = await client.AskAsync("query Teams { teams(first: 10) { nodes { key states { nodes { name } } labels(first: 2) { nodes { name } } } } }");
        var web = answer["data"]!["teams"]!["nodes"]!.AsArray().Single(team => (string?)team!["key"] == "WEB")!;
        Assert.Equal(5, web["states"]!["nodes"]!.AsArray().Count);
        Assert.Equal(2, web["labels"]!["nodes"]!.AsArray().Count);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(7)]
    public async Task Every_issue_comes_once_page_by_page(int size)
    {
        await using var client = await LinearClient.StartAsync();
        var found = new List<string>();
        for (string? after = null; ;)
        {
            var page = (await client.AskAsync(Issues, new() { ["first"] = size, ["after"] = after }))["data"]!["issues"]!;
            found.AddRange(page["nodes"]!.AsArray().Select(issue => (string)issue!["identifier"]!));
            if (!(bool)page["pageInfo"]!["hasNextPage"]!)
            {
                break;
            }

            after = (string)page["pageInfo"]!["endCursor"]!;
        }

        Assert.Equal(60, found.Distinct().Count());
        Assert.Equal(60, found.Count);
    }

    [Theory]
    [InlineData("""{ "team": { "key": { "eq": "OPS" } } }""", 20)]
    [InlineData("""{ "state": { "type": { "nin": ["completed", "canceled"] } } }""", 36)]
    [InlineData("""{ "assignee": { "null": true } }""", 15)]
    [InlineData("""{ "assignee": { "email": { "eq": "derek@harbor.example" } } }""", 15)]
    [InlineData("""{ "labels": { "name": { "eq": "bug" } } }""", 20)]
    [InlineData("""{ "labels": { "some": { "name": { "in": ["bug", "chore"] } } } }""", 40)]
    [InlineData("""{ "priority": { "gte": 1, "lte": 2 } }""", 24)]
    [InlineData("""{ "title": { "containsIgnoreCase": "CONTRACT" } }""", 20)]
    [InlineData("""{ "updatedAt": { "gt": "2027-01-01T00:00:00Z" } }""", 0)]
    [InlineData("""{ "updatedAt": { "gte": "-P1D" } }""", 60)]
    [InlineData("""{ "or": [ { "number": { "eq": 1 } }, { "and": [ { "team": { "key": { "eq": "WEB" } } }, { "number": { "eq": 2 } } ] } ] }""", 3)]
    public async Task A_filter_keeps_what_it_says(string filter, int count)
    {
        await using var client = await LinearClient.StartAsync();
        var answer = await client.AskAsync(Issues, new() { ["filter"] = JsonNode.Parse(filter), ["first"] = 100 });
        Assert.Equal(count, answer["data"]!["issues"]!["nodes"]!.AsArray().Count);
    }

    [Fact]
    public async Task An_issue_is_found_by_id_key_and_words()
    {
        await using var client = await LinearClient.StartAsync();
        const string Issue = "query Issue($id: String!) { issue(id: $id) { id identifier priorityLabel comments { nodes { body } } } }";
        var byKey = (await client.AskAsync(Issue, new() { ["id"] = "WEB-2" }))["data"]!["issue"]!;
        var byId = (await client.AskAsync(Issue, new() { ["id"] = (string)byKey["id"]! }))["data"]!["issue"]!;
        Assert.Equal("WEB-2", (string?)byId["identifier"]);
        var missing = await client.AskAsync(Issue, new() { ["id"] = "WEB-999" });
        Assert.Equal((200, "INPUT_ERROR"), (missing.Status, (string?)missing["errors"]![0]!["extensions"]!["code"]));
        var found = await client.AskAsync(
            "query Search($term: String!) { searchIssues(term: $term) { totalCount nodes { title } } }", new() { ["term"] = "renew 3" });
        Assert.All(found["data"]!["searchIssues"]!["nodes"]!.AsArray(), issue => Assert.StartsWith("Renew contract", (string?)issue!["title"], StringComparison.Ordinal));
        Assert.NotEqual(0, (int)found["data"]!["searchIssues"]!["totalCount"]!);
        client.Stage.Doubles.Journal.Verify();
    }

    [Theory]
    [InlineData("{ viewer { id } }")]
    [InlineData("query { viewer { id } }")]
    [InlineData("query A { viewer { id } } query B { viewer { id } }")]
    [InlineData("query A { viewer { id secret } }")]
    [InlineData("query A { everything { id } }")]
    [InlineData("query A { issue(id: \"WEB-1\") { id } }")]
    [InlineData("query A($id: String!) { issue(id: $id) { id } }")]
    [InlineData("query A($first: Int) { viewer { id } }")]
    [InlineData("query A { viewer { id }")]
    [InlineData("query A { issues { nodes { title { text } } } }")]
    [InlineData("query A { issues { nodes { team } } }")]
    [InlineData("subscription A { viewer { id } }")]
    [InlineData("query A { viewer { ...Parts } } fragment Parts on User { id }")]
    public async Task A_document_that_is_not_as_it_should_be_is_refused(string document)
    {
        await using var client = await LinearClient.StartAsync();
        Assert.Equal(400, (await client.AskAsync(document)).Status);
        Assert.NotEmpty(client.Stage.Doubles.Journal.Violations());
    }

    [Fact]
    public async Task One_name_stands_for_one_document_and_a_list_of_names_is_kept()
    {
        await using var client = await LinearClient.StartAsync();
        Assert.Equal(200, (await client.AskAsync("query Me { viewer { id } }")).Status);
        Assert.Equal(400, (await client.AskAsync("query Me { viewer { id name } }")).Status);
        client.Linear.Operations = new HashSet<string> { "Me" };
        Assert.Equal(200, (await client.AskAsync("query Me { viewer { id } }")).Status);
        Assert.Equal(400, (await client.AskAsync("query You { viewer { id } }")).Status);
        Assert.Equal(400, (await client.SendAsync(new() { ["query"] = "query Me { viewer { id } }", ["extra"] = 1 })).Status);
    }
}

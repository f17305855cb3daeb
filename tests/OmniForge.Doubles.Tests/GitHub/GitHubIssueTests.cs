using OmniForge.Doubles.GitHub;

namespace OmniForge.Doubles.Tests.GitHub;

public class GitHubIssueTests
{
    [Theory]
    [InlineData(100)]
    [InlineData(9)]
    public async Task Lists_hold_pull_requests_too_and_go_on_by_link(int size)
    {
        await using var client = await GitHubClient.StartAsync();
        var all = await client.AllAsync($"{GitHubClient.Website}/issues?state=all&per_page={size}");
        Assert.Equal(42, all.Select(issue => (int)issue["number"]!).Distinct().Count());
        Assert.Equal(2, all.Count(issue => issue["pull_request"] is not null));
        Assert.Equal(34, (await client.AllAsync($"{GitHubClient.Website}/issues?per_page={size}")).Count);
        client.Stage.Doubles.Journal.Verify();
    }

    [Fact]
    public async Task An_issue_is_made_changed_commented_and_closed()
    {
        await using var client = await GitHubClient.StartAsync();
        var made = await client.PostAsync($"{GitHubClient.Website}/issues", """
            { "title": "Broken link", "body": "On the start page <!-- omniforge:run-1/2 -->", "labels": ["bug"], "assignees": ["derek-harbor"] }
            """);
        Assert.Equal(201, made.Status);
        var path = $"{GitHubClient.Website}/issues/{(int)made["number"]!}";
        client.Stage.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(201, (await client.PostAsync(path + "/comments", """{ "body": "Looking" }""")).Status);
        var closed = await client.PatchAsync(path, """{ "state": "closed", "labels": ["bug", "done"], "assignees": [] }""");
        Assert.Equal(("closed", "2026-11-23T09:31:15Z", 1), ((string?)closed["state"], (string?)closed["closed_at"], (int)closed["comments"]!));
        var issue = client.Repository("website").Issues[^1];
        Assert.Equal(["bug", "done"], issue.Labels);
        Assert.Empty(issue.Assignees);
        Assert.Equal("Broken link", issue.Title);
        Assert.Equal("Looking", (string?)Assert.Single((await client.GetAsync(path + "/comments")).Json.AsArray())!["body"]);
        client.Stage.Doubles.Journal.Verify();
    }

    [Fact]
    public async Task Two_issues_with_one_mark_are_a_violation()
    {
        await using var client = await GitHubClient.StartAsync();
        for (var at = 0; at < 2; at++)
        {
            await client.PostAsync($"{GitHubClient.Website}/issues", """{ "title": "Once", "body": "<!-- omniforge:run-77 -->" }""");
        }

        await client.PatchAsync($"{GitHubClient.Website}/issues/43", """{ "body": "<!-- omniforge:run-78 -->" }""");
        await client.PatchAsync($"{GitHubClient.Website}/issues/43", """{ "body": "<!-- omniforge:run-78 -->" }""");
        Assert.Contains("run-77", Assert.Single(client.Stage.Doubles.Journal.Violations()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "body": "no title" }""")]
    [InlineData("""{ "title": "x", "colour": "red" }""")]
    [InlineData("""{ "title": "x", "labels": "bug" }""")]
    [InlineData("""{ "title": "x", "assignees": ["nobody"] }""")]
    public async Task What_an_issue_does_not_have_is_refused(string body)
    {
        await using var client = await GitHubClient.StartAsync();
        Assert.Equal(422, (await client.PostAsync($"{GitHubClient.Website}/issues", body)).Status);
        Assert.Equal(42, client.Repository("website").Issues.Count);
    }

    [Fact]
    public async Task Lists_are_cut_by_label_and_time()
    {
        await using var client = await GitHubClient.StartAsync();
        Assert.Equal(8, (await client.AllAsync($"{GitHubClient.Website}/issues?labels=bug,urgent&per_page=100")).Count);
        client.Stage.Clock.Advance(TimeSpan.FromHours(1));
        await client.PatchAsync($"{GitHubClient.Website}/issues/3", """{ "title": "New title" }""");
        var changed = Assert.Single(await client.AllAsync($"{GitHubClient.Website}/issues?since=2026-11-23T10:00:00Z"));
        Assert.Equal(3, (int?)changed["number"]);
    }

    [Theory]
    [InlineData("contact form is:issue state:open", 4)]
    [InlineData("is:pr repo:harbor-studio/website", 2)]
    [InlineData("is:issue label:urgent -is:closed", 8)]
    [InlineData("is:issue \"summer party\"", 1)]
    [InlineData("is:issue author:derek-harbor updated:>2027-01-01", 0)]
    public async Task The_search_finds_what_it_says(string query, int count)
    {
        await using var client = await GitHubClient.StartAsync();
        var answer = await client.GetAsync($"/search/issues?q={Uri.EscapeDataString(query)}&per_page=100");
        Assert.Equal((count, count), ((int)answer["total_count"]!, answer["items"]!.AsArray().Count));
    }

    [Fact]
    public async Task A_search_says_whether_it_wants_issues_or_pull_requests()
    {
        await using var client = await GitHubClient.StartAsync();
        Assert.Equal(422, (await client.GetAsync("/search/issues?q=form")).Status);
        Assert.Equal(422, (await client.GetAsync("/search/issues?q=is%3Aissue+colour%3Ared")).Status);
    }

    [Fact]
    public async Task A_repository_that_was_renamed_sends_on()
    {
        await using var client = await GitHubClient.StartAsync();
        client.Repository("website").Rename("homepage");
        var moved = await client.GetAsync($"{GitHubClient.Website}/issues/1");
        Assert.Equal(301, moved.Status);
        var place = moved.Headers.Location!.OriginalString[client.GitHub.Address.Length..];
        Assert.Equal(1, (int?)(await client.GetAsync(place))["number"]);
        Assert.Equal(307, (await client.PostAsync($"{GitHubClient.Website}/issues", """{ "title": "x" }""")).Status);
        client.Stage.Doubles.Journal.Verify();
    }

    [Fact]
    public async Task Private_things_are_only_there_for_members_and_writing_needs_the_app()
    {
        await using var client = await GitHubClient.StartAsync();
        Assert.Equal(200, (await client.GetAsync("/repos/harbor-studio/notes/issues/1")).Status);
        client.Repository("website").Installed = false;
        Assert.Equal(403, (await client.PostAsync($"{GitHubClient.Website}/issues", """{ "title": "x" }""")).Status);
        var stranger = client.GitHub.Site.AddUser("stranger", "Somebody");
        client.GitHub.LetSignIn(stranger);
        client.Tokens = client.GitHub.OAuth.Grant(client.GitHub.OAuth.Accounts[1]);
        Assert.Equal("stranger", (string?)(await client.GetAsync("/user"))["login"]);
        Assert.Equal(404, (await client.GetAsync("/repos/harbor-studio/notes/issues/1")).Status);
        Assert.Equal(200, (await client.GetAsync($"{GitHubClient.Website}/issues/1")).Status);
        Assert.Equal(0, (int?)(await client.GetAsync("/user/installations"))["total_count"]);
    }

    [Fact]
    public async Task Installations_lead_to_their_repositories()
    {
        await using var client = await GitHubClient.StartAsync();
        var installation = Assert.Single((await client.GetAsync("/user/installations"))["installations"]!.AsArray())!;
        var repositories = (await client.GetAsync($"/user/installations/{(long)installation["id"]!}/repositories"))["repositories"]!.AsArray();
        Assert.Equal(["harbor-studio/website", "harbor-studio/notes"], repositories.Select(repository => (string?)repository!["full_name"]));
        Assert.Equal(new GitHubUser((long)installation["id"]!, "harbor-studio", "Harbor Studio"), client.Repository("website").Owner);
    }
}

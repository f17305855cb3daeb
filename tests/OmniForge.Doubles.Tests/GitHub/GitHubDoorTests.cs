namespace OmniForge.Doubles.Tests.GitHub;

public class GitHubDoorTests
{
    [Theory]
    [InlineData("User-Agent", 403)]
    [InlineData("X-GitHub-Api-Version", 400)]
    [InlineData("Accept", 415)]
    public async Task A_header_is_demanded(string header, int status)
    {
        await using var client = await GitHubClient.StartAsync();
        var request = client.Request(HttpMethod.Get, "/user", null);
        request.Headers.Remove(header);
        Assert.Equal(status, (await client.Stage.SendAsync(request)).Status);
        Assert.Single(client.Stage.Doubles.Journal.Violations());
    }

    [Fact]
    public async Task Headers_tell_what_is_left_of_the_hour()
    {
        await using var client = await GitHubClient.StartAsync();
        client.GitHub.Limits.PerHour = 2;
        var first = await client.GetAsync("/user");
        Assert.Equal(("2", "1", "core"), (first.Header("X-RateLimit-Limit"), first.Header("X-RateLimit-Remaining"), first.Header("X-RateLimit-Resource")));
        Assert.Equal(client.Stage.Clock.GetUtcNow().AddHours(1).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture), first.Header("X-RateLimit-Reset"));
        await client.GetAsync("/user");
        var refused = await client.GetAsync("/user");
        Assert.Equal((403, "0"), (refused.Status, refused.Header("X-RateLimit-Remaining")));
        Assert.Equal(200, (await client.GetAsync("/search/issues?q=is%3Aissue")).Status);
        client.Stage.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(200, (await client.GetAsync("/user")).Status);
    }

    [Fact]
    public async Task Searches_have_their_own_minute()
    {
        await using var client = await GitHubClient.StartAsync();
        for (var at = 0; at < 30; at++)
        {
            Assert.Equal(200, (await client.GetAsync("/search/issues?q=is%3Aissue&per_page=1")).Status);
        }

        Assert.Equal(403, (await client.GetAsync("/search/issues?q=is%3Aissue&per_page=1")).Status);
        client.Stage.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(200, (await client.GetAsync("/search/issues?q=is%3Aissue&per_page=1")).Status);
    }

    [Fact]
    public async Task Writes_that_follow_at_once_meet_the_secondary_limit()
    {
        await using var client = await GitHubClient.StartAsync();
        client.GitHub.Limits.BetweenWrites = TimeSpan.FromSeconds(1);
        Assert.Equal(201, (await client.PostAsync($"{GitHubClient.Website}/issues", """{ "title": "one" }""")).Status);
        var refused = await client.PostAsync($"{GitHubClient.Website}/issues", """{ "title": "two" }""");
        Assert.Equal((403, "1"), (refused.Status, refused.Header("Retry-After")));
        client.GitHub.Limits.TellsRetryAfter = false;
        Assert.Null((await client.PostAsync($"{GitHubClient.Website}/issues", """{ "title": "two" }""")).Header("Retry-After"));
        Assert.Equal(200, (await client.GetAsync("/user")).Status);
        client.Stage.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(201, (await client.PostAsync($"{GitHubClient.Website}/issues", """{ "title": "two" }""")).Status);
    }

    [Fact]
    public async Task An_app_with_fewer_permissions_is_forbidden()
    {
        await using var client = await GitHubClient.StartAsync();
        client.Tokens = client.Stage.SignedIn("github", "metadata:read", "issues:read");
        Assert.Equal(200, (await client.GetAsync($"{GitHubClient.Website}/issues")).Status);
        Assert.Equal(403, (await client.PostAsync($"{GitHubClient.Website}/issues", """{ "title": "x" }""")).Status);
        Assert.Equal(403, (await client.GetAsync($"{GitHubClient.Website}/contents/README.md")).Status);
        Assert.Equal(422, (await client.GetAsync($"{GitHubClient.Website}/issues?colour=red")).Status);
        client.GitHub.OAuth.ExpireAccessTokens();
        Assert.Equal(401, (await client.GetAsync("/user")).Status);
    }
}

namespace OmniForge.Doubles.Tests.Notion;

public class NotionDoorTests
{
    [Fact]
    public async Task The_version_header_is_demanded()
    {
        await using var client = await NotionClient.StartAsync();
        var without = client.Request(HttpMethod.Get, "/v1/users/me", null);
        without.Headers.Remove("Notion-Version");
        Assert.Equal("missing_version", (string?)(await client.Stage.SendAsync(without))["code"]);
        var old = client.Request(HttpMethod.Get, "/v1/users/me", null);
        old.Headers.Remove("Notion-Version");
        old.Headers.Add("Notion-Version", "2022-06-28");
        Assert.Equal(400, (await client.Stage.SendAsync(old)).Status);
        Assert.Equal(2, client.Stage.Doubles.Journal.Violations().Count);
        Assert.Equal("bot", (string?)(await client.GetAsync("/v1/users/me"))["type"]);
    }

    [Fact]
    public async Task A_token_that_expired_is_unauthorized()
    {
        await using var client = await NotionClient.StartAsync();
        client.Notion.OAuth.ExpireAccessTokens();
        var answer = await client.GetAsync("/v1/users/me");
        Assert.Equal((401, "unauthorized"), (answer.Status, (string?)answer["code"]));
    }

    [Fact]
    public async Task A_wrong_content_type_broken_json_and_an_unknown_place_are_refused()
    {
        await using var client = await NotionClient.StartAsync();
        var plain = client.Request(HttpMethod.Post, "/v1/search", "{}");
        plain.Content!.Headers.ContentType = new("text/plain");
        Assert.Equal(400, (await client.Stage.SendAsync(plain)).Status);
        Assert.Equal("invalid_json", (string?)(await client.PostAsync("/v1/search", "{"))["code"]);
        Assert.Equal("invalid_request_url", (string?)(await client.GetAsync("/v1/nothing"))["code"]);
        Assert.Equal(3, client.Stage.Doubles.Journal.Violations().Count);
    }

    [Fact]
    public async Task Three_requests_a_second_pass_and_the_rest_is_told_when_to_come_back()
    {
        await using var client = await NotionClient.StartAsync();
        client.Notion.Limit(3, 6);
        for (var at = 0; at < 6; at++)
        {
            Assert.Equal(200, (await client.GetAsync("/v1/users/me")).Status);
        }

        var refused = await client.GetAsync("/v1/users/me");
        Assert.Equal((429, "rate_limited", "1"), (refused.Status, (string?)refused["code"], refused.Header("Retry-After")));
        Assert.Equal("integration", (string?)refused["additional_data"]!["rate_limit_reason"]);
        client.Stage.Clock.Advance(TimeSpan.FromSeconds(1));
        var passed = 0;
        while ((await client.GetAsync("/v1/users/me")).Status == 200)
        {
            passed++;
        }

        Assert.Equal(3, passed);
        client.Stage.Doubles.Journal.Verify();
    }

    [Fact]
    public async Task A_revoked_consent_ends_all_its_tokens()
    {
        await using var client = await NotionClient.StartAsync();
        var request = new HttpRequestMessage(HttpMethod.Post, client.Notion.Address + "/v1/oauth/revoke")
        {
            Content = new StringContent($$"""{ "token": "{{client.Tokens.AccessToken}}" }""", System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = Stage.Basic(client.Notion.OAuth.Client.Id, client.Notion.OAuth.Client.Secret);
        Assert.Equal(200, (await client.Stage.SendAsync(request)).Status);
        Assert.Equal(401, (await client.GetAsync("/v1/users/me")).Status);
        client.Stage.Doubles.Journal.Verify();
    }
}

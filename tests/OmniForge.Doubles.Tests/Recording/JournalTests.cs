namespace OmniForge.Doubles.Tests.Recording;

public sealed class JournalTests : IAsyncLifetime
{
    private readonly Stage _stage = new();

    public ValueTask InitializeAsync() => _stage.InitializeAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_token_at_the_wrong_provider_is_noticed()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _stage.At("slack").Address + "/api/auth.test");
        request.Headers.Authorization = new("Bearer", _stage.SignedIn("notion").AccessToken);
        Assert.Equal("invalid_auth", (string?)(await _stage.SendAsync(request))["error"]);
        var violation = Assert.Single(_stage.Doubles.Journal.Violations());
        Assert.Contains("an access token of notion was sent to slack", violation, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(_stage.Doubles.Journal.Verify);
    }

    [Fact]
    public async Task A_token_in_an_address_a_refresh_token_at_the_API_and_a_hidden_secret_are_noticed()
    {
        var tokens = _stage.SignedIn("notion");
        await _stage.GetAsync($"{_stage.At("notion").Address}/v1/users/me?token={tokens.AccessToken}");
        var refresh = new HttpRequestMessage(HttpMethod.Get, _stage.At("notion").Address + "/v1/users/me");
        refresh.Headers.Authorization = new("Bearer", tokens.RefreshToken);
        await _stage.SendAsync(refresh);
        var basic = new HttpRequestMessage(HttpMethod.Post, _stage.At("slack").Address + "/api/oauth.v2.access");
        basic.Headers.Authorization = Stage.Basic("x", _stage.At("notion").OAuth.Client.Secret);
        await _stage.SendAsync(basic);
        var violations = _stage.Doubles.Journal.Violations();
        Assert.Contains(violations, violation => violation.Contains("is part of the address", StringComparison.Ordinal));
        Assert.Contains(violations, violation => violation.Contains("a refresh token of notion was sent to the API", StringComparison.Ordinal));
        Assert.Contains(violations, violation => violation.Contains("the client secret of notion was sent to slack", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_request_that_nobody_announced_is_noticed()
    {
        var journal = _stage.Doubles.Journal;
        journal.Expect(exchange => exchange.Path == "/api/auth.test");
        await SlackAsync("auth.test");
        Assert.Empty(journal.Violations());
        await SlackAsync("users.list");
        Assert.Contains("nobody expected", Assert.Single(journal.Violations()), StringComparison.Ordinal);
        journal.Forgive(exchange => exchange.Path == "/api/users.list");
        journal.Verify();
    }

    [Fact]
    public async Task A_request_is_kept_with_its_account_and_its_answer()
    {
        await SlackAsync("auth.test");
        var kept = Assert.Single(_stage.Doubles.Journal.Of("slack"));
        Assert.Equal(("POST", "/api/auth.test", "", 200, 1), (kept.Method, kept.Path, kept.Body, kept.Status, kept.Number));
        Assert.Equal(_stage.Doubles.Slack.HarborStudio.Id, kept.Account);
        Assert.Equal(_stage.Clock.GetUtcNow(), kept.At);
    }

    private async Task SlackAsync(string method)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{_stage.At("slack").Address}/api/{method}");
        request.Headers.Authorization = new("Bearer", _stage.SignedIn("slack").AccessToken);
        await _stage.SendAsync(request);
    }
}

namespace OmniForge.Doubles.Tests.OAuth;

public sealed class SwitchTests : IAsyncLifetime
{
    private readonly Stage _stage = new();

    public ValueTask InitializeAsync() => _stage.InitializeAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_refresh_that_dies_after_its_commit_has_spent_the_token()
    {
        var slack = _stage.At("slack");
        var tokens = _stage.SignedIn("slack");
        slack.OAuth.DieAfterCommit();
        await Assert.ThrowsAsync<HttpRequestException>(() => Refresh(tokens.RefreshToken));
        var again = await Refresh(tokens.RefreshToken);
        Assert.Equal("invalid_refresh_token", (string?)again["error"]);
        Assert.Null(slack.OAuth.Find(tokens.AccessToken));
    }

    [Fact]
    public async Task A_late_answer_comes_when_the_clock_has_moved()
    {
        var tokens = _stage.SignedIn("slack");
        _stage.At("slack").OAuth.AnswerLate(TimeSpan.FromSeconds(10));
        var before = _stage.Clock.GetUtcNow();
        var late = await _stage.SendWhileTimePassesAsync(
            _stage.TokenRequest("slack", ("grant_type", "refresh_token"), ("refresh_token", tokens.RefreshToken)), TimeSpan.FromSeconds(1));
        Assert.True((bool?)late["ok"]);
        Assert.True(_stage.Clock.GetUtcNow() - before >= TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task The_answer_may_keep_the_expiry_to_itself()
    {
        _stage.At("slack").OAuth.Switches.WithoutExpiry = true;
        Assert.Null((await Refresh(_stage.SignedIn("slack").RefreshToken))["expires_in"]);
    }

    [Fact]
    public async Task Fewer_scopes_may_be_granted_than_asked()
    {
        _stage.At("slack").OAuth.Switches.GrantOnly = ["channels:read"];
        var code = (await _stage.AuthorizeAsync("slack"))["code"]!;
        var tokens = await _stage.TokenAsync("slack", ("code", code), ("redirect_uri", Stage.Callback));
        Assert.Equal("channels:read", (string?)tokens["scope"]);
    }

    [Fact]
    public async Task An_issuer_a_state_and_a_refusal_can_be_made_wrong()
    {
        var switches = _stage.At("notion").OAuth.Switches;
        switches.Issuer = "https://evil.example";
        switches.State = "another";
        var back = await _stage.AuthorizeAsync("notion");
        Assert.Equal(("https://evil.example", "another"), (back["iss"], back["state"]));
        switches.Denies = true;
        Assert.Equal("access_denied", (await _stage.AuthorizeAsync("notion"))["error"]);
    }

    [Fact]
    public async Task Tokens_expire_and_consents_are_taken_back_when_a_test_says_so()
    {
        var slack = _stage.At("slack");
        var tokens = _stage.SignedIn("slack");
        slack.OAuth.ExpireAccessTokens();
        Assert.Null(slack.OAuth.Find(tokens.AccessToken));
        Assert.True((bool?)(await Refresh(tokens.RefreshToken))["ok"]);
        var other = _stage.SignedIn("slack");
        slack.OAuth.TakeBack(other.Account.Id);
        Assert.Equal("invalid_refresh_token", (string?)(await Refresh(other.RefreshToken))["error"]);
    }

    private Task<Answer> Refresh(string token) => _stage.TokenAsync("slack", ("grant_type", "refresh_token"), ("refresh_token", token));
}

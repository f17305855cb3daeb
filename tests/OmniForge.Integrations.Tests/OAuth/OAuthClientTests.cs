using System.Text;
using System.Web;
using OmniForge.Integrations.OAuth;
using OmniForge.Integrations.Tests.Fakes;

namespace OmniForge.Integrations.Tests.OAuth;

public sealed class OAuthClientTests
{
    private const string Secret = "canary-secret";
    private static readonly OAuthApp App = new("our-id", Secret);
    private static readonly Uri Back = new("https://forge.example/oauth/callback/harbor?a=b&c");

    private static readonly OAuthDescriptor Plain = new()
    {
        Authorize = new("https://harbor.example/authorize"),
        Token = new("https://harbor.example/token"),
        Revoke = new("https://harbor.example/revoke"),
    };

    private readonly PatientClock _clock = new();

    [Fact]
    public void The_authorize_address_carries_every_value_encoded_and_the_verifier_only_as_its_challenge()
    {
        var address = OAuthClient.AuthorizeAddress(
            Plain with { BaseScopes = ["read"], Parameters = new Dictionary<string, string> { ["owner"] = "us er" } },
            App, ["write", "read"], "st&te=1", Back, "verifier");
        var query = HttpUtility.ParseQueryString(address.Query);
        Assert.Equal("https://harbor.example/authorize", address.GetLeftPart(UriPartial.Path));
        Assert.Equal("code", query["response_type"]);
        Assert.Equal("our-id", query["client_id"]);
        Assert.Equal("st&te=1", query["state"]);
        Assert.Equal(Back.OriginalString, query["redirect_uri"]);
        Assert.Equal("us er", query["owner"]);
        Assert.Equal("read write", query["scope"]);
        Assert.Equal("S256", query["code_challenge_method"]);
        Assert.Equal("iMnq5o6zALKXGivsnlom_0F5_WYda32GHkxlV7mq7hQ", query["code_challenge"]);
        Assert.DoesNotContain("verifier", address.Query, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, address.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public void Scopes_are_separated_as_the_provider_wants_and_a_provider_without_proof_gets_none()
    {
        var address = OAuthClient.AuthorizeAddress(
            Plain with { ScopeSeparator = ",", ScopeParameter = "user_scope", Pkce = Pkce.Omit }, App, ["a:b", "c"], "s", Back, "v");
        var query = HttpUtility.ParseQueryString(address.Query);
        Assert.Equal("a:b,c", query["user_scope"]);
        Assert.Null(query["code_challenge"]);
        Assert.Null(query["scope"]);
    }

    [Fact]
    public async Task A_code_is_exchanged_by_one_signed_form()
    {
        using var wire = Wire.Of(() => Wire.Json("""{"access_token":"A","refresh_token":"R","expires_in":3600,"scope":"read,write","team":{"id":"T1","name":"Harbor"}}"""));
        var grant = await Client(wire).ExchangeAsync(
            Plain with { AccountIdPath = "team.id", AccountNamePath = "team.name" }, App, "the code", "v", Back, TestContext.Current.CancellationToken);
        var sent = Assert.Single(wire.Sent);
        Assert.Equal($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"our-id:{Secret}"))}", sent.Headers["Authorization"]);
        Assert.Equal(
            new() { ["grant_type"] = "authorization_code", ["code"] = "the code", ["redirect_uri"] = Back.OriginalString, ["code_verifier"] = "v" },
            sent.Form);
        Assert.Equal(("A", "R", "T1", "Harbor"), (grant.AccessToken, grant.RefreshToken, grant.AccountId, grant.AccountName));
        Assert.Equal(["read", "write"], grant.Scopes);
        Assert.Equal(_clock.GetUtcNow().AddHours(1), grant.ExpiresAt);
    }

    [Fact]
    public async Task A_provider_that_wants_it_so_gets_JSON_its_headers_and_no_verifier()
    {
        using var wire = Wire.Of(() => Wire.Json("""{"access_token":"A"}"""));
        var grant = await Client(wire).ExchangeAsync(
            Plain with
            {
                Body = TokenBody.Json,
                Pkce = Pkce.Challenge,
                ClientProof = ClientProof.Form,
                TokenHeaders = new Dictionary<string, string> { ["Harbor-Version"] = "3" },
            },
            App, "c", "v", Back, TestContext.Current.CancellationToken);
        var sent = Assert.Single(wire.Sent);
        Assert.Equal("application/json", sent.ContentType);
        Assert.Equal("3", sent.Headers["Harbor-Version"]);
        Assert.Equal(
            """{"grant_type":"authorization_code","code":"c","redirect_uri":"https://forge.example/oauth/callback/harbor?a=b\u0026c","client_id":"our-id","client_secret":"canary-secret"}""",
            sent.Body);
        Assert.Null(grant.RefreshToken);
        Assert.Null(grant.ExpiresAt);
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_grant","error_description":"canary-code"}""", OAuthFault.Final, "invalid_grant")]
    [InlineData(200, """{"ok":false,"error":"token_revoked"}""", OAuthFault.Final, "token_revoked")]
    [InlineData(200, """{"error":"bad_code"}""", OAuthFault.Misconfigured, "bad_code")]
    [InlineData(200, """{"ok":false}""", OAuthFault.Misconfigured, "not_ok")]
    [InlineData(401, """{"error":"invalid_client"}""", OAuthFault.Misconfigured, "invalid_client")]
    [InlineData(400, """{"error":"canary-code"}""", OAuthFault.Misconfigured, "")]
    [InlineData(302, "", OAuthFault.Misconfigured, "")]
    [InlineData(503, "<html>", OAuthFault.Passing, "")]
    [InlineData(429, "{}", OAuthFault.Passing, "too_many_requests")]
    [InlineData(200, "<html>", OAuthFault.Passing, "")]
    public async Task A_refusal_says_what_helps_and_nothing_secret(int status, string body, OAuthFault fault, string code)
    {
        using var wire = Wire.Of(() => Wire.Json(body, status));
        var refused = await Assert.ThrowsAsync<OAuthException>(() => Client(wire).ExchangeAsync(
            Plain with { FinalErrors = ["invalid_grant", "token_revoked"] }, App, "canary-code", "canary-verifier", Back, TestContext.Current.CancellationToken));
        Assert.Equal((fault, code), (refused.Fault, refused.Code));
        Assert.DoesNotContain("canary", refused.ToString(), StringComparison.Ordinal);
        Assert.Single(wire.Sent);
    }

    [Fact]
    public async Task A_code_is_never_sent_twice_even_when_the_answer_is_lost()
    {
        using var wire = Wire.Of(Wire.Broken);
        var refused = await Assert.ThrowsAsync<OAuthException>(() => Client(wire).ExchangeAsync(
            Plain, App, "c", "v", Back, TestContext.Current.CancellationToken));
        Assert.Equal(OAuthFault.Passing, refused.Fault);
        Assert.Single(wire.Sent);
    }

    [Fact]
    public async Task A_refresh_is_tried_once_more_two_seconds_after_a_trouble()
    {
        using var wire = Wire.Of(() => Wire.Json("{}", 500), () => Wire.Json("""{"access_token":"A2","refresh_token":"R2"}"""));
        var started = _clock.GetUtcNow();
        var grant = await _clock.PassAsync(Client(wire).RefreshAsync(Plain, App, "R1", TestContext.Current.CancellationToken));
        Assert.Equal("R2", grant.RefreshToken);
        Assert.Equal(2, wire.Sent.Count);
        Assert.Equal("R1", wire.Sent[1].Form["refresh_token"]);
        Assert.InRange(_clock.GetUtcNow() - started, TimeSpan.FromSeconds(2), TimeSpan.MaxValue);
    }

    [Fact]
    public async Task A_refresh_that_is_refused_for_good_is_not_tried_again()
    {
        using var wire = Wire.Of(() => Wire.Json("""{"error":"invalid_grant"}""", 400));
        var refused = await Assert.ThrowsAsync<OAuthException>(() => Client(wire).RefreshAsync(Plain, App, "R1", TestContext.Current.CancellationToken));
        Assert.Equal(OAuthFault.Final, refused.Fault);
        Assert.Single(wire.Sent);
    }

    [Fact]
    public async Task A_silent_provider_is_given_up_after_ten_seconds()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        using var silence = new Silence();
        using var http = new HttpClient(silence) { Timeout = Timeout.InfiniteTimeSpan };
        var exchange = new OAuthClient(http, clock).ExchangeAsync(Plain, App, "c", "v", Back, TestContext.Current.CancellationToken);
        await silence.Asked.WaitAsync(TestKit.Patience.Limit, TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromSeconds(10));
        var refused = await Assert.ThrowsAsync<OAuthException>(() => exchange.WaitAsync(TestKit.Patience.Limit, TestContext.Current.CancellationToken));
        Assert.Equal(OAuthFault.Passing, refused.Fault);
    }

    [Theory]
    [InlineData(Revoking.Standard, "POST", "token=T")]
    [InlineData(Revoking.AsBearer, "POST", "")]
    [InlineData(Revoking.WholeGrant, "DELETE", """{"access_token":"T"}""")]
    public async Task A_token_is_given_back_the_way_its_provider_wants(Revoking way, string method, string body)
    {
        using var wire = Wire.Of(() => Wire.Json("""{"ok":true}"""), () => Wire.Json("""{"ok":false,"error":"x"}"""), Wire.Broken);
        var descriptor = Plain with { Revoking = way, Revoke = new("https://harbor.example/apps/{client_id}/grant") };
        var client = Client(wire);
        Assert.True(await client.RevokeAsync(descriptor, App, "T", TestContext.Current.CancellationToken));
        Assert.False(await client.RevokeAsync(descriptor, App, "T", TestContext.Current.CancellationToken));
        Assert.False(await client.RevokeAsync(descriptor, App, "T", TestContext.Current.CancellationToken));
        Assert.False(await client.RevokeAsync(descriptor with { Revoke = null }, App, "T", TestContext.Current.CancellationToken));
        Assert.Equal((method, "/apps/our-id/grant", body), (wire.Sent[0].Method, wire.Sent[0].Path, wire.Sent[0].Body));
        Assert.StartsWith(way == Revoking.AsBearer ? "Bearer T" : "Basic ", wire.Sent[0].Headers["Authorization"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_verifier_is_long_enough_and_never_the_same()
    {
        Assert.Equal(43, PkceProof.NewVerifier().Length);
        Assert.NotEqual(PkceProof.NewVerifier(), PkceProof.NewVerifier());

        // The example of RFC 7636, appendix B.
        Assert.Equal("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", PkceProof.Challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));
    }

    private OAuthClient Client(Wire wire) => new(new HttpClient(wire, disposeHandler: false), _clock);

    private sealed class Silence : HttpMessageHandler
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            _asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException();
        }
    }
}

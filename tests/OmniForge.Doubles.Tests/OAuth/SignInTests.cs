using System.Security.Cryptography;
using System.Text;

namespace OmniForge.Doubles.Tests.OAuth;

public class SignInTests(Stage stage) : IClassFixture<Stage>
{
    private const string Verifier = "a-verifier-of-at-least-forty-three-characters-length";

    public static TheoryData<string> Providers => ["notion", "slack", "linear", "github"];

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_code_becomes_tokens_that_work_and_refresh(string provider)
    {
        var back = await stage.AuthorizeAsync(provider);
        Assert.Equal("the-state", back["state"]);
        Assert.Equal("1", back["kept"]);
        var tokens = await Code(provider, back["code"]!);
        Assert.Equal(200, tokens.Status);
        var token = (string)tokens["access_token"]!;
        Assert.NotNull(stage.At(provider).OAuth.Find(token));
        var next = await stage.TokenAsync(provider, ("grant_type", "refresh_token"), ("refresh_token", (string)tokens["refresh_token"]!));
        Assert.NotEqual(token, (string)next["access_token"]!);
        Assert.NotEqual((string)tokens["refresh_token"]!, (string)next["refresh_token"]!);
        Assert.NotNull(stage.At(provider).OAuth.Find((string)next["access_token"]!));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_code_works_once_and_its_second_use_ends_the_tokens(string provider)
    {
        var code = (await stage.AuthorizeAsync(provider))["code"]!;
        var token = (string)(await Code(provider, code))["access_token"]!;
        Refused(await Code(provider, code));
        Assert.Null(stage.At(provider).OAuth.Find(token));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_code_works_for_a_minute(string provider)
    {
        var code = (await stage.AuthorizeAsync(provider))["code"]!;
        stage.Clock.Advance(TimeSpan.FromSeconds(60));
        Refused(await Code(provider, code));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task The_redirect_address_must_be_the_same_character_by_character(string provider)
    {
        var unregistered = await stage.GetAsync(stage.AuthorizeAddress(provider, ("auto", "allow"), ("redirect_uri", Stage.Callback + "&more=1")));
        Assert.Equal(400, unregistered.Status);
        Assert.Null(unregistered.Headers.Location);
        var code = (await stage.AuthorizeAsync(provider))["code"]!;
        Refused(await stage.TokenAsync(provider, ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Stage.Callback + "/")));
        Refused(await stage.TokenAsync(provider, ("grant_type", "authorization_code"), ("code", code)));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_refresh_token_that_is_used_twice_ends_the_family(string provider)
    {
        var first = stage.SignedIn(provider);
        var second = await Refresh(provider, first.RefreshToken);
        Refused(await Refresh(provider, first.RefreshToken));
        Refused(await Refresh(provider, (string)second["refresh_token"]!));
        Assert.Null(stage.At(provider).OAuth.Find((string)second["access_token"]!));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_person_may_say_no(string provider)
    {
        var answer = await stage.GetAsync(stage.AuthorizeAddress(provider, ("auto", "deny")));
        Assert.Contains("error=access_denied", answer.Headers.Location!.Query, StringComparison.Ordinal);
        Assert.Contains("state=the-state", answer.Headers.Location.Query, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_person_sees_a_page_with_two_buttons(string provider)
    {
        var address = stage.AuthorizeAddress(provider);
        var page = await stage.GetAsync(address);
        Assert.Equal(200, page.Status);
        Assert.Contains(stage.At(provider).OAuth.Accounts[0].Name, page.Text, StringComparison.Ordinal);
        Assert.Contains(">Allow</button>", page.Text, StringComparison.Ordinal);
        Assert.Contains(">Deny</button>", page.Text, StringComparison.Ordinal);
        var account = stage.At(provider).OAuth.Accounts[0].Id;
        var answer = await stage.SendAsync(new(HttpMethod.Post, address)
        {
            Content = new FormUrlEncodedContent([new("decision", "allow"), new("account", account)]),
        });
        Assert.Equal(302, answer.Status);
        Assert.Contains("code=", answer.Headers.Location!.Query, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_wrong_client_secret_is_refused(string provider)
    {
        var code = (await stage.AuthorizeAsync(provider))["code"]!;
        var request = stage.TokenRequest(
            provider, ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Stage.Callback), ("client_secret", "wrong"));
        if (provider == "notion")
        {
            request = stage.TokenRequest(provider, ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Stage.Callback));
            request.Headers.Authorization = Stage.Basic(stage.At(provider).OAuth.Client.Id, "wrong");
        }

        Refused(await stage.SendAsync(request));
        Assert.Equal(200, (await Code(provider, code)).Status);
    }

    [Theory]
    [InlineData("slack")]
    [InlineData("linear")]
    [InlineData("github")]
    public async Task A_challenge_demands_its_verifier(string provider)
    {
        var challenge = Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        var code = (await stage.AuthorizeAsync(provider, ("code_challenge", challenge), ("code_challenge_method", "S256")))["code"]!;
        Refused(await Code(provider, code));
        Refused(await Code(provider, code, ("code_verifier", Verifier + "x")));
        var tokens = await Code(provider, code, ("code_verifier", Verifier));
        Assert.NotNull(tokens["access_token"]);
        var plain = await stage.GetAsync(stage.AuthorizeAddress(provider, ("auto", "allow"), ("code_challenge", Verifier), ("code_challenge_method", "plain")));
        Assert.Contains("error=invalid_request", plain.Headers.Location!.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Notion_knows_no_verifier_and_no_other_key()
    {
        var code = (await stage.AuthorizeAsync("notion", ("code_challenge", new string('a', 43)), ("code_challenge_method", "S256")))["code"]!;
        var refused = await Code("notion", code, ("code_verifier", Verifier));
        Assert.Equal(400, refused.Status);
        Assert.Equal("validation_error", (string?)refused["code"]);
        Assert.Equal(200, (await Code("notion", code)).Status);
        Assert.Null((await Code("notion", (await stage.AuthorizeAsync("notion"))["code"]!))["expires_in"]);
    }

    [Fact]
    public async Task Notion_wants_its_version_for_tokens_as_well()
    {
        var request = stage.TokenRequest("notion", ("grant_type", "refresh_token"), ("refresh_token", stage.SignedIn("notion").RefreshToken));
        request.Headers.Remove("Notion-Version");
        Assert.Equal("validation_error", (string?)(await stage.SendAsync(request))["code"]);
    }

    [Fact]
    public async Task A_registered_address_on_another_port_is_taken_only_where_that_is_allowed()
    {
        var slack = stage.At("slack").OAuth;
        var other = Stage.Callback.Replace(":9/", ":40123/", StringComparison.Ordinal);
        Assert.Equal(400, (await stage.GetAsync(stage.AuthorizeAddress("slack", ("auto", "allow"), ("redirect_uri", other)))).Status);
        slack.Client.AnyLoopbackPort = true;
        try
        {
            var answer = await stage.GetAsync(stage.AuthorizeAddress("slack", ("auto", "allow"), ("redirect_uri", other)));
            Assert.StartsWith(other, answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
            foreach (var wrong in new[] { other.Replace("callback", "other", StringComparison.Ordinal), other.Replace("127.0.0.1", "evil.example", StringComparison.Ordinal) })
            {
                Assert.Equal(400, (await stage.GetAsync(stage.AuthorizeAddress("slack", ("auto", "allow"), ("redirect_uri", wrong)))).Status);
            }
        }
        finally
        {
            slack.Client.AnyLoopbackPort = false;
        }
    }

    [Fact]
    public async Task Each_provider_has_its_own_way_of_client_authentication()
    {
        var code = (await stage.AuthorizeAsync("notion"))["code"]!;
        var request = stage.TokenRequest("notion", ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Stage.Callback));
        request.Headers.Authorization = null;
        Assert.Equal("invalid_client", (string?)(await stage.SendAsync(request))["error"]);
        var client = stage.At("slack").OAuth.Client;
        var both = stage.TokenRequest("slack", ("grant_type", "refresh_token"), ("refresh_token", stage.SignedIn("slack").RefreshToken));
        both.Headers.Authorization = Stage.Basic(client.Id, client.Secret);
        Refused(await stage.SendAsync(both));
    }

    [Fact]
    public async Task Slack_tells_errors_with_status_200_and_lets_tokens_live_half_a_day()
    {
        var tokens = await Code("slack", (await stage.AuthorizeAsync("slack"))["code"]!);
        Assert.Equal(43_200, (int)tokens["expires_in"]!);
        Assert.Equal("chat:write,channels:read", (string?)tokens["scope"]);
        var refused = await Code("slack", "code-unknown");
        Assert.Equal((200, "invalid_code"), (refused.Status, (string?)refused["error"]));
        stage.Clock.Advance(TimeSpan.FromSeconds(43_200));
        Assert.Null(stage.At("slack").OAuth.Find((string)tokens["access_token"]!));
    }

    [Fact]
    public async Task A_refresh_at_GitHub_ends_the_old_access_token_at_once()
    {
        var github = stage.At("github").OAuth;
        var tokens = stage.SignedIn("github");
        var next = await Refresh("github", tokens.RefreshToken);
        Assert.Equal((28_800, 15_811_200), ((int)next["expires_in"]!, (int)next["refresh_token_expires_in"]!));
        Assert.Null(github.Find(tokens.AccessToken));
        Assert.NotNull(github.Find((string)next["access_token"]!));
        var used = await Refresh("github", tokens.RefreshToken);
        Assert.Equal((200, "bad_refresh_token"), (used.Status, (string?)used["error"]));
    }

    [Fact]
    public async Task A_refresh_elsewhere_leaves_the_old_access_token_alone()
    {
        var tokens = stage.SignedIn("linear");
        var next = await Refresh("linear", tokens.RefreshToken);
        Assert.Equal(86_400, (int)next["expires_in"]!);
        Assert.NotNull(stage.At("linear").OAuth.Find(tokens.AccessToken));
    }

    [Fact]
    public async Task GitHub_answers_with_a_form_unless_JSON_is_asked_for()
    {
        var request = stage.TokenRequest("github", ("grant_type", "refresh_token"), ("refresh_token", stage.SignedIn("github").RefreshToken));
        request.Headers.Accept.Clear();
        var answer = await stage.SendAsync(request);
        Assert.StartsWith("access_token=ghu_", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scopes_are_separated_by_commas_and_known()
    {
        var spaces = await stage.GetAsync(stage.AuthorizeAddress("linear", ("auto", "allow"), ("scope", "read write")));
        Assert.Contains("error=invalid_scope", spaces.Headers.Location!.Query, StringComparison.Ordinal);
        var tokens = await Code("linear", (await stage.AuthorizeAsync("linear"))["code"]!);
        Assert.Equal(["read", "write"], stage.At("linear").OAuth.Find((string)tokens["access_token"]!)!.Scopes);
    }

    [Theory]
    [InlineData("linear", "/oauth/revoke")]
    [InlineData("slack", "/api/auth.revoke")]
    [InlineData("github", "/applications/omniforge-at-github/token")]
    public async Task A_revoked_token_is_over_with_its_family(string provider, string path)
    {
        var tokens = stage.SignedIn(provider);
        var request = new HttpRequestMessage(provider == "github" ? HttpMethod.Delete : HttpMethod.Post, stage.At(provider).Address + path);
        if (provider == "github")
        {
            request.Headers.Authorization = Stage.Basic(stage.At(provider).OAuth.Client.Id, stage.At(provider).OAuth.Client.Secret);
            request.Content = new StringContent($$"""{ "access_token": "{{tokens.AccessToken}}" }""", Encoding.UTF8, "application/json");
        }
        else
        {
            request.Headers.Authorization = new("Bearer", tokens.AccessToken);
        }

        Assert.InRange((await stage.SendAsync(request)).Status, 200, 204);
        Assert.Null(stage.At(provider).OAuth.Find(tokens.AccessToken));
        Refused(await Refresh(provider, tokens.RefreshToken));
    }

    private static void Refused(Answer answer)
    {
        Assert.Null(answer["access_token"]);
        Assert.NotNull(answer["error"] ?? answer["code"]);
    }

    private Task<Answer> Code(string provider, string code, params (string Name, string Value)[] more)
        => stage.TokenAsync(provider, [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Stage.Callback), .. more]);

    private Task<Answer> Refresh(string provider, string token)
        => stage.TokenAsync(provider, ("grant_type", "refresh_token"), ("refresh_token", token));
}

using OmniForge.Agents.Tools;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;
using OmniForge.Integrations.Tests.Fakes;

namespace OmniForge.Integrations.Tests.Requests;

public sealed class ProviderAccountTests
{
    private static readonly IntegrationDescriptor Harbor = new()
    {
        Id = "harbor",
        DisplayName = "Harbor",
        Api = new("https://api.harbor.example/v1"),
        MoreHosts = ["uploads.harbor.example"],
        Headers = new Dictionary<string, string> { ["Harbor-Version"] = "3" },
        OAuth = new() { Authorize = new("https://harbor.example/a"), Token = new("https://harbor.example/t") },
        Limit = new(100, TimeSpan.FromSeconds(1), 100),
        ErrorCodePath = "error",
        TokenErrors = ["token_expired"],
        HasteErrors = ["ratelimited"],
        TroubleErrors = ["fatal_error"],
    };

    private readonly PatientClock _clock = new();
    private readonly Token _token = new();

    [Fact]
    public async Task A_request_carries_the_token_the_headers_of_the_provider_and_its_own()
    {
        using var wire = Wire.Of(() => Wire.Json("""{"n":1}""", 200, ("X-More", "yes")));
        var answer = await SendAsync(wire, Read("things?x=1") with { Method = HttpMethod.Post, Json = "{}", Headers = new Dictionary<string, string> { ["A"] = "b", ["Authorization"] = "Bearer stolen" } });
        var sent = Assert.Single(wire.Sent);
        Assert.Equal("https://api.harbor.example/v1/things?x=1", sent.Address.AbsoluteUri);
        Assert.Equal(("Bearer token-1", "3", "b"), (sent.Headers["Authorization"], sent.Headers["Harbor-Version"], sent.Headers["A"]));
        Assert.Equal(("{}", "application/json"), (sent.Body, sent.ContentType));
        Assert.Equal(("yes", 1), (answer.Headers["x-more"], answer.Json().GetProperty("n").GetInt32()));
    }

    [Theory]
    [InlineData("https://evil.example/x")]
    [InlineData("https://api.harbor.example.evil.example/v1/x")]
    [InlineData("http://api.harbor.example/v1/x")]
    [InlineData("https://api.harbor.example:8443/v1/x")]
    [InlineData("https://user@api.harbor.example/v1/x")]
    [InlineData("http://uploads.harbor.example/x")]
    [InlineData("../../admin")]
    [InlineData("..%2f..")]
    public async Task The_token_goes_nowhere_else(string address)
    {
        using var wire = Wire.Of(() => Wire.Json("{}"));
        try
        {
            await SendAsync(wire, Read(address));
            Assert.StartsWith("https://api.harbor.example/v1/", wire.Sent[0].Address.AbsoluteUri, StringComparison.Ordinal);
            Assert.DoesNotContain("://", address, StringComparison.Ordinal);
        }
        catch (AccountException refused)
        {
            Assert.Equal(ToolErrorCode.Forbidden, refused.Code);
            Assert.Empty(wire.Sent);
        }
    }

    [Theory]
    [InlineData("//evil.example/x")]
    [InlineData("\\\\evil.example\\x")]
    public async Task A_path_that_looks_like_a_host_stays_a_path(string address)
    {
        using var wire = Wire.Of(() => Wire.Json("{}"));
        await SendAsync(wire, Read(address));
        Assert.Equal("api.harbor.example", wire.Sent[0].Address.Host);
    }

    [Fact]
    public async Task A_redirect_is_followed_within_the_provider_with_the_same_method_and_body()
    {
        using var wire = Wire.Of(
            () => Wire.Json("", 307, ("Location", "/v1/moved")), () => Wire.Json("", 301, ("Location", "https://uploads.harbor.example/x")), () => Wire.Json("{}"));
        await SendAsync(wire, Read("x") with { Method = HttpMethod.Post, Json = "{\"a\":1}" });
        Assert.Equal(["api.harbor.example", "api.harbor.example", "uploads.harbor.example"], wire.Sent.Select(sent => sent.Address.Host));
        Assert.All(wire.Sent, sent => Assert.Equal(("POST", "{\"a\":1}"), (sent.Method, sent.Body)));
    }

    [Fact]
    public async Task A_redirect_elsewhere_is_refused_before_anything_goes_there()
    {
        using var wire = Wire.Of(() => Wire.Json("", 302, ("Location", "https://evil.example/")));
        Assert.Equal(ToolErrorCode.Forbidden, (await FaultAsync(wire, Read("x"))).Code);
        Assert.Single(wire.Sent);
    }

    [Theory]
    [InlineData(401, "{}")]
    [InlineData(200, """{"error":"token_expired"}""")]
    public async Task A_refused_token_is_renewed_once_and_then_given_up(int status, string body)
    {
        using var worked = Wire.Of(() => Wire.Json(body, status), () => Wire.Json("{}"));
        Assert.True((await SendAsync(worked, Write())).Ok);
        Assert.Equal(["Bearer token-1", "Bearer token-2"], worked.Sent.Select(sent => sent.Headers["Authorization"]));

        using var refused = Wire.Of(() => Wire.Json(body, status), () => Wire.Json(body, status));
        Assert.Equal(ToolErrorCode.Auth, (await FaultAsync(refused, Write())).Code);
        Assert.Equal(2, refused.Sent.Count);
    }

    [Theory]
    [InlineData(429, "{}")]
    [InlineData(529, "{}")]
    [InlineData(403, "{}")]
    [InlineData(200, """{"error":"ratelimited"}""")]
    public async Task Being_asked_for_patience_is_waited_out_exactly_also_by_a_change(int status, string body)
    {
        using var wire = Wire.Of(() => Wire.Json(body, status, ("Retry-After", "7")), () => Wire.Json("{}"));
        var started = _clock.GetUtcNow();
        Assert.True((await SendAsync(wire, Write(AccountRepeat.Doubles))).Ok);
        Assert.InRange(_clock.GetUtcNow() - started, TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(9));
    }

    [Fact]
    public async Task All_who_use_the_limit_wait_and_other_accounts_do_not()
    {
        using var wire = new Wire(sent => sent.Address.Query == "?first" ? Wire.Json("{}", 429, ("Retry-After", "30")) : Wire.Json("{}"));
        var limits = Limits();
        var (mine, other) = (Account(wire, limits), Account(wire, limits, "c2"));
        var first = await Assert.ThrowsAsync<AccountException>(() => mine.SendAsync(Read("x?first"), TestContext.Current.CancellationToken));
        Assert.Equal((ToolErrorCode.RateLimited, _clock.GetUtcNow().AddSeconds(30)), (first.Code, first.RetryAt));
        var second = await Assert.ThrowsAsync<AccountException>(() => mine.SendAsync(Read("x"), TestContext.Current.CancellationToken));
        Assert.Equal((ToolErrorCode.RateLimited, _clock.GetUtcNow().AddSeconds(30)), (second.Code, second.RetryAt));
        Assert.Single(wire.Sent);
        Assert.True((await other.SendAsync(Read("x"), TestContext.Current.CancellationToken)).Ok);
    }

    [Fact]
    public async Task Without_a_time_the_wait_doubles_and_ends_after_five_tries()
    {
        using var wire = new Wire(_ => Wire.Json("{}", 429));
        var started = _clock.GetUtcNow();
        var fault = await FaultAsync(wire, Read("x"));
        Assert.Equal(ToolErrorCode.RateLimited, fault.Code);
        Assert.Equal(_clock.GetUtcNow().AddSeconds(16), fault.RetryAt);
        Assert.Equal(5, wire.Sent.Count);
        Assert.InRange(_clock.GetUtcNow() - started, TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_provider_that_says_there_is_nothing_left_is_not_asked_before_its_time()
    {
        var reset = _clock.GetUtcNow().AddMinutes(10).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var wire = Wire.Of(() => Wire.Json("{}", 200, ("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", reset)));
        var account = Account(wire, Limits());
        Assert.True((await account.SendAsync(Read("x"), TestContext.Current.CancellationToken)).Ok);
        var fault = await Assert.ThrowsAsync<AccountException>(() => account.SendAsync(Read("x"), TestContext.Current.CancellationToken));
        Assert.Equal(_clock.GetUtcNow().AddMinutes(10), fault.RetryAt);
    }

    [Theory]
    [InlineData(AccountRepeat.Read)]
    [InlineData(AccountRepeat.Same)]
    public async Task Troubles_of_the_provider_are_tried_three_times_when_that_does_no_harm(AccountRepeat repeat)
    {
        using var worked = Wire.Of(() => Wire.Json("", 502), Wire.Broken, () => Wire.Json("{}"));
        Assert.True((await SendAsync(worked, Write(repeat))).Ok);
        using var failed = new Wire(_ => Wire.Json("""{"error":"fatal_error"}"""));
        Assert.Equal(ToolErrorCode.Unavailable, (await FaultAsync(failed, Write(repeat))).Code);
        Assert.Equal(3, failed.Sent.Count);
    }

    [Fact]
    public async Task A_change_whose_answer_is_lost_is_in_doubt_and_not_sent_again()
    {
        foreach (var lost in (Func<HttpResponseMessage>[])[Wire.Broken, () => Wire.Json("", 500), () => Wire.Json("""{"error":"fatal_error"}"""), CutBody])
        {
            using var wire = Wire.Of(lost);
            Assert.Equal(ToolErrorCode.InDoubt, (await FaultAsync(wire, Write(AccountRepeat.Doubles))).Code);
            Assert.Single(wire.Sent);
        }
    }

    [Fact]
    public async Task A_refusal_whose_words_are_cut_off_is_a_refusal()
    {
        using var wire = Wire.Of(() =>
        {
            var cut = CutBody();
            cut.StatusCode = System.Net.HttpStatusCode.Forbidden;
            return cut;
        });
        Assert.Equal(403, (await SendAsync(wire, Write(AccountRepeat.Doubles))).Status);
    }

    [Fact]
    public async Task A_redirected_change_that_must_wait_goes_to_its_new_place_at_once_afterwards()
    {
        using var wire = Wire.Of(
            () => Wire.Json("", 307, ("Location", "/v1/moved")), () => Wire.Json("{}", 429, ("Retry-After", "2")), () => Wire.Json("{}"));
        Assert.True((await SendAsync(wire, Write(AccountRepeat.Doubles))).Ok);
        Assert.Equal(["/v1/write", "/v1/moved", "/v1/moved"], wire.Sent.Select(sent => sent.Path));
    }

    [Theory]
    [InlineData("API rate limit exceeded for user ID 1.")]
    [InlineData("You have exceeded a secondary rate limit. Please wait a few minutes.")]
    public async Task A_provider_that_says_forbidden_and_means_slowly_is_understood(string message)
    {
        using var wire = Wire.Of(() => Wire.Json($$"""{"message":"{{message}}"}""", 403), () => Wire.Json("{}"), () => Wire.Json("""{"message":"no"}""", 403));
        Assert.True((await SendAsync(wire, Write(AccountRepeat.Doubles))).Ok);
        Assert.Equal(403, (await SendAsync(wire, Write(AccountRepeat.Doubles))).Status);
    }

    [Fact]
    public async Task A_change_that_never_left_is_sent_again()
    {
        using var wire = Wire.Of(Wire.Unreachable, () => Wire.Json("{}"));
        Assert.True((await SendAsync(wire, Write(AccountRepeat.Doubles))).Ok);
    }

    [Fact]
    public async Task A_dry_run_sends_reads_and_nothing_else()
    {
        using var wire = new Wire(_ => Wire.Json("{}"));
        var account = new ProviderAccount(Access("c1") with { Mode = AccountMode.DryRun }, Http(wire), Limits(), _clock);
        Assert.True((await account.SendAsync(Read("x"), TestContext.Current.CancellationToken)).Ok);
        foreach (var repeat in (AccountRepeat[])[AccountRepeat.Same, AccountRepeat.Doubles])
        {
            var refused = await Assert.ThrowsAsync<AccountException>(() => account.SendAsync(Write(repeat), TestContext.Current.CancellationToken));
            Assert.Equal(ToolErrorCode.Denied, refused.Code);
        }

        Assert.Single(wire.Sent);
    }

    [Fact]
    public async Task An_answer_that_is_too_large_is_not_taken()
    {
        using var wire = new Wire(_ => Wire.Json(new string('x', 2000)));
        Assert.Equal(ToolErrorCode.Invalid, (await FaultAsync(wire, Read("x") with { MostBytes = 1999 })).Code);
        Assert.True((await SendAsync(wire, Read("x") with { MostBytes = 2000 })).Ok);
    }

    [Fact]
    public async Task Other_error_answers_are_given_back_as_they_are()
    {
        using var wire = Wire.Of(() => Wire.Json("""{"error":"not_found"}""", 404));
        Assert.Equal(404, (await SendAsync(wire, Write(AccountRepeat.Doubles))).Status);
    }

    [Fact]
    public async Task A_provider_that_failed_ten_times_rests_and_is_then_tried_once()
    {
        var healthy = false;
        using var wire = new Wire(_ => healthy ? Wire.Json("{}") : Wire.Json("", 500));
        var limits = Limits();
        for (var i = 0; i < 10; i++)
        {
            await FaultAsync(wire, Write(AccountRepeat.Doubles), limits);
        }

        var resting = await FaultAsync(wire, Read("x"), limits);
        Assert.Equal(ToolErrorCode.Unavailable, resting.Code);
        Assert.NotNull(resting.RetryAt);
        Assert.Equal(10, wire.Sent.Count);

        _clock.Advance(TimeSpan.FromSeconds(31));
        await FaultAsync(wire, Write(AccountRepeat.Doubles), limits);
        await FaultAsync(wire, Read("x"), limits);
        Assert.Equal(11, wire.Sent.Count);

        healthy = true;
        _clock.Advance(TimeSpan.FromSeconds(31));
        Assert.True((await Account(wire, limits).SendAsync(Read("x"), TestContext.Current.CancellationToken)).Ok);
        Assert.True((await Account(wire, limits).SendAsync(Read("x"), TestContext.Current.CancellationToken)).Ok);
    }

    private static HttpResponseMessage CutBody()
    {
        var response = Wire.Json("{}");
        response.Content.Headers.ContentLength = 100;
        return response;
    }

    private static AccountRequest Read(string address) => new() { Method = HttpMethod.Get, Address = address, Repeat = AccountRepeat.Read };

    private static AccountRequest Write(AccountRepeat repeat = AccountRepeat.Same)
        => new() { Method = HttpMethod.Post, Address = "write", Json = "{}", Repeat = repeat };

    private Task<AccountAnswer> SendAsync(Wire wire, AccountRequest request)
        => _clock.PassAsync(Account(wire, Limits()).SendAsync(request, TestContext.Current.CancellationToken));

    private Task<AccountException> FaultAsync(Wire wire, AccountRequest request, RequestLimits? limits = null)
        => Assert.ThrowsAsync<AccountException>(
            () => _clock.PassAsync(Account(wire, limits ?? Limits()).SendAsync(request, TestContext.Current.CancellationToken)));

    private ProviderAccount Account(Wire wire, RequestLimits limits, string connection = "c1") => new(Access(connection), Http(wire), limits, _clock);

    private AccountAccess Access(string connection)
        => new() { ConnectionId = connection, Name = "Harbor Studio", Descriptor = Harbor, Token = _token, Tenant = "local" };

    private RequestLimits Limits() => new(_clock) { Jitter = () => 0 };

    private static HttpClient Http(Wire wire) => new(wire, disposeHandler: false);
}

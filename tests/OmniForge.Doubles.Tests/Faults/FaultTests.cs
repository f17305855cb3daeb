using OmniForge.Doubles.Faults;

namespace OmniForge.Doubles.Tests.Faults;

public sealed class FaultTests : IAsyncLifetime
{
    private readonly Stage _stage = new();

    public ValueTask InitializeAsync() => _stage.InitializeAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Theory]
    [InlineData("notion", 429)]
    [InlineData("notion", 500)]
    [InlineData("notion", 502)]
    [InlineData("notion", 529)]
    [InlineData("slack", 429)]
    [InlineData("slack", 500)]
    [InlineData("slack", 502)]
    [InlineData("linear", 429)]
    [InlineData("linear", 500)]
    [InlineData("linear", 502)]
    [InlineData("github", 403)]
    [InlineData("github", 429)]
    [InlineData("github", 500)]
    [InlineData("github", 502)]
    public async Task An_error_comes_once_with_its_wait_and_changes_nothing(string provider, int status)
    {
        _stage.At(provider).Faults.Next(Fault.Answering(status, TimeSpan.FromSeconds(7)));
        var refused = await PostAsync(provider);
        Assert.Equal((status, "7"), (refused.Status, refused.Header("Retry-After")));
        Assert.Equal(0, Written());
        Assert.InRange((await PostAsync(provider)).Status, 200, 201);
        Assert.Equal(1, Written());
    }

    [Fact]
    public async Task A_reset_changes_nothing_and_a_lost_answer_has_changed_something()
    {
        _stage.At("slack").Faults.Next(Fault.Reset);
        await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync("slack"));
        Assert.Equal(0, Written());
        _stage.At("slack").Faults.Next(Fault.AppliedNoAnswer);
        await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync("slack"));
        Assert.Equal(1, Written());
    }

    [Fact]
    public async Task A_cut_body_breaks_the_answer_and_a_web_page_is_no_JSON()
    {
        _stage.At("notion").Faults.Next(Fault.CutBody);
        await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync("notion"));
        _stage.At("notion").Faults.Next(Fault.WrongJson);
        var page = await PostAsync("notion");
        Assert.Equal(200, page.Status);
        Assert.StartsWith("<html>", page.Text, StringComparison.Ordinal);
        Assert.Equal(2, Written());
    }

    [Fact]
    public async Task A_slow_answer_drips_as_the_clock_moves()
    {
        _stage.At("slack").Faults.Next(Fault.SlowDrip(TimeSpan.FromSeconds(1)));
        var before = _stage.Clock.GetUtcNow();
        var answer = await _stage.SendWhileTimePassesAsync(Request("slack"), TimeSpan.FromMilliseconds(500));
        Assert.True((bool?)answer["ok"]);
        Assert.True(_stage.Clock.GetUtcNow() - before >= TimeSpan.FromSeconds(answer.Text.Length - 1));
    }

    [Fact]
    public async Task Every_third_request_can_fail_and_only_those_that_fit()
    {
        _stage.At("notion").Faults.Every(3, Fault.Answering(429, TimeSpan.FromSeconds(1)), call => call.Path == "/v1/pages");
        var statuses = new List<int>();
        for (var at = 0; at < 6; at++)
        {
            statuses.Add((await PostAsync("notion")).Status);
        }

        Assert.Equal([200, 200, 429, 200, 200, 429], statuses);
        _stage.At("notion").Faults.Clear();
        Assert.Equal(200, (await PostAsync("notion")).Status);
    }

    private int Written() => _stage.Doubles.Journal.Exchanges.Count(exchange => exchange.Wrote);

    private Task<Answer> PostAsync(string provider) => _stage.SendAsync(Request(provider));

    private HttpRequestMessage Request(string provider)
    {
        var (path, body) = provider switch
        {
            "notion" => ("/v1/pages", """{ "parent": { "workspace": true }, "markdown": "# A page" }"""),
            "slack" => ("/api/chat.postMessage", $$"""{ "channel": "{{_stage.Doubles.Slack.HarborStudio.Channel("sales").Id}}", "text": "hello" }"""),
            "linear" => ("/graphql", """
                { "query": "mutation Comment($input: CommentCreateInput!) { commentCreate(input: $input) { success } }",
                  "variables": { "input": { "issueId": "WEB-1", "body": "hello" } } }
                """),
            _ => ("/repos/harbor-studio/website/issues", """{ "title": "hello" }"""),
        };
        var request = new HttpRequestMessage(HttpMethod.Post, _stage.At(provider).Address + path)
        {
            Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new("Bearer", _stage.SignedIn(provider).AccessToken);
        request.Headers.Add("Notion-Version", "2026-03-11");
        request.Headers.Add("User-Agent", "tests");
        request.Headers.Add("Accept", "application/vnd.github+json");
        request.Headers.Add("X-GitHub-Api-Version", "2022-11-28");
        return request;
    }
}

using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using OmniForge.Doubles;
using OmniForge.TestKit;

namespace OmniForge.Cli.Tests.Processes;

/// <summary>An account is connected from a terminal and a browser, against a strict double of Notion.</summary>
public sealed partial class ConnectionProcessTests : IAsyncLifetime
{
    private readonly TempFolder _home = new();
    private readonly ProviderSet _doubles = new(TimeProvider.System);
    private CliProcess _serve = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _doubles.StartAsync(Ct);
        var notion = _doubles.Notion;
        _serve = CliProcess.Start(
            _home.Path,
            ["serve"],
            null,
            ("Integrations__Notion__ClientId", notion.OAuth.Client.Id),
            ("Integrations__Notion__ClientSecret", notion.OAuth.Client.Secret),
            ("Integrations__Notion__BaseUrl", notion.Address + "/v1"),
            ("Integrations__Notion__AuthorizeUrl", notion.Address + notion.OAuth.Profile.AuthorizePath),
            ("Integrations__Notion__TokenUrl", notion.Address + notion.OAuth.Profile.TokenPath),
            ("Egress__Opened", new Uri(notion.Address).Authority));
        await _serve.SeeAsync("ready grpc=");
        var note = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_home.Path, "server.json"), Ct));
        notion.OAuth.Client.RedirectUris.Add(note.RootElement.GetProperty("http").GetString()!.TrimEnd('/') + "/oauth/callback/notion");
    }

    public async ValueTask DisposeAsync()
    {
        await _serve.SignalAsync("TERM");
        await _serve.EndAsync();
        _serve.Dispose();
        await _doubles.DisposeAsync();
        _home.Dispose();
    }

    [Fact]
    public async Task A_link_leads_to_a_connected_account_that_is_looked_into_and_removed()
    {
        using (var add = CliProcess.Start(_home.Path, ["connections", "add", "notion", "--label", "Studio"]))
        {
            var link = (await add.SeeAsync("http://")).Trim();
            await SignInAsync(link, "auto=allow");
            var ended = await add.EndAsync();
            Assert.True(ended.Code == 0 && ended.Output.Contains("Studio is connected.", StringComparison.Ordinal), ended.All);
        }

        var list = await RunAsync("connections", "list");
        Assert.Matches("Studio +notion +connected +yes", list.Output);
        var inside = await RunAsync("connections", "resources", "studio", "--query", "client");
        Assert.True(inside.Output.Contains("Client Projects", StringComparison.Ordinal), inside.All);
        var works = await RunAsync("connections", "test", "notion");
        Assert.Equal("Studio works.\n", works.Output);
        var remove = await RunAsync("connections", "remove", "Studio");
        Assert.Equal("Studio is disconnected.\n", remove.Output);
        Assert.StartsWith("No account is connected.", (await RunAsync("connections", "list")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_who_says_no_in_the_browser_reads_it_in_the_terminal()
    {
        using var add = CliProcess.Start(_home.Path, ["connections", "add", "notion"]);
        await SignInAsync((await add.SeeAsync("http://")).Trim(), "auto=deny");
        var ended = await add.EndAsync();
        Assert.True(ended.Code == 1 && ended.Error.Contains("not allowed at the provider", StringComparison.Ordinal), ended.All);
    }

    [Fact]
    public async Task What_cannot_be_connected_is_said_with_what_can()
    {
        var typo = await RunAsync("connections", "add", "notoin");
        Assert.True(typo.Code == 1 && typo.Error.Contains("notion, slack", StringComparison.Ordinal), typo.All);
        var unset = await RunAsync("connections", "add", "slack");
        Assert.True(unset.Code == 1 && unset.Error.Contains("Integrations__Slack__ClientId", StringComparison.Ordinal), unset.All);
        var unknown = await RunAsync("connections", "test", "Nobody");
        Assert.True(unknown.Code == 1 && unknown.Error.Contains("No account is connected", StringComparison.Ordinal), unknown.All);
    }

    [Fact]
    public async Task A_secret_that_the_provider_does_not_know_is_not_kept()
    {
        var refused = await CliProcess.RunAsync(_home.Path, ["connections", "add", "notion", "--secret"], "ntn_wrong\n");
        Assert.True(refused.Code == 1 && refused.Error.Trim().Length > 0, refused.All);
        Assert.DoesNotContain("ntn_wrong", refused.All, StringComparison.Ordinal);
        Assert.StartsWith("No account is connected.", (await RunAsync("connections", "list")).Output, StringComparison.Ordinal);
    }

    private Task<CliResult> RunAsync(params string[] arguments) => CliProcess.RunAsync(_home.Path, arguments);

    private static async Task SignInAsync(string link, string decision)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });
        var page = await browser.GetStringAsync(link, Ct);
        using var form = new FormUrlEncodedContent([new("proof", Proof().Match(page).Groups[1].Value)]);
        using var agreed = await browser.PostAsync(link, form, Ct);
        using var allowed = await browser.GetAsync($"{agreed.Headers.Location}&{decision}", Ct);
        using var back = await browser.GetAsync(allowed.Headers.Location, Ct);
        Assert.Equal(HttpStatusCode.SeeOther, back.StatusCode);
    }

    [GeneratedRegex("name=\"proof\" value=\"([^\"]+)\"")]
    private static partial Regex Proof();
}

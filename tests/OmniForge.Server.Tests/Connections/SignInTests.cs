using System.Net;
using OmniForge.Server.Tests.Hosting;
using OmniForge.TestKit;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Connections;

/// <summary>From a link to a connected account, through pages of ours and a strict double of the provider.</summary>
public abstract class SignInTests : IAsyncLifetime
{
    private ConnectionStage _stage = null!;
    private TestClient _client = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The address of an empty database; empty = SQLite.</summary>
    protected abstract Task<string> DatabaseAsync();

    public async ValueTask InitializeAsync()
    {
        _stage = await ConnectionStage.SetAsync(await DatabaseAsync(), Ct);
        _client = await _stage.Server.ClientAsync(Ct);
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (_stage is not null)
        {
            await _stage.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_person_who_agrees_twice_has_a_connection_that_can_be_used()
    {
        var begun = await BeginAsync();
        Assert.Equal(ConnectionStatus.Pending, begun.Connection.Status);
        using var browser = ConnectionStage.Browser();

        var page = await ConnectionStage.SignInAsync(browser, begun.OauthUrl, Ct);

        Assert.Contains("Notion is connected", page, StringComparison.Ordinal);
        Assert.Contains("Harbor Studio", page, StringComparison.Ordinal);
        var connection = await GetAsync(begun.Connection.Id);
        Assert.Equal((ConnectionStatus.Active, "Harbor Studio", true), (connection.Status, connection.WorkspaceName, connection.IsDefault));
        var resources = await _client.Connections.ListResourcesAsync(new() { ConnectionId = connection.Id, Query = "client" }, cancellationToken: Ct);
        Assert.Contains("Client Projects", resources.Resources.Select(resource => resource.Name));
        _stage.Doubles.Journal.Verify();
    }

    [Theory]
    [InlineData("slack", "Slack")]
    [InlineData("linear", "Linear")]
    [InlineData("github", "GitHub")]
    public async Task The_other_providers_are_connected_in_the_same_way(string integration, string name)
    {
        var begun = await _client.Connections.BeginConnectionAsync(new() { Integration = integration }, cancellationToken: Ct);
        using var browser = ConnectionStage.Browser();

        Assert.Contains($"{name} is connected", await ConnectionStage.SignInAsync(browser, begun.OauthUrl, Ct), StringComparison.Ordinal);

        var connection = (await _client.Connections.TestConnectionAsync(new() { ConnectionId = begun.Connection.Id }, cancellationToken: Ct)).Connection;
        Assert.Equal(ConnectionStatus.Active, connection.Status);
        Assert.NotEqual("", connection.AccountId);
        Assert.NotEmpty((await _client.Connections.ListResourcesAsync(new() { ConnectionId = connection.Id }, cancellationToken: Ct)).Resources);
        _stage.Doubles.Journal.Verify();
    }

    [Fact]
    public async Task A_link_is_good_once_and_a_state_is_good_once()
    {
        var begun = await BeginAsync();
        using var browser = ConnectionStage.Browser();
        var authorize = await ConnectionStage.AgreeAsync(browser, begun.OauthUrl, Ct);
        Assert.Equal(HttpStatusCode.Gone, (await browser.GetAsync(begun.OauthUrl, Ct)).StatusCode);

        using var back = await browser.GetAsync($"{authorize}&auto=allow", Ct);
        await ConnectionStage.ArriveAsync(browser, back.Headers.Location!, Ct);
        var again = await ConnectionStage.ArriveAsync(browser, back.Headers.Location!, Ct);

        Assert.Contains("Nothing was connected", again, StringComparison.Ordinal);
        Assert.Equal(ConnectionStatus.Active, (await GetAsync(begun.Connection.Id)).Status);
        Assert.Single(_stage.Doubles.Journal.Of("notion"), exchange => exchange.Path == "/v1/oauth/token");
    }

    [Fact]
    public async Task Another_browser_cannot_end_what_this_one_began_and_the_provider_is_not_asked()
    {
        var begun = await BeginAsync();
        using var mine = ConnectionStage.Browser();
        using var theirs = ConnectionStage.Browser();
        var authorize = await ConnectionStage.AgreeAsync(mine, begun.OauthUrl, Ct);
        using var back = await mine.GetAsync($"{authorize}&auto=allow", Ct);

        var page = await ConnectionStage.ArriveAsync(theirs, back.Headers.Location!, Ct);

        Assert.Contains("belongs to another browser", page, StringComparison.Ordinal);
        Assert.DoesNotContain(_stage.Doubles.Journal.Of("notion"), exchange => exchange.Path == "/v1/oauth/token");
        Assert.Contains("Notion is connected", await ConnectionStage.ArriveAsync(mine, back.Headers.Location!, Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_says_no_at_the_provider_is_told_that_nothing_was_connected()
    {
        var begun = await BeginAsync();
        using var browser = ConnectionStage.Browser();

        var page = await ConnectionStage.SignInAsync(browser, begun.OauthUrl, Ct, "auto=deny");

        Assert.Contains("not allowed at the provider", page, StringComparison.Ordinal);
        var connection = await GetAsync(begun.Connection.Id);
        Assert.Equal(ConnectionStatus.Expired, connection.Status);
        Assert.NotEqual("", connection.StatusMessage);
    }

    [Fact]
    public async Task The_same_account_again_is_the_same_connection()
    {
        var first = await ConnectAsync();
        var begun = await BeginAsync();
        using var browser = ConnectionStage.Browser();
        await ConnectionStage.SignInAsync(browser, begun.OauthUrl, Ct);

        var second = await GetAsync(begun.Connection.Id);
        Assert.Equal((ConnectionStatus.Expired, first), (second.Status, second.MergedInto));
        Assert.Equal([first], (await _client.Connections.ListConnectionsAsync(new(), cancellationToken: Ct)).Connections.Select(one => one.Id));
        await _client.Connections.TestConnectionAsync(new() { ConnectionId = first }, cancellationToken: Ct);
    }

    [Fact]
    public async Task A_disconnected_account_is_gone_at_the_provider_and_here()
    {
        var id = await ConnectAsync();
        var gone = (await _client.Connections.DeleteConnectionAsync(new() { ConnectionId = id }, cancellationToken: Ct)).Connection;
        Assert.Equal(ConnectionStatus.Revoked, gone.Status);
        Assert.Empty((await _client.Connections.ListConnectionsAsync(new(), cancellationToken: Ct)).Connections);
        var refused = await Refused.ByAsync(() => _client.Connections.TestConnectionAsync(new() { ConnectionId = id }, cancellationToken: Ct).ResponseAsync);
        Assert.Equal("CONNECTION_NEEDS_RECONNECT", refused.Reason);
    }

    [Fact]
    public async Task An_integration_that_nobody_knows_is_named_with_those_there_are()
    {
        var refused = await Refused.ByAsync(() => _client.Connections.BeginConnectionAsync(new() { Integration = "notoin" }, cancellationToken: Ct).ResponseAsync);
        Assert.Equal("INTEGRATION_UNKNOWN", refused.Reason);
        Assert.Contains("notion", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_token_is_in_an_answer_or_in_a_file_of_the_server()
    {
        var shown = (await GetAsync(await ConnectAsync())).ToString();
        var tokens = _stage.Doubles.Journal.Of("notion").Select(exchange => exchange.Call.Bearer).OfType<string>().Distinct().ToList();
        Assert.NotEmpty(tokens);
        Assert.All(tokens, token => Assert.DoesNotContain(token, shown, StringComparison.Ordinal));
        foreach (var file in Directory.EnumerateFiles(_stage.Server.Options.Home, "*", SearchOption.AllDirectories))
        {
            await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await open.CopyToAsync(bytes, Ct);
            var text = System.Text.Encoding.Latin1.GetString(bytes.ToArray());
            Assert.All(tokens, token => Assert.DoesNotContain(token, text, StringComparison.Ordinal));
        }
    }

    private async Task<string> ConnectAsync()
    {
        var begun = await BeginAsync();
        using var browser = ConnectionStage.Browser();
        await ConnectionStage.SignInAsync(browser, begun.OauthUrl, Ct);
        return begun.Connection.Id;
    }

    private async Task<BeginConnectionResponse> BeginAsync()
        => await _client.Connections.BeginConnectionAsync(new() { Integration = "notion" }, cancellationToken: Ct);

    private async Task<Connection> GetAsync(string id)
        => (await _client.Connections.GetConnectionAsync(new() { ConnectionId = id }, cancellationToken: Ct)).Connection;
}

public sealed class SqliteSignInTests : SignInTests
{
    protected override Task<string> DatabaseAsync() => Task.FromResult("");
}

public sealed class PostgresSignInTests : SignInTests
{
    private PostgresDatabase? _database;

    protected override async Task<string> DatabaseAsync() => (_database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken)).Url;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await (_database?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Server.Connections;
using OmniForge.Server.Storage;
using OmniForge.Server.Tests.Hosting;
using OmniForge.TestKit;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Connections;

/// <summary>However many ask for a new token, on however many nodes: one renews, and a refusal is told once.</summary>
public sealed class RenewalTests : IAsyncLifetime
{
    private PostgresDatabase _database = null!;
    private ConnectionStage _stage = null!;
    private TestClient _client = null!;
    private string _id = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IEnumerable<string> Renewals => _stage.Doubles.Journal.Of("notion")
        .Where(exchange => exchange.Path == "/v1/oauth/token" && exchange.Body.Contains("refresh_token", StringComparison.Ordinal)).Select(exchange => exchange.Body);

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync(Ct);
        _stage = await ConnectionStage.SetAsync(_database.Url, Ct);
        _client = await _stage.Server.ClientAsync(Ct);
        var begun = await _client.Connections.BeginConnectionAsync(new() { Integration = "notion" }, cancellationToken: Ct);
        using var browser = ConnectionStage.Browser();
        await ConnectionStage.SignInAsync(browser, begun.OauthUrl, Ct);
        _id = begun.Connection.Id;
    }

    public async ValueTask DisposeAsync()
    {
        if (_stage is not null)
        {
            await _stage.DisposeAsync();
        }

        await (_database?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Fact]
    public async Task Fifty_callers_on_two_nodes_cause_one_renewal_and_all_get_the_new_token()
    {
        var second = await _stage.StartServerAsync(Ct);
        TokenRenewal[] nodes = [Renewal(_stage.Server), Renewal(second)];
        var before = (await RowAsync()).Generation;

        var tokens = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => nodes[i % 2].RenewAsync(_client.TenantId, _id, before, Ct)));

        Assert.Single(Renewals);
        Assert.Equal([before + 1], tokens.Select(token => token.Generation).Distinct());
        Assert.Single(tokens.Select(token => token.Value).Distinct());
        await _client.Connections.TestConnectionAsync(new() { ConnectionId = _id }, cancellationToken: Ct);
        _stage.Doubles.Journal.Verify();
    }

    [Fact]
    public async Task A_refused_renewal_needs_a_new_sign_in_and_is_told_once()
    {
        _stage.Doubles.Notion.OAuth.TakeBack((await RowAsync()).AccountId);
        var before = (await RowAsync()).Generation;

        var refusals = await Task.WhenAll(Enumerable.Range(0, 5).Select(async _
            => await Assert.ThrowsAsync<AccountException>(() => Renewal(_stage.Server).RenewAsync(_client.TenantId, _id, before, Ct))));

        Assert.All(refusals, refused => Assert.Contains("no longer accepts our access", refused.Message, StringComparison.Ordinal));
        Assert.Single(Renewals);
        Assert.Equal(ConnectionStatus.NeedsReconnect, (await RowAsync()).Status);
        var notice = Assert.Single((await _client.Conversations.ListNoticesAsync(new(), cancellationToken: Ct)).Notices);
        Assert.Equal(NoticeCause.ConnectionLost, notice.Cause);
        Assert.StartsWith("Harbor Studio: Notion no longer accepts our access.", notice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_renewal_that_a_crash_cut_off_is_tried_once_more_and_says_what_happened_when_that_is_refused()
    {
        _stage.Doubles.Notion.OAuth.TakeBack((await RowAsync()).AccountId);
        await ChangeAsync(row => row.RefreshStartedAt = DateTimeOffset.UtcNow.AddMinutes(-1));

        var refused = await Assert.ThrowsAsync<AccountException>(() => Renewal(_stage.Server).RenewAsync(_client.TenantId, _id, 1, Ct));

        Assert.Contains("lost when the server restarted", refused.Message, StringComparison.Ordinal);
        Assert.Single(Renewals);
        Assert.Single((await _client.Conversations.ListNoticesAsync(new(), cancellationToken: Ct)).Notices);
    }

    [Fact]
    public async Task A_renewal_that_another_node_left_behind_is_done_by_the_next_who_asks()
    {
        await ChangeAsync(row => (row.RefreshStartedAt, row.LeaseUntil) = (DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddSeconds(-1)));

        var token = await Renewal(_stage.Server).RenewAsync(_client.TenantId, _id, 1, Ct);

        Assert.Equal(2, token.Generation);
        Assert.Null((await RowAsync()).RefreshStartedAt);
    }

    [Fact]
    public async Task Signing_in_again_brings_a_lost_connection_back()
    {
        _stage.Doubles.Notion.OAuth.TakeBack((await RowAsync()).AccountId);
        await Assert.ThrowsAsync<AccountException>(() => Renewal(_stage.Server).RenewAsync(_client.TenantId, _id, 1, Ct));

        var begun = await _client.Connections.BeginConnectionAsync(new() { Integration = "notion", ConnectionId = _id }, cancellationToken: Ct);
        using var browser = ConnectionStage.Browser();
        await ConnectionStage.SignInAsync(browser, begun.OauthUrl, Ct);

        Assert.Equal(_id, begun.Connection.Id);
        Assert.Equal(ConnectionStatus.Active, (await RowAsync()).Status);
        await _client.Connections.TestConnectionAsync(new() { ConnectionId = _id }, cancellationToken: Ct);
    }

    private static TokenRenewal Renewal(TestServer server) => server.Services.GetRequiredService<TokenRenewal>();

    private async Task<ConnectionRow> RowAsync()
    {
        await using var db = _stage.Server.Services.GetRequiredService<ForgeStore>().Open(_client.TenantId);
        return await db.Connections.AsNoTracking().SingleAsync(row => row.Id == _id, Ct);
    }

    private Task<ConnectionRow> ChangeAsync(Action<ConnectionRow> change)
        => _stage.Server.Services.GetRequiredService<ForgeStore>().TransactAsync(_client.TenantId, async (db, ct) =>
        {
            var row = await db.Connections.SingleAsync(row => row.Id == _id, ct);
            change(row);
            return row;
        }, Ct);
}

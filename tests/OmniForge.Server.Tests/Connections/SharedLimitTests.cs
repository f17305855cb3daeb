using Microsoft.Extensions.DependencyInjection;
using OmniForge.Agents.Tools.Accounts;
using OmniForge.Integrations.Requests;
using OmniForge.Server.Connections;
using OmniForge.Server.Tests.Hosting;
using OmniForge.TestKit;

namespace OmniForge.Server.Tests.Connections;

/// <summary>Runs on several nodes share the limit of their account.</summary>
public sealed class SharedLimitTests : IAsyncLifetime
{
    private PostgresDatabase _database = null!;
    private ConnectionStage _stage = null!;
    private TestClient _client = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresDatabase.CreateAsync(Ct);
        _stage = await ConnectionStage.SetAsync(_database.Url, Ct);
        _client = await _stage.Server.ClientAsync(Ct);
        var begun = await _client.Connections.BeginConnectionAsync(new() { Integration = "notion" }, cancellationToken: Ct);
        using var browser = ConnectionStage.Browser();
        await ConnectionStage.SignInAsync(browser, begun.OauthUrl, Ct);
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
    public async Task The_provider_never_has_to_refuse_what_two_nodes_send_through_one_account()
    {
        var second = await _stage.StartServerAsync(Ct);
        var left = Nightly.Times(45, 100);
        var readers = new[] { _stage.Server, second }.SelectMany((node, i) => Enumerable.Range(0, 3).Select(async reader =>
        {
            var account = await AccountAsync(node, $"run {i}-{reader}");
            while (Interlocked.Decrement(ref left) >= 0)
            {
                Assert.True((await account.SendAsync(Read, Ct)).Ok);
            }
        })).ToList();

        await Task.WhenAll(readers);

        var sent = _stage.Doubles.Journal.Of("notion").ToList();
        Assert.DoesNotContain(sent, exchange => exchange.Status == 429);
        Assert.True(sent.Count(exchange => exchange.Path == "/v1/users/me") >= Nightly.Times(45, 100));
        _stage.Doubles.Journal.Verify();
    }

    [Fact]
    public async Task A_refusal_that_one_node_met_is_waited_for_by_the_other_too()
    {
        var second = await _stage.StartServerAsync(Ct);
        var here = await AccountAsync(_stage.Server, "one");
        _stage.Doubles.Notion.Faults.Next(OmniForge.Doubles.Faults.Fault.Answering(429, TimeSpan.FromMinutes(30)), call => call.Path == "/v1/users/me");
        await Assert.ThrowsAsync<AccountException>(() => here.SendAsync(Read, Ct));
        var before = _stage.Doubles.Journal.Of("notion").Count;

        var there = await AccountAsync(second, "two");
        var refused = await Assert.ThrowsAsync<AccountException>(() => there.SendAsync(Read, Ct));

        Assert.Equal(OmniForge.Agents.Tools.ToolErrorCode.RateLimited, refused.Code);
        Assert.InRange(refused.RetryAt!.Value, DateTimeOffset.UtcNow.AddMinutes(20), DateTimeOffset.UtcNow.AddMinutes(40));
        Assert.Equal(before, _stage.Doubles.Journal.Of("notion").Count);
    }

    private static AccountRequest Read => new() { Method = HttpMethod.Get, Address = "users/me", Repeat = AccountRepeat.Read };

    private async Task<IAccount> AccountAsync(TestServer node, string run)
        => await node.Services.GetRequiredService<RunAccountsDesk>()
            .Of(new(_client.TenantId, run, "", new Dictionary<string, string>(), AccountMode.Live)).OpenAsync("notion", Ct);
}

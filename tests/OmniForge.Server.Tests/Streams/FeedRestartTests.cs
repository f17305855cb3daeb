using OmniForge.Server.Tests.Executions;
using OmniForge.Server.Tests.Hosting;
using OmniForge.TestKit;
using OmniForge.V1;

namespace OmniForge.Server.Tests.Streams;

/// <summary>Servers of their own, which are restarted.</summary>
public abstract class FeedRestartTests : IAsyncLifetime
{
    private readonly TempFolder _home = new();
    private string? _url;
    private TestServer? _server;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _url = await DatabaseUrlAsync();

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        await DropAsync();
        _home.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_reader_that_was_sent_away_by_a_stop_goes_on_after_the_restart_and_misses_nothing()
    {
        Assert.SkipWhen(_url is null, "There is no PostgreSQL: ./dev test starts a private one.");
        var client = await StartAsync(null);
        var waiting = await StepAgents.StartUntilAsync(
            client, new() { AgentId = await ExecutionFeedTests.AskingAsync(client) }, ExecutionStatus.WaitingForInput);
        string token;
        using (var feed = new ExecutionFeedReader(client))
        {
            Assert.Equal([waiting], (await feed.PresentAsync()).Select(one => one.Id));
            token = feed.Token;
            var leaving = _server!.StopAsync(Ct);
            while ((await feed.NextAsync()).ReconnectHint is null)
            {
                token = feed.Token;
            }

            Assert.Equal(ReconnectReason.Draining, feed.Last.ReconnectHint.Reason);
            await Refused.ByAsync("SERVER_DRAINING", () => feed.NextAsync());
            await leaving;
        }

        client = await StartAsync(client.TenantId);
        await client.Executions.CancelExecutionAsync(new() { ExecutionId = waiting }, cancellationToken: Ct);
        using var again = new ExecutionFeedReader(client, new() { ResumeToken = token });
        await again.UntilAsync(waiting, ExecutionStatus.Cancelled);
    }

    /// <summary>The address of an empty database; empty = SQLite below the home; null = there is none.</summary>
    protected abstract Task<string?> DatabaseUrlAsync();

    protected virtual ValueTask DropAsync() => ValueTask.CompletedTask;

    private async Task<TestClient> StartAsync(string? tenantId)
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _server = await TestServer.StartAsync(_home.Path, _url!, Ct);
        return tenantId is null ? await _server.ClientAsync(Ct) : await _server.ClientOfAsync(tenantId, Ct);
    }
}

public sealed class SqliteFeedRestartTests : FeedRestartTests
{
    protected override Task<string?> DatabaseUrlAsync() => Task.FromResult<string?>("");
}

public sealed class PostgresFeedRestartTests : FeedRestartTests
{
    private PostgresDatabase? _database;

    protected override async Task<string?> DatabaseUrlAsync()
    {
        if (!PostgresDatabase.Available)
        {
            return null;
        }

        _database = await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken);
        return _database.Url;
    }

    protected override ValueTask DropAsync() => _database?.DisposeAsync() ?? ValueTask.CompletedTask;
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OmniForge.Server.Conversations;
using OmniForge.Server.Storage;
using OmniForge.Server.Tests.Hosting;
using OmniForge.TestKit;

namespace OmniForge.Server.Tests.Conversations;

/// <summary>Servers of their own: the sweep looks at the conversations of all tenants.</summary>
public abstract class ConversationRetentionTests : IAsyncLifetime
{
    private readonly TempFolder _home = new();
    private string? _url;
    private TestServer? _server;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ForgeStore Store => _server!.Services.GetRequiredService<ForgeStore>();

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
    public async Task What_nobody_touched_for_long_goes_with_all_that_was_said_and_the_rest_stays()
    {
        var client = await StartAsync(120);
        var (old, young) = (await TalkAsync(client), await TalkAsync(client));
        await TouchedAsync(old, 120.01);
        await TouchedAsync(young, 119.99);

        await SweepAsync();

        await Refused.ByAsync("RESOURCE_NOT_FOUND", async () => await client.Conversations.GetConversationAsync(new() { ConversationId = old }, cancellationToken: Ct));
        Assert.Equal(0, await RowsAsync(old));
        Assert.True(await RowsAsync(young) > 2);
        Assert.Equal(young, Assert.Single((await client.Conversations.ListConversationsAsync(new(), cancellationToken: Ct)).Conversations).Id);
    }

    [Fact]
    public async Task A_deleted_one_can_be_read_for_30_days_even_where_everything_else_is_kept()
    {
        var client = await StartAsync(0);
        var (gone, readable, kept) = (await TalkAsync(client), await TalkAsync(client), await TalkAsync(client));
        await TouchedAsync(kept, 4_000);
        foreach (var (id, days) in new[] { (gone, 30.01), (readable, 29.99) })
        {
            await client.Conversations.DeleteConversationAsync(new() { ConversationId = id }, cancellationToken: Ct);
            DateTimeOffset? at = DateTimeOffset.UtcNow.AddDays(-days);
            await Store.TransactAsync("", (db, ct) => db.Conversations.IgnoreQueryFilters().Where(row => row.Id == id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.DeletedAt, at), ct), Ct);
        }

        await SweepAsync();

        Assert.Equal(0, await RowsAsync(gone));
        Assert.NotNull((await client.Conversations.GetConversationAsync(new() { ConversationId = readable }, cancellationToken: Ct)).Conversation.DeletedAt);
        Assert.True(await RowsAsync(kept) > 2);
    }

    /// <summary>The address of an empty database; empty = SQLite below the home; null = there is none.</summary>
    protected abstract Task<string?> DatabaseUrlAsync();

    protected virtual ValueTask DropAsync() => ValueTask.CompletedTask;

    private async Task<TestClient> StartAsync(int days)
    {
        Assert.SkipWhen(_url is null, "There is no PostgreSQL: ./dev test starts a private one.");
        _server = await TestServer.StartAsync(
            _home.Path, _url!, Ct,
            options => new() { Home = options.Home, DatabaseUrl = options.DatabaseUrl, GrpcPort = 0, HttpPort = 0, Development = true, ConversationDays = days });
        return await _server.ClientAsync(Ct);
    }

    private Task SweepAsync() => _server!.Services.GetRequiredService<ConversationRetention>().SweepAsync(Ct);

    private static async Task<string> TalkAsync(TestClient client)
    {
        var id = (await client.Conversations.CreateConversationAsync(new(), cancellationToken: Ct)).SessionId;
        await client.Conversations.SendTurnAsync(new() { ConversationId = id, Message = "what can you do?" }, cancellationToken: Ct);
        return id;
    }

    private async Task TouchedAsync(string id, double days)
    {
        var at = DateTimeOffset.UtcNow.AddDays(-days);
        await Store.TransactAsync("", (db, ct) => db.Conversations.IgnoreQueryFilters().Where(row => row.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.UpdatedAt, at), ct), Ct);
    }

    private async Task<int> RowsAsync(string id)
    {
        await using var db = Store.Open("");
        return await db.Conversations.IgnoreQueryFilters().CountAsync(row => row.Id == id, Ct)
            + await db.ConversationEvents.IgnoreQueryFilters().CountAsync(row => row.ConversationId == id, Ct)
            + await db.Turns.IgnoreQueryFilters().CountAsync(row => row.ConversationId == id, Ct)
            + await db.Proposals.IgnoreQueryFilters().CountAsync(row => row.ConversationId == id, Ct);
    }
}

public sealed class SqliteConversationRetentionTests : ConversationRetentionTests
{
    protected override Task<string?> DatabaseUrlAsync() => Task.FromResult<string?>("");
}

public sealed class PostgresConversationRetentionTests : ConversationRetentionTests
{
    private PostgresDatabase? _database;

    protected override async Task<string?> DatabaseUrlAsync()
    {
        _database = PostgresDatabase.Available ? await PostgresDatabase.CreateAsync(TestContext.Current.CancellationToken) : null;
        return _database?.Url;
    }

    protected override ValueTask DropAsync() => _database?.DisposeAsync() ?? ValueTask.CompletedTask;
}

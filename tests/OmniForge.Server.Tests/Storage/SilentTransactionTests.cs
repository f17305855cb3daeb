using Npgsql;
using OmniForge.Server.Hosting;
using OmniForge.Server.Storage;
using OmniForge.TestKit;

namespace OmniForge.Server.Tests.Storage;

/// <summary>A node that is frozen in the middle of a transaction must not hold up the others until it comes back.</summary>
public sealed class SilentTransactionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "10s")]
    [InlineData("?Options=-c%20idle_in_transaction_session_timeout=1h", "1h")]
    [InlineData("?Options=-c%20work_mem=8MB", "10s")]
    public async Task A_transaction_may_be_silent_for_ten_seconds_unless_the_address_says_otherwise(string more, string expected)
    {
        await using var database = await PostgresDatabase.CreateAsync(Ct);
        await using var store = new ForgeStore(DatabaseAddress.Of(new ServerOptions { DatabaseUrl = database.Url + more }));
        await using var connection = await store.ConnectAsync(Ct);
        await using var show = connection.CreateCommand();
        show.CommandText = "SHOW idle_in_transaction_session_timeout";
        Assert.Equal(expected, await show.ExecuteScalarAsync(Ct));
    }

    [Fact]
    public async Task What_a_silent_one_has_locked_is_free_again_and_it_is_told_that_nothing_was_changed()
    {
        await using var database = await PostgresDatabase.CreateAsync(Ct);
        await using var store = new ForgeStore(DatabaseAddress.Of(new ServerOptions { DatabaseUrl = $"{database.Url}?Options=-c%20idle_in_transaction_session_timeout=200" }));
        await using var frozen = (NpgsqlConnection)await store.ConnectAsync(Ct);
        await using var transaction = await frozen.BeginTransactionAsync(Ct);
        await LockAsync(frozen);
        await using var other = (NpgsqlConnection)await store.ConnectAsync(Ct);
        await LockAsync(other);

        var told = await Assert.ThrowsAnyAsync<NpgsqlException>(() => LockAsync(frozen));
        Assert.Equal("STORE_UNAVAILABLE", StoreTrouble.Of(told)?.Reason);
    }

    private static async Task LockAsync(NpgsqlConnection connection)
    {
        await using var take = new NpgsqlCommand("SELECT pg_advisory_xact_lock(1)", connection);
        await take.ExecuteNonQueryAsync(Ct);
    }
}

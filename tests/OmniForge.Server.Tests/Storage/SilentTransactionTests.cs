using Microsoft.EntityFrameworkCore;
using Npgsql;
using OmniForge.Server.Files;
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

    [Theory]
    [InlineData(2, null)]
    [InlineData(3, "25P03")]
    public async Task A_file_is_written_again_when_its_transaction_was_silent_but_not_for_ever(int silent, string? fault)
    {
        await using var database = await PostgresDatabase.CreateAsync(Ct);
        await using var store = new ForgeStore(DatabaseAddress.Of(new ServerOptions { DatabaseUrl = database.Url }));
        await using (var db = store.Open("t"))
        {
            await db.Database.MigrateAsync(Ct);
        }

        await using var connection = (NpgsqlConnection)await store.ConnectAsync(Ct);
        await using var ending = new NpgsqlCommand(
            $"CREATE SEQUENCE tries; CREATE FUNCTION ended() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF nextval('tries') <= {silent} THEN "
            + "RAISE EXCEPTION 'silent' USING ERRCODE = '25P03'; END IF; RETURN NEW; END $$; "
            + "CREATE TRIGGER ended BEFORE INSERT ON files FOR EACH ROW EXECUTE FUNCTION ended()", connection);
        await ending.ExecuteNonQueryAsync(Ct);
        var space = new TableFileSpace(store, "t", "a", TimeProvider.System);

        var broken = await Record.ExceptionAsync(() => space.WriteAsync("a.txt", "saved"u8.ToArray(), Ct));

        Assert.Equal(fault, (broken?.InnerException as PostgresException)?.SqlState);
        Assert.Equal(fault is null, await space.FindAsync("a.txt", Ct) is not null);
    }

    private static async Task LockAsync(NpgsqlConnection connection)
    {
        await using var take = new NpgsqlCommand("SELECT pg_advisory_xact_lock(1)", connection);
        await take.ExecuteNonQueryAsync(Ct);
    }
}

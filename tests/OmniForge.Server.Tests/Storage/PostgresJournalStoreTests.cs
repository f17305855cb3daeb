using System.Data.Common;
using Npgsql;
using OmniForge.Server.Storage.Journal;

namespace OmniForge.Server.Tests.Storage;

/// <summary>What can happen only where a database is another process: lost connections and owners who write at the same moment.</summary>
public sealed class PostgresJournalStoreTests(PostgresJournalDatabase database) : JournalStoreTests(database), IClassFixture<PostgresJournalDatabase>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connection_that_dies_between_commits_is_replaced()
    {
        var desk = await JournalDesk.OpenAsync(database.Store);
        var journal = database.Journal();
        var row = (await desk.AcceptedAsync(journal, "a"))[0];
        await ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        var writer = new JournalWriter(journal);
        var entry = desk.Facts(row, "after the cut");
        await using (await writer.StartAsync())
        {
            writer.Append(entry);
            while (!entry.Committed.IsCompleted)
            {
                writer.Clock.Advance(TimeSpan.FromMilliseconds(250));
                await Task.Yield();
            }
        }

        await entry.Committed;
        Assert.Equal("1:accepted 2:after the cut", await desk.LogAsync("a"));
    }

    [Fact]
    public async Task A_confirmation_that_is_lost_neither_repeats_what_was_written_nor_hides_what_was_refused()
    {
        var desk = await JournalDesk.OpenAsync(database.Store);
        var journal = database.Journal();
        var rows = await desk.AcceptedAsync(journal, "mine", "lost", "taken");
        var old = desk.Row("lost");
        Assert.Empty(await journal.CommitAsync(JournalDesk.Batch(desk.Claim(rows[1], "taken over")), Ct));
        JournalEntry[] entries =
        [
            desk.Claim(rows[0], "started"), desk.End(rows[0]), desk.Change(old, "too late"),
            desk.Birth(desk.Row("new")), desk.Birth(desk.Row("taken"), says: "again"),
        ];
        var writer = new JournalWriter(new LosingStore(journal));
        writer.Append(entries);
        await using (await writer.StartAsync())
        {
            while (!entries.All(entry => entry.Committed.IsCompleted))
            {
                writer.Clock.Advance(TimeSpan.FromMilliseconds(250));
                await Task.Yield();
            }
        }

        await entries[0].Committed;
        await entries[1].Committed;
        await Assert.ThrowsAsync<FencedException>(() => entries[2].Committed);
        await entries[3].Committed;
        await Assert.ThrowsAsync<BirthRefusedException>(() => entries[4].Committed);
        Assert.Equal("1:accepted 2:started 3:end", await desk.LogAsync("mine"));
        Assert.Equal("1:accepted 2:taken over", await desk.LogAsync("lost"));
        Assert.Equal((1, 1, 1), await desk.TotalsAsync());
        Assert.Equal(["mine:2", "mine:3", "new:1"], desk.Told);
    }

    [Fact]
    public async Task A_birth_whose_first_try_is_still_on_its_way_is_no_refusal()
    {
        var desk = await JournalDesk.OpenAsync(database.Store);
        var journal = database.Journal();
        await desk.AcceptedAsync(journal, "other");
        await using var other = (NpgsqlConnection)await database.Store.ConnectAsync(Ct);
        await using var first = await other.BeginTransactionAsync(Ct);
        await CopyOfFirstTryAsync(desk, other);
        var birth = desk.Birth(desk.Row("a"));
        var again = journal.CommitAsync(JournalDesk.Batch(birth), Ct);
        await SomebodyWaitsAsync();
        await first.CommitAsync(Ct);

        Assert.Empty(await again);
        Assert.Equal("1:accepted", await desk.LogAsync("a"));
    }

    [Fact]
    public async Task An_event_and_the_step_it_tells_of_stay_together_although_another_owner_comes_between()
    {
        var desk = await JournalDesk.OpenAsync(database.Store);
        var journal = database.Journal();
        var rows = await desk.AcceptedAsync(journal, "held", "lost");
        await using var other = (NpgsqlConnection)await database.Store.ConnectAsync(Ct);
        await using var holds = await other.BeginTransactionAsync(Ct);
        await RunAsync("""INSERT INTO "execution_events" ("tenant_id", "execution_id", "sequence", "payload") VALUES ($1, 'held', 2, '')""");
        var writing = journal.CommitAsync(JournalDesk.Batch(desk.Facts(rows[0], "waits"), desk.Step(rows[1], "2", 1, "done")), Ct);
        await SomebodyWaitsAsync();
        await using var taking = await database.Store.ConnectAsync(Ct);
        await RunAsync("""UPDATE "executions" SET "epoch" = "epoch" + 1 WHERE "tenant_id" = $1 AND "id" = 'lost'""", (NpgsqlConnection)taking);
        await holds.RollbackAsync(Ct);
        await writing;

        var told = await desk.LogAsync("lost") == "1:accepted 2:step";
        Assert.Equal(told ? "2/1=done" : "", await desk.StepsAsync("lost"));
        Assert.Equal("1:accepted 2:waits", await desk.LogAsync("held"));

        async Task RunAsync(string sql, NpgsqlConnection? connection = null)
        {
            await using var command = new NpgsqlCommand(sql, connection ?? other);
            command.Parameters.Add(new() { Value = desk.Tenant });
            await command.ExecuteNonQueryAsync(Ct);
        }
    }

    /// <summary>What the server still works on although the connection that asked for it is gone.</summary>
    private static async Task CopyOfFirstTryAsync(JournalDesk desk, NpgsqlConnection connection)
    {
        await using var row = new NpgsqlCommand(
            """
            INSERT INTO "executions" SELECT (jsonb_populate_record(e, '{"id": "a"}')).* FROM "executions" e WHERE e."tenant_id" = $1 AND e."id" = 'other'
            """,
            connection);
        row.Parameters.Add(new() { Value = desk.Tenant });
        Assert.Equal(1, await row.ExecuteNonQueryAsync(Ct));
        await using var happened = new NpgsqlCommand(
            """
            INSERT INTO "execution_events" ("tenant_id", "execution_id", "sequence", "payload") VALUES ($1, 'a', 1, convert_to('accepted', 'UTF8'))
            """,
            connection);
        happened.Parameters.Add(new() { Value = desk.Tenant });
        await happened.ExecuteNonQueryAsync(Ct);
    }

    private async Task SomebodyWaitsAsync()
    {
        while (await ExecuteAsync("SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'") is 0L)
        {
            Ct.ThrowIfCancellationRequested();
        }
    }

    private async Task<object?> ExecuteAsync(string sql)
    {
        await using var connection = await database.Store.ConnectAsync(Ct);
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(Ct);
    }

    /// <summary>Commits, and loses the first confirmation.</summary>
    private sealed class LosingStore(IJournalStore inner) : IJournalStore
    {
        private bool _lost;

        public async Task<IReadOnlyCollection<JournalEntry>> CommitAsync(JournalBatch batch, CancellationToken cancellationToken)
        {
            var refused = await inner.CommitAsync(batch, cancellationToken);
            if (_lost)
            {
                return refused;
            }

            _lost = true;
            throw new NpgsqlException("The connection was cut.", new IOException());
        }

        public Task<IReadOnlySet<JournalEntry>> WrittenAsync(JournalBatch batch, CancellationToken cancellationToken) => inner.WrittenAsync(batch, cancellationToken);
    }
}

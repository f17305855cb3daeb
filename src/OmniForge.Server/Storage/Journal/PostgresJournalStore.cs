using Npgsql;

namespace OmniForge.Server.Storage.Journal;

/// <summary>
/// One round trip and one commit for a batch, however many executions it holds: one statement per kind of row, over arrays.
/// The statements of a batch without an explicit transaction are one transaction.
/// </summary>
internal sealed class PostgresJournalStore(ForgeStore store) : IJournalStore, IAsyncDisposable
{
    private readonly PostgresStatements _sql = new(store);
    private NpgsqlConnection? _connection;

    public async Task<IReadOnlyCollection<JournalEntry>> CommitAsync(JournalBatch batch, CancellationToken cancellationToken)
    {
        var connection = await ConnectionAsync(cancellationToken);
        await using var commands = new NpgsqlBatch(connection);
        var born = batch.Entries.Where(entry => entry.Birth is not null).ToList();
        if (born.Count > 0)
        {
            commands.BatchCommands.Add(_sql.Births(born));
        }

        var expected = Plan(batch, commands);
        var accepted = new HashSet<(string, string)>();
        try
        {
            await using var reader = await commands.ExecuteReaderAsync(cancellationToken);
            while (born.Count > 0 && await reader.ReadAsync(cancellationToken))
            {
                accepted.Add((reader.GetString(0), reader.GetString(1)));
            }

            while (await reader.NextResultAsync(cancellationToken))
            {
            }
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation && batch.Entries.Count == 1)
        {
            // Its sequence number is taken: by itself, or by another owner who went on at this very moment.
            return await RefusedAsync(batch, cancellationToken);
        }

        // Fewer rows than planned: some were refused, or written by an earlier try that only now got through.
        return accepted.Count == born.Count && expected.All(part => (long)part.Command.RecordsAffected == part.Rows)
            ? []
            : await RefusedAsync(batch, cancellationToken);
    }

    public async Task<IReadOnlySet<JournalEntry>> WrittenAsync(JournalBatch batch, CancellationToken cancellationToken)
    {
        var connection = await ConnectionAsync(cancellationToken);
        await using var look = PostgresStatements.Witness(connection, batch);
        await using var reader = await look.ExecuteReaderAsync(cancellationToken);
        var written = new HashSet<JournalEntry>();
        while (await reader.ReadAsync(cancellationToken))
        {
            written.Add(batch.Entries[(int)reader.GetInt64(0) - 1]);
        }

        return written;
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
            _connection = null;
        }
    }

    private async Task<IReadOnlyCollection<JournalEntry>> RefusedAsync(JournalBatch batch, CancellationToken cancellationToken)
    {
        var written = await WrittenAsync(batch, cancellationToken);
        return [.. batch.Entries.Where(entry => !written.Contains(entry))];
    }

    private List<(NpgsqlBatchCommand Command, long Rows)> Plan(JournalBatch batch, NpgsqlBatch commands)
    {
        var expected = new List<(NpgsqlBatchCommand, long)>();
        var changes = batch.Changes.ToList();
        var raised = batch.Raised;
        if (changes.Count > 0)
        {
            Add(_sql.Changes(changes), changes.Count);
        }

        var events = batch.Entries.Where(entry => entry.Events.Count > 0).ToList();
        if (events.Count > 0)
        {
            Add(_sql.Facts(events, raised), events.Sum(entry => entry.Events.Count));
        }

        var totals = batch.Entries.Where(entry => entry.Total is not null).ToList();
        if (totals.Count > 0)
        {
            commands.BatchCommands.Add(PostgresStatements.Totals(totals, raised));
        }

        return expected;

        void Add(NpgsqlBatchCommand command, long rows)
        {
            commands.BatchCommands.Add(command);
            expected.Add((command, rows));
        }
    }

    private async Task<NpgsqlConnection> ConnectionAsync(CancellationToken cancellationToken)
    {
        if (_connection is not { State: System.Data.ConnectionState.Open })
        {
            await DisposeAsync();
            _connection = (NpgsqlConnection)await store.ConnectAsync(cancellationToken);
        }

        return _connection;
    }
}

using Microsoft.Data.Sqlite;

namespace OmniForge.Server.Storage.Journal;

/// <summary>
/// Prepared statements on one connection, under the write gate, one transaction for a batch. SQLite has no asynchronous I/O:
/// the writer's thread blocks.
/// </summary>
internal sealed class SqliteJournalStore(ForgeStore store) : IJournalStore, IAsyncDisposable
{
    /// <summary>SQLITE_CONSTRAINT_PRIMARYKEY.</summary>
    private const int KeyTaken = 1555;

    private readonly SqliteStatements _sql = new(store);
    private readonly Dictionary<string, SqliteCommand> _prepared = [];
    private SqliteConnection? _connection;

    public async Task<IReadOnlyCollection<JournalEntry>> CommitAsync(JournalBatch batch, CancellationToken cancellationToken)
    {
        await store.WriteGate!.WaitAsync(cancellationToken);
        try
        {
            _connection ??= (SqliteConnection)await store.ConnectAsync(cancellationToken);
            return Write(batch, _connection);
        }
        catch (SqliteException taken) when (taken.SqliteExtendedErrorCode == KeyTaken && batch.Entries.Count == 1)
        {
            // Another owner has gone on with this execution.
            return batch.Entries;
        }
        catch (SqliteException)
        {
            await DisposeAsync();
            throw;
        }
        finally
        {
            store.WriteGate.Release();
        }
    }

    /// <summary>Its commit either returns or fails before anything is on disk; a failed one is never in doubt.</summary>
    public Task<IReadOnlySet<JournalEntry>> WrittenAsync(JournalBatch batch, CancellationToken cancellationToken)
        => Task.FromResult<IReadOnlySet<JournalEntry>>(new HashSet<JournalEntry>());

    public async ValueTask DisposeAsync()
    {
        foreach (var command in _prepared.Values)
        {
            await command.DisposeAsync();
        }

        _prepared.Clear();
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
            _connection = null;
        }
    }

    private List<JournalEntry> Write(JournalBatch batch, SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        var refused = new List<JournalEntry>();
        var lost = new HashSet<(string, string)>();
        foreach (var entry in batch.Entries)
        {
            var execution = (entry.TenantId, entry.ExecutionId);
            if (lost.Contains(execution) || !Write(entry, transaction))
            {
                lost.Add(execution);
                refused.Add(entry);
            }
        }

        transaction.Commit();
        return refused;
    }

    private bool Write(JournalEntry entry, SqliteTransaction transaction)
    {
        if (entry.Birth is { } birth)
        {
            return Run(_sql.Birth(birth), transaction) == 1 && Run(SqliteStatements.Event(birth.Accepted), transaction) == 1;
        }

        var own = entry.Change is { } change
            ? Run(_sql.Change(entry, change), transaction) == 1
            : Run(SqliteStatements.Claim(entry), transaction) == 1;
        if (!own)
        {
            return false;
        }

        foreach (var happened in entry.Events)
        {
            Run(SqliteStatements.Event(happened), transaction);
        }

        foreach (var step in entry.Steps)
        {
            Run(_sql.Step(step), transaction);
        }

        if (entry.Total is { } total)
        {
            Run(SqliteStatements.Total(entry, total), transaction);
        }

        return true;
    }

    private long Run(SqlStatement statement, SqliteTransaction transaction)
    {
        if (!_prepared.TryGetValue(statement.Sql, out var command))
        {
            command = _connection!.CreateCommand();
            command.CommandText = statement.Sql;
            for (var i = 0; i < statement.Values.Length; i++)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = $"${i + 1}" });
            }

            _prepared[statement.Sql] = command;
        }

        for (var i = 0; i < statement.Values.Length; i++)
        {
            command.Parameters[i].Value = statement.Values[i] ?? DBNull.Value;
        }

        command.Transaction = transaction;
        return statement.Counts ? (long)command.ExecuteScalar()! : command.ExecuteNonQuery();
    }
}

using Microsoft.Data.Sqlite;

namespace OmniForge.Server.Storage.Journal;

/// <summary>Prepared statements on one connection, under the write gate. SQLite has no asynchronous I/O: the writer's thread blocks.</summary>
internal sealed class SqliteJournalStore(ForgeStore store) : IJournalStore, IAsyncDisposable
{
    private readonly Dictionary<string, SqliteCommand> _prepared = [];
    private SqliteConnection? _connection;

    public async Task<bool> CommitAsync(IReadOnlyList<SqlStatement> statements, CancellationToken cancellationToken)
    {
        await store.WriteGate!.WaitAsync(cancellationToken);
        try
        {
            _connection ??= (SqliteConnection)await store.ConnectAsync(cancellationToken);
            await using var transaction = _connection.BeginTransaction(deferred: false);
            foreach (var statement in statements)
            {
                var touched = Run(statement, transaction);
                if (statement.MustTouch >= 0 && touched != statement.MustTouch)
                {
                    transaction.Rollback();
                    return false;
                }
            }

            transaction.Commit();
            return true;
        }
        finally
        {
            store.WriteGate.Release();
        }
    }

    private int Run(SqlStatement statement, SqliteTransaction transaction)
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
            command.Parameters[i].Value = statement.Values[i];
        }

        command.Transaction = transaction;
        return command.ExecuteNonQuery();
    }

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
        }
    }
}

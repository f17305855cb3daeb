using Npgsql;

namespace OmniForge.Server.Storage.Journal;

/// <summary>One batch, one round trip, one commit.</summary>
internal sealed class PostgresJournalStore(ForgeStore store) : IJournalStore, IAsyncDisposable
{
    private NpgsqlConnection? _connection;

    public async Task<bool> CommitAsync(IReadOnlyList<SqlStatement> statements, CancellationToken cancellationToken)
    {
        if (_connection is not { State: System.Data.ConnectionState.Open })
        {
            await DisposeAsync();
            _connection = (NpgsqlConnection)await store.ConnectAsync(cancellationToken);
        }

        await using var transaction = await _connection.BeginTransactionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(_connection, transaction);
        foreach (var statement in statements)
        {
            var command = new NpgsqlBatchCommand(statement.Sql);
            foreach (var value in statement.Values)
            {
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            }

            batch.BatchCommands.Add(command);
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
        for (var i = 0; i < statements.Count; i++)
        {
            if (statements[i].MustTouch >= 0 && batch.BatchCommands[i].RecordsAffected != statements[i].MustTouch)
            {
                await transaction.RollbackAsync(cancellationToken);
                return false;
            }
        }

        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
            _connection = null;
        }
    }
}

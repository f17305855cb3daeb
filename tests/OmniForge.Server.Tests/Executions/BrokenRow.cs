using System.Data.Common;
using OmniForge.Server.Storage;

namespace OmniForge.Server.Tests.Executions;

/// <summary>The database refuses every change of one execution's row until this is disposed of.</summary>
internal sealed class BrokenRow : IAsyncDisposable
{
    private readonly ForgeStore _store;
    private readonly string _name;

    private BrokenRow(ForgeStore store, string executionId) => (_store, _name) = (store, "refuse_" + executionId.Replace('-', '_'));

    public static async Task<BrokenRow> MakeAsync(ForgeStore store, string executionId, CancellationToken cancellationToken)
    {
        var broken = new BrokenRow(store, executionId);
        var name = broken._name;
        await broken.TellAsync(store.Postgres
            ? $"""
              CREATE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken'; END $$;
              CREATE TRIGGER "{name}" BEFORE UPDATE ON "executions" FOR EACH ROW WHEN (OLD."id" = '{executionId}') EXECUTE FUNCTION "{name}"()
              """
            : $"""
              CREATE TRIGGER "{name}" BEFORE UPDATE ON "executions" WHEN OLD."id" = '{executionId}' BEGIN SELECT RAISE(ABORT, 'broken'); END
              """, cancellationToken);
        return broken;
    }

    public async ValueTask DisposeAsync()
        => await TellAsync(_store.Postgres ? $"DROP FUNCTION \"{_name}\" CASCADE" : $"DROP TRIGGER \"{_name}\"", CancellationToken.None);

    private async Task TellAsync(string sql, CancellationToken cancellationToken)
    {
        if (_store.WriteGate is { } gate)
        {
            await gate.WaitAsync(cancellationToken);
        }

        try
        {
            await using var connection = await _store.ConnectAsync(cancellationToken);
            await using DbCommand command = connection.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        finally
        {
            _store.WriteGate?.Release();
        }
    }
}

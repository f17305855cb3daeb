using Npgsql;
using OmniForge.Server.Executions;

namespace OmniForge.Server.Storage.Journal;

/// <summary>
/// The journal's statements on PostgreSQL. Every write but a birth demands that the execution has the writer's epoch and, where
/// the same batch raised it, that it was this writer who did.
/// </summary>
internal sealed class PostgresStatements
{
    /// <summary>`o` is the execution, `x.e` the writer's epoch and `x.l` the last sequence it has if the writer raised the epoch; else null.</summary>
    public const string Own = """o."epoch" = x.e AND (x.l IS NULL OR o."last_sequence" = x.l)""";

    private readonly RowColumns _execution;
    private readonly RowColumns _changing;
    private readonly PostgresFacts _facts;
    private readonly string _births;
    private readonly string _changes;

    public PostgresStatements(ForgeStore store)
    {
        using var db = store.Open("");
        _execution = RowColumns.Of<ExecutionRow>(db);
        _changing = RowColumns.Of<ExecutionRow>(db, ExecutionRow.Changing);
        _facts = new(RowColumns.Of<StepRow>(db));
        _births = BirthsSql();
        _changes = ChangesSql();
    }

    public NpgsqlBatchCommand Births(IReadOnlyList<JournalEntry> entries)
    {
        var rows = entries.Select(entry => _execution.Values(entry.Birth!.Row)).ToList();
        var command = Columns(_births, _execution, rows);
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. entries.Select(entry => entry.Birth!.AgentRevision)] });
        command.Parameters.Add(new NpgsqlParameter<byte[][]> { TypedValue = [.. entries.Select(entry => entry.Birth!.Accepted.Payload)] });
        return command;
    }

    public NpgsqlBatchCommand Changes(IReadOnlyList<(JournalEntry Entry, long EpochBefore)> changes)
    {
        var command = Columns(_changes, _changing, [.. changes.Select(change => change.Entry.Change!.Values)]);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. changes.Select(change => change.Entry.TenantId)] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. changes.Select(change => change.Entry.ExecutionId)] });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. changes.Select(change => change.EpochBefore)] });
        return command;
    }

    public NpgsqlBatchCommand Facts(IReadOnlyList<JournalEntry> entries, IReadOnlyDictionary<(string, string), long> raised)
        => _facts.Of(entries, raised);

    public static NpgsqlBatchCommand Totals(IReadOnlyList<JournalEntry> entries, IReadOnlyDictionary<(string, string), long> raised) => new(
        $"""
        UPDATE "agents" a SET "total_runs" = a."total_runs" + y.runs, "successful_runs" = a."successful_runs" + y.good, "last_run" = greatest(a."last_run", y.last)
        FROM (
            SELECT x.t, x.a, count(*) AS runs, sum(x.g) AS good, max(x.at) AS last
            FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[]) AS x(t, i, a, g, at, e, l)
            WHERE EXISTS (SELECT 1 FROM "executions" o WHERE o."tenant_id" = x.t AND o."id" = x.i AND {Own})
            GROUP BY x.t, x.a
        ) y WHERE a."tenant_id" = y.t AND a."id" = y.a
        """)
    {
        Parameters =
        {
            new NpgsqlParameter<string[]> { TypedValue = [.. entries.Select(entry => entry.TenantId)] },
            new NpgsqlParameter<string[]> { TypedValue = [.. entries.Select(entry => entry.ExecutionId)] },
            new NpgsqlParameter<string[]> { TypedValue = [.. entries.Select(entry => entry.Total!.AgentId)] },
            new NpgsqlParameter<long[]> { TypedValue = [.. entries.Select(entry => entry.Total!.Succeeded ? 1L : 0L)] },
            new NpgsqlParameter<long[]> { TypedValue = [.. entries.Select(entry => UtcMicroseconds.Write(entry.Total!.At))] },
            new NpgsqlParameter<long[]> { TypedValue = [.. entries.Select(entry => entry.Epoch)] },
            Last(entries, raised),
        },
    };

    /// <summary>The places, from 1, of the entries whose first fact stands in the log exactly as this batch says it.</summary>
    public static NpgsqlCommand Witness(NpgsqlConnection connection, JournalBatch batch)
        => new(
            """
            SELECT x.n FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bytea[]) WITH ORDINALITY AS x(t, i, s, p, n)
            JOIN "execution_events" h ON h."tenant_id" = x.t AND h."execution_id" = x.i AND h."sequence" = x.s AND h."payload" = x.p
            """,
            connection)
        {
            Parameters =
            {
                new NpgsqlParameter<string[]> { TypedValue = [.. batch.Entries.Select(entry => entry.TenantId)] },
                new NpgsqlParameter<string[]> { TypedValue = [.. batch.Entries.Select(entry => entry.ExecutionId)] },
                new NpgsqlParameter<long[]> { TypedValue = [.. batch.Entries.Select(entry => entry.FirstFact.Sequence)] },
                new NpgsqlParameter<byte[][]> { TypedValue = [.. batch.Entries.Select(entry => entry.FirstFact.Payload)] },
            },
        };

    public static NpgsqlParameter<long?[]> Last(IEnumerable<JournalEntry> entries, IReadOnlyDictionary<(string, string), long> raised)
        => new()
        {
            TypedValue = [.. entries.Select(entry => raised.TryGetValue((entry.TenantId, entry.ExecutionId), out var last) ? last : (long?)null)],
        };

    private static NpgsqlBatchCommand Columns(string sql, RowColumns columns, IReadOnlyList<object?[]> rows)
    {
        var command = new NpgsqlBatchCommand(sql);
        for (var i = 0; i < columns.Count; i++)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = columns.Column(i, rows) });
        }

        return command;
    }

    private string BirthsSql()
    {
        var names = _execution.Names;
        var all = string.Join(", ", names);
        var revision = $"${names.Count + 1}::bigint[]";
        var payload = $"${names.Count + 2}::bytea[]";
        return $"""
            WITH x AS (SELECT * FROM unnest({Arrays(_execution)}, {revision}, {payload}) AS u({all}, revision, payload)),
            born AS (
                INSERT INTO {_execution.Table} ({all}) SELECT {all} FROM x
                WHERE EXISTS (SELECT 1 FROM "agents" a WHERE a."tenant_id" = x."tenant_id" AND a."id" = x."agent_id" AND a."revision" = x.revision)
                ON CONFLICT DO NOTHING RETURNING "tenant_id", "id"),
            told AS (
                INSERT INTO "execution_events" ("tenant_id", "execution_id", "sequence", "payload")
                SELECT b."tenant_id", b."id", 1, x.payload FROM born b JOIN x ON x."tenant_id" = b."tenant_id" AND x."id" = b."id")
            SELECT "tenant_id", "id" FROM born
            """;
    }

    private string ChangesSql()
    {
        var count = _changing.Count;
        var set = string.Join(", ", _changing.Names.Select((name, i) => $"{name} = x.c{i}"));
        var columns = string.Join(", ", Enumerable.Range(0, count).Select(i => $"c{i}"));
        return $"""
            UPDATE {_changing.Table} o SET {set}
            FROM unnest({Arrays(_changing)}, ${count + 1}::text[], ${count + 2}::text[], ${count + 3}::bigint[]) AS x({columns}, t, i, e)
            WHERE o."tenant_id" = x.t AND o."id" = x.i AND o."epoch" = x.e
            """;
    }

    private static string Arrays(RowColumns columns)
        => string.Join(", ", columns.StoreTypes.Select((type, i) => $"${i + 1}::{type}[]"));
}

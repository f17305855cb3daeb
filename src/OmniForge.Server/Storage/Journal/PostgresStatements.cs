using Npgsql;
using OmniForge.Server.Executions;

namespace OmniForge.Server.Storage.Journal;

/// <summary>
/// The journal's statements on PostgreSQL. Every write but a birth demands that the execution has the writer's epoch and, where
/// the same batch raised it, that it was this writer who did.
/// </summary>
internal sealed class PostgresStatements
{
    private const string Own = """o."epoch" = x.e AND (x.l IS NULL OR o."last_sequence" = x.l)""";

    private readonly RowColumns _execution;
    private readonly RowColumns _changing;
    private readonly RowColumns _step;
    private readonly string _births;
    private readonly string _changes;
    private readonly string _steps;

    public PostgresStatements(ForgeStore store)
    {
        using var db = store.Open("");
        _execution = RowColumns.Of<ExecutionRow>(db);
        _changing = RowColumns.Of<ExecutionRow>(db, ExecutionRow.Changing);
        _step = RowColumns.Of<StepRow>(db);
        _births = BirthsSql();
        _changes = ChangesSql();
        _steps = StepsSql();
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

    /// <summary>
    /// Events and the steps they tell of, in one statement: each statement of a transaction sees the owner anew, and one that is replaced
    /// between two would leave an event without its step, which the next owner would run again. Counts the events.
    /// </summary>
    public NpgsqlBatchCommand Facts(IReadOnlyList<JournalEntry> entries, IReadOnlyDictionary<(string, string), long> raised)
    {
        var steps = LastSteps(entries);
        var command = steps.Count > 0 ? Steps(steps, raised) : new NpgsqlBatchCommand();
        var happened = entries.SelectMany(entry => entry.Events.Select(row => (Entry: entry, Row: row))).ToList();
        command.CommandText += EventsSql(command.Parameters.Count);
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. happened.Select(one => one.Row.TenantId)] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. happened.Select(one => one.Row.ExecutionId)] });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. happened.Select(one => one.Row.Sequence)] });
        command.Parameters.Add(new NpgsqlParameter<byte[][]> { TypedValue = [.. happened.Select(one => one.Row.Payload)] });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. happened.Select(one => one.Entry.Epoch)] });
        command.Parameters.Add(Last(happened.Select(one => one.Entry), raised));
        return command;
    }

    /// <summary>The last record of each attempt; it replaces one that an earlier owner wrote.</summary>
    private static List<(JournalEntry Entry, StepRow Row)> LastSteps(IReadOnlyList<JournalEntry> entries)
        => [.. entries.SelectMany(entry => entry.Steps.Select(row => (Entry: entry, Row: row)))
            .GroupBy(one => (one.Row.TenantId, one.Row.ExecutionId, one.Row.Path, one.Row.Attempt)).Select(group => group.Last())];

    private NpgsqlBatchCommand Steps(List<(JournalEntry Entry, StepRow Row)> steps, IReadOnlyDictionary<(string, string), long> raised)
    {
        var command = Columns(_steps, _step, [.. steps.Select(one => _step.Values(one.Row))]);
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. steps.Select(one => one.Entry.Epoch)] });
        command.Parameters.Add(Last(steps.Select(one => one.Entry), raised));
        return command;
    }

    /// <param name="before">Parameters of the statement that come first.</param>
    private static string EventsSql(int before) =>
        $"""
        INSERT INTO "execution_events" ("tenant_id", "execution_id", "sequence", "payload")
        SELECT x.t, x.i, x.s, x.p
        FROM unnest(${before + 1}::text[], ${before + 2}::text[], ${before + 3}::bigint[], ${before + 4}::bytea[], ${before + 5}::bigint[], ${before + 6}::bigint[]) AS x(t, i, s, p, e, l)
        WHERE EXISTS (SELECT 1 FROM "executions" o WHERE o."tenant_id" = x.t AND o."id" = x.i AND {Own})
        """;

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

    private static NpgsqlParameter<long?[]> Last(IEnumerable<JournalEntry> entries, IReadOnlyDictionary<(string, string), long> raised)
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

    private string StepsSql()
    {
        var all = string.Join(", ", _step.Names);
        return $"""
            WITH told AS (
            INSERT INTO {_step.Table} ({all})
            SELECT {string.Join(", ", _step.Names.Select(name => $"x.{name}"))}
            FROM unnest({Arrays(_step)}, ${_step.Count + 1}::bigint[], ${_step.Count + 2}::bigint[]) AS x({all}, e, l)
            WHERE EXISTS (SELECT 1 FROM "executions" o WHERE o."tenant_id" = x."tenant_id" AND o."id" = x."execution_id" AND {Own})
            ON CONFLICT ("tenant_id", "execution_id", "path", "attempt") DO UPDATE SET "record" = excluded."record", "payload" = excluded."payload")

            """;
    }

    private static string Arrays(RowColumns columns)
        => string.Join(", ", columns.StoreTypes.Select((type, i) => $"${i + 1}::{type}[]"));
}

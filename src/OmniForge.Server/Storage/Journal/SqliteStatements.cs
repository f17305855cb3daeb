using OmniForge.Server.Executions;

namespace OmniForge.Server.Storage.Journal;

/// <summary>The journal's statements on SQLite, one row each.</summary>
internal sealed class SqliteStatements
{
    private const string InsertEvent =
        """INSERT INTO "execution_events" ("tenant_id", "execution_id", "sequence", "payload") VALUES ($1, $2, $3, $4)""";

    private const string CountOwn =
        """SELECT count(*) FROM "executions" WHERE "tenant_id" = $1 AND "id" = $2 AND "epoch" = $3""";

    private const string AddTotal =
        """
        UPDATE "agents" SET "total_runs" = "total_runs" + 1, "successful_runs" = "successful_runs" + $1, "last_run" = max(coalesce("last_run", $2), $2)
        WHERE "tenant_id" = $3 AND "id" = $4
        """;

    private readonly RowColumns _execution;
    private readonly RowColumns _step;
    private readonly string _birth;
    private readonly string _change;
    private readonly string _replaceStep;

    public SqliteStatements(ForgeStore store)
    {
        using var db = store.Open("");
        _execution = RowColumns.Of<ExecutionRow>(db);
        _step = RowColumns.Of<StepRow>(db);
        var changing = RowColumns.Of<ExecutionRow>(db, ExecutionRow.Changing);
        var count = _execution.Count;
        _birth = $"""
            INSERT INTO {_execution.Table} ({string.Join(", ", _execution.Names)}) SELECT {Marks(count)}
            WHERE EXISTS (SELECT 1 FROM "agents" WHERE "tenant_id" = ${count + 1} AND "id" = ${count + 2} AND "revision" = ${count + 3})
            ON CONFLICT DO NOTHING
            """;
        _change = $"""
            UPDATE {changing.Table} SET {string.Join(", ", changing.Names.Select((name, i) => $"{name} = ${i + 1}"))}
            WHERE "tenant_id" = ${changing.Count + 1} AND "id" = ${changing.Count + 2} AND "epoch" = ${changing.Count + 3}
            """;
        _replaceStep = $"INSERT OR REPLACE INTO {_step.Table} ({string.Join(", ", _step.Names)}) VALUES ({Marks(_step.Count)})";
    }

    public static SqlStatement Event(ExecutionEventRow row) => new(InsertEvent, [row.TenantId, row.ExecutionId, row.Sequence, row.Payload]);

    /// <summary>1 when the execution has the writer's epoch.</summary>
    public static SqlStatement Claim(JournalEntry entry) => new(CountOwn, [entry.TenantId, entry.ExecutionId, entry.Epoch], Counts: true);

    public static SqlStatement Total(JournalEntry entry, AgentTotal total)
        => new(AddTotal, [total.Succeeded ? 1L : 0L, UtcMicroseconds.Write(total.At), entry.TenantId, total.AgentId]);

    public SqlStatement Birth(ExecutionBirth birth)
        => new(_birth, [.. _execution.Values(birth.Row), birth.Row.TenantId, birth.Row.AgentId, birth.AgentRevision]);

    public SqlStatement Change(JournalEntry entry, ExecutionChange change)
        => new(_change, [.. change.Values, entry.TenantId, entry.ExecutionId, change.EpochBefore]);

    /// <summary>A repeated record of the same attempt replaces the one before it: it comes from a resumed step.</summary>
    public SqlStatement Step(StepRow row) => new(_replaceStep, _step.Values(row));

    private static string Marks(int count) => string.Join(", ", Enumerable.Range(1, count).Select(i => $"${i}"));
}

/// <summary>One statement with positional values.</summary>
/// <param name="Counts">True when it is a query whose one number is the answer.</param>
internal sealed record SqlStatement(string Sql, object?[] Values, bool Counts = false);

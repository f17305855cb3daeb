using OmniForge.Server.Storage;
using OmniForge.Server.Storage.Journal;

namespace OmniForge.Server.Executions;

/// <summary>The statements of the execution journal. Every update names the epoch it was made in.</summary>
internal sealed class ExecutionSql
{
    private const string Update =
        """
        UPDATE "executions" SET "status" = $1, "stop_reason" = $2, "result" = $3, "failure" = $4, "partial" = $5, "usage" = $6,
        "started_at" = $7, "completed_at" = $8, "deadline_at" = $9, "last_sequence" = $10, "epoch" = $11
        WHERE "tenant_id" = $12 AND "id" = $13 AND "epoch" = $14
        """;

    private const string AgentTotals =
        """
        UPDATE "agents" SET "total_runs" = "total_runs" + 1, "successful_runs" = "successful_runs" + $1, "last_run" = $2
        WHERE "tenant_id" = $3 AND "id" = $4
        """;

    private const string DropStep =
        """
        DELETE FROM "steps" WHERE "tenant_id" = $1 AND "execution_id" = $2 AND "path" = $3 AND "attempt" = $4
        """;

    private readonly RowSql _execution;
    private readonly RowSql _event;
    private readonly RowSql _step;

    public ExecutionSql(ForgeStore store)
    {
        using var db = store.Open("");
        _execution = RowSql.InsertOf<ExecutionRow>(db);
        _event = RowSql.InsertOf<ExecutionEventRow>(db);
        _step = RowSql.InsertOf<StepRow>(db);
    }

    public SqlStatement Insert(ExecutionRow row) => _execution.Of(row);

    public SqlStatement Insert(ExecutionEventRow row) => _event.Of(row);

    /// <summary>A repeated record of the same attempt replaces the one before it: it comes from a resumed step.</summary>
    public IEnumerable<SqlStatement> Replace(StepRow row)
        => [new(DropStep, [row.TenantId, row.ExecutionId, row.Path, row.Attempt]), _step.Of(row)];

    /// <summary>The row as it now is, provided nobody else has taken the execution over since <paramref name="epochBefore"/>.</summary>
    public static SqlStatement Change(ExecutionRow row, long epochBefore) => new(
        Update,
        [
            (int)row.Status, (int)row.StopReason, row.Result, row.Failure, row.Partial, row.Usage,
            Instant(row.StartedAt), Instant(row.CompletedAt), Instant(row.DeadlineAt), row.LastSequence, row.Epoch,
            row.TenantId, row.Id, epochBefore,
        ],
        MustTouch: 1);

    /// <summary>One more finished live execution of its agent.</summary>
    public static SqlStatement Count(ExecutionRow row, bool succeeded, DateTimeOffset at)
        => new(AgentTotals, [succeeded ? 1L : 0L, UtcMicroseconds.Write(at), row.TenantId, row.AgentId]);

    private static object Instant(DateTimeOffset? at) => at is { } known ? UtcMicroseconds.Write(known) : DBNull.Value;
}

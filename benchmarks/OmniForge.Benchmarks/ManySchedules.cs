using Npgsql;

namespace OmniForge.Benchmarks;

/// <summary>Many schedules made of one by copying its row on PostgreSQL, each with a due time of its own, and what became of them.</summary>
internal sealed class ManySchedules(NpgsqlDataSource database)
{
    /// <summary>Copies a schedule so many times; their due times lie evenly from one instant on.</summary>
    public async Task MultiplyAsync(string id, int count, DateTimeOffset begin, TimeSpan spread)
    {
        var columns = new List<string>();
        await using (var names = database.CreateCommand("SELECT column_name FROM information_schema.columns WHERE table_name = 'schedules'"))
        await using (var reader = await names.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                columns.Add(reader.GetString(0));
            }
        }

        var start = (begin - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        var step = spread.Ticks / TimeSpan.TicksPerMicrosecond / count;
        var values = columns.Select(column => column switch
        {
            "id" => "'copy-' || n",
            "slot" or "wake_at" or "next_due" => $"{start} + n * {step}",
            _ => $"\"{column}\"",
        });
        await using var copy = database.CreateCommand(
            $"""
             INSERT INTO schedules ({string.Join(", ", columns.Select(column => $"\"{column}\""))})
             SELECT {string.Join(", ", values)} FROM schedules, generate_series(0, {count - 1}) AS n WHERE id = $1
             """);
        copy.Parameters.Add(new NpgsqlParameter { Value = id });
        await copy.ExecuteNonQueryAsync();
    }

    /// <summary>Times in the ledger so far.</summary>
    public Task<long> DecidedAsync() => NumberAsync("SELECT count(*) FROM firings");

    /// <summary>Executions of schedules, and how many of them have not ended.</summary>
    public async Task<(long All, long Open)> ExecutionsAsync()
        => (await NumberAsync("SELECT count(*) FROM executions WHERE schedule_id <> ''"), await NumberAsync("SELECT count(*) FROM executions WHERE schedule_id <> '' AND status < 8"));

    /// <summary>Every time that became an execution.</summary>
    public async Task<List<FiredTime>> FiredAsync()
    {
        // When a transaction was really over is known to the database alone; what is written inside it is the instant at which it began.
        var exact = await NumberAsync("SELECT current_setting('track_commit_timestamp')::bool::int::bigint") == 1;
        var (committed, begun) = exact ? (CommitOf("e"), $"coalesce({CommitOf("b")}, 0)") : ("f.decided_at", "coalesce(x.started_at, 0)");
        await using var command = database.CreateCommand(
            $"""
             SELECT f.schedule_id, x.id, f.due_at, {committed}, {begun}
             FROM firings f
             JOIN executions x ON x.tenant_id = f.tenant_id AND x.id = f.execution_id
             JOIN execution_events e ON e.tenant_id = x.tenant_id AND e.execution_id = x.id AND e.sequence = 1
             LEFT JOIN execution_events b ON b.tenant_id = x.tenant_id AND b.execution_id = x.id AND b.sequence = 2
             WHERE f.outcome = 1 ORDER BY f.due_at
             """);
        await using var reader = await command.ExecuteReaderAsync();
        var fired = new List<FiredTime>();
        while (await reader.ReadAsync())
        {
            fired.Add(new(reader.GetString(0), reader.GetString(1), Instant(reader.GetInt64(2)), Instant(reader.GetInt64(3)), Instant(reader.GetInt64(4))));
        }

        return fired;
    }

    private static string CommitOf(string row) => $"(extract(epoch FROM pg_xact_commit_timestamp({row}.xmin)) * 1000000)::bigint";

    private static DateTimeOffset Instant(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    private async Task<long> NumberAsync(string sql)
    {
        await using var command = database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}

/// <summary>One time of one schedule.</summary>
/// <param name="Committed">When its execution was durable.</param>
/// <param name="Begun">When its first fact from a slot was durable; the epoch before that.</param>
internal sealed record FiredTime(string ScheduleId, string ExecutionId, DateTimeOffset Due, DateTimeOffset Committed, DateTimeOffset Begun)
{
    public double LateMs => (Committed - Due).TotalMilliseconds;

    public double BegunLateMs => (Begun - Due).TotalMilliseconds;
}

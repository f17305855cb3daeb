using Npgsql;
using OmniForge.Server.Executions;

namespace OmniForge.Server.Storage.Journal;

/// <summary>
/// Events and the steps they tell of, in one statement: each statement of a transaction sees the owner anew, and one that is
/// replaced between two would leave an event without its step, which the next owner would run again. Who owns an execution is
/// looked up once, however many facts of it are written. Counts the events.
/// </summary>
internal sealed class PostgresFacts
{
    /// <summary>Parameters before the columns of the steps: four of the executions, three of the events.</summary>
    private const int BeforeSteps = 7;

    private const string Owned =
        $"""
        WITH own AS MATERIALIZED (
            SELECT x.t, x.i, x.n FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[]) WITH ORDINALITY AS x(t, i, e, l, n)
            WHERE EXISTS (SELECT 1 FROM "executions" o WHERE o."tenant_id" = x.t AND o."id" = x.i AND {PostgresStatements.Own}))
        """;

    private const string Told =
        """
        INSERT INTO "execution_events" ("tenant_id", "execution_id", "sequence", "payload")
        SELECT own.t, own.i, x.s, x.p FROM unnest($5::bigint[], $6::bigint[], $7::bytea[]) AS x(n, s, p) JOIN own ON own.n = x.n
        """;

    private readonly RowColumns _step;
    private readonly string _withSteps;

    public PostgresFacts(RowColumns step)
    {
        _step = step;
        var all = string.Join(", ", step.Names);
        var arrays = string.Join(", ", step.StoreTypes.Select((type, i) => $"${BeforeSteps + i + 1}::{type}[]"));
        _withSteps =
            $"""
            {Owned}, done AS (
                INSERT INTO {step.Table} ({all})
                SELECT {string.Join(", ", step.Names.Select(name => $"x.{name}"))}
                FROM unnest({arrays}, ${BeforeSteps + step.Count + 1}::bigint[]) AS x({all}, n) JOIN own ON own.n = x.n
                ON CONFLICT ("tenant_id", "execution_id", "path", "attempt") DO UPDATE SET "record" = excluded."record", "payload" = excluded."payload")
            {Told}
            """;
    }

    /// <param name="raised">For executions whose epoch this batch raises: the last sequence they have only if it was this batch.</param>
    public NpgsqlBatchCommand Of(IReadOnlyList<JournalEntry> entries, IReadOnlyDictionary<(string, string), long> raised)
    {
        var places = new Dictionary<(string Tenant, string Id), long>();
        var executions = new List<JournalEntry>();
        foreach (var entry in entries)
        {
            if (places.TryAdd((entry.TenantId, entry.ExecutionId), places.Count + 1))
            {
                executions.Add(entry);
            }
        }

        var steps = LastSteps(entries);
        var command = new NpgsqlBatchCommand(steps.Count > 0 ? _withSteps : $"{Owned} {Told}");
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. executions.Select(entry => entry.TenantId)] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. executions.Select(entry => entry.ExecutionId)] });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. executions.Select(entry => entry.Epoch)] });
        command.Parameters.Add(PostgresStatements.Last(executions, raised));
        AddEvents(command, entries, places);
        if (steps.Count > 0)
        {
            var rows = steps.ConvertAll(_step.Values);
            for (var i = 0; i < _step.Count; i++)
            {
                command.Parameters.Add(new NpgsqlParameter { Value = _step.Column(i, rows) });
            }

            command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = [.. steps.Select(row => places[(row.TenantId, row.ExecutionId)])] });
        }

        return command;
    }

    private static void AddEvents(NpgsqlBatchCommand command, IReadOnlyList<JournalEntry> entries, Dictionary<(string, string), long> places)
    {
        var count = entries.Sum(entry => entry.Events.Count);
        var (owners, sequences, payloads) = (new long[count], new long[count], new byte[count][]);
        var next = 0;
        foreach (var entry in entries)
        {
            var place = places[(entry.TenantId, entry.ExecutionId)];
            foreach (var row in entry.Events)
            {
                (owners[next], sequences[next], payloads[next]) = (place, row.Sequence, row.Payload);
                next++;
            }
        }

        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = owners });
        command.Parameters.Add(new NpgsqlParameter<long[]> { TypedValue = sequences });
        command.Parameters.Add(new NpgsqlParameter<byte[][]> { TypedValue = payloads });
    }

    /// <summary>The last record of each attempt; it replaces one that an earlier owner wrote.</summary>
    private static List<StepRow> LastSteps(IReadOnlyList<JournalEntry> entries)
        => [.. entries.SelectMany(entry => entry.Steps)
            .GroupBy(row => (row.TenantId, row.ExecutionId, row.Path, row.Attempt)).Select(group => group.Last())];
}

using Microsoft.EntityFrameworkCore.Migrations;

namespace OmniForge.Server.Storage.Feeds;

/// <summary>
/// Triggers that number the changes that feeds show. Rows are written in many ways; a trigger sees them all. A migration of SQLite that
/// rebuilds one of the tables must make its triggers anew: rebuilding drops them. Called by a migration: what is here stays as it is.
/// </summary>
internal static class FeedSchema
{
    private static readonly Watched[] Tables =
    [
        new("executions", ["status"]),
        new("agents", ["revision", "status", "version", "latest_version", "pause_reason", "stops", "deleted_at"]),
    ];

    /// <summary>Numbers of transactions that are still to come count as none.</summary>
    public static IEnumerable<string> ForgetTheFutureOnPostgres => Tables.Select(table =>
        $"""
        UPDATE {table.Name} AS f SET changed = 0 FROM tenants AS t
        WHERE f.tenant_id = t.id AND f.changed >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint
        """);

    /// <summary>The number is that of the transaction.</summary>
    public static void CreateOnPostgres(MigrationBuilder migration)
    {
        migration.Sql("INSERT INTO feed_clock (id, clock, \"key\") VALUES (1, 0, sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')))");
        migration.Sql(
            """
            CREATE FUNCTION feed_number() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN NEW.changed := pg_current_xact_id()::text::bigint; RETURN NEW; END $$
            """);
        foreach (var table in Tables)
        {
            migration.Sql($"CREATE TRIGGER feed_insert BEFORE INSERT ON {table.Name} FOR EACH ROW EXECUTE FUNCTION feed_number()");
            migration.Sql($"CREATE TRIGGER feed_update BEFORE UPDATE ON {table.Name} FOR EACH ROW WHEN ({table.Differs("IS DISTINCT FROM")}) EXECUTE FUNCTION feed_number()");
        }
    }

    public static void DropOnPostgres(MigrationBuilder migration)
    {
        foreach (var table in Tables)
        {
            migration.Sql($"DROP TRIGGER feed_insert ON {table.Name}");
            migration.Sql($"DROP TRIGGER feed_update ON {table.Name}");
        }

        migration.Sql("DROP FUNCTION feed_number()");
    }

    /// <summary>There is one writer at a time, so a counter is in the order of the commits.</summary>
    public static void CreateOnSqlite(MigrationBuilder migration)
    {
        migration.Sql("INSERT INTO feed_clock (id, clock, \"key\") VALUES (1, 0, randomblob(32))");
        foreach (var table in Tables)
        {
            var number = $"""
                BEGIN
                    UPDATE feed_clock SET clock = clock + 1;
                    UPDATE {table.Name} SET changed = (SELECT clock FROM feed_clock) WHERE rowid = NEW.rowid;
                END
                """;
            migration.Sql($"CREATE TRIGGER feed_insert_{table.Name} AFTER INSERT ON {table.Name} {number}");
            migration.Sql(
                $"CREATE TRIGGER feed_update_{table.Name} AFTER UPDATE OF {string.Join(", ", table.Columns)} ON {table.Name} WHEN {table.Differs("IS NOT")} {number}");
        }
    }

    public static void DropOnSqlite(MigrationBuilder migration)
    {
        foreach (var table in Tables)
        {
            migration.Sql($"DROP TRIGGER feed_insert_{table.Name}");
            migration.Sql($"DROP TRIGGER feed_update_{table.Name}");
        }
    }

    private sealed record Watched(string Name, string[] Columns)
    {
        public string Differs(string operation) => string.Join(" OR ", Columns.Select(column => $"OLD.{column} {operation} NEW.{column}"));
    }
}

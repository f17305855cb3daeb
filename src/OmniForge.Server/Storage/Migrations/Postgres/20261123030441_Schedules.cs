using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OmniForge.Server.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Schedules : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_schedules_status_next_due",
                table: "schedules");

            migrationBuilder.AddColumn<int>(
                name: "consecutive_failures",
                table: "schedules",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "end_at",
                table: "schedules",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "excluded_dates",
                table: "schedules",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "firings",
                table: "schedules",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "fold_policy",
                table: "schedules",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "gap_policy",
                table: "schedules",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "jitter_ms",
                table: "schedules",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "max_firings",
                table: "schedules",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "missed_limit",
                table: "schedules",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "missed_policy",
                table: "schedules",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "missed_window_ms",
                table: "schedules",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "overlap_policy",
                table: "schedules",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "pause_after_failures",
                table: "schedules",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "pause_reason",
                table: "schedules",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "paused_at",
                table: "schedules",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "slot",
                table: "schedules",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "start_at",
                table: "schedules",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "version",
                table: "schedules",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "wake_at",
                table: "schedules",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "settled",
                table: "firings",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateIndex(
                name: "IX_schedules_tenant_id_next_due_id",
                table: "schedules",
                columns: new[] { "tenant_id", "next_due", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_schedules_wake_at",
                table: "schedules",
                column: "wake_at");

            migrationBuilder.CreateIndex(
                name: "IX_firings_due_at",
                table: "firings",
                column: "due_at");

            migrationBuilder.CreateIndex(
                name: "IX_firings_tenant_id_schedule_id",
                table: "firings",
                columns: new[] { "tenant_id", "schedule_id" },
                filter: "\"settled\" = FALSE");

            migrationBuilder.CreateIndex(
                name: "IX_executions_tenant_id_schedule_id",
                table: "executions",
                columns: new[] { "tenant_id", "schedule_id" },
                filter: "\"schedule_id\" <> '' AND \"status\" < 8");

            // Schedules from before have the default policies, and their next time is the one they had.
            migrationBuilder.Sql(
                """
                UPDATE "schedules" SET "gap_policy" = 1, "fold_policy" = 1, "missed_policy" = 1, "missed_window_ms" = 3600000, "missed_limit" = 10,
                "overlap_policy" = 1, "pause_after_failures" = 5, "excluded_dates" = '[]', "slot" = "next_due", "wake_at" = "next_due"
                """);
            migrationBuilder.Sql("""UPDATE "firings" SET "settled" = TRUE""");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_schedules_tenant_id_next_due_id",
                table: "schedules");

            migrationBuilder.DropIndex(
                name: "IX_schedules_wake_at",
                table: "schedules");

            migrationBuilder.DropIndex(
                name: "IX_firings_due_at",
                table: "firings");

            migrationBuilder.DropIndex(
                name: "IX_firings_tenant_id_schedule_id",
                table: "firings");

            migrationBuilder.DropIndex(
                name: "IX_executions_tenant_id_schedule_id",
                table: "executions");

            migrationBuilder.DropColumn(
                name: "consecutive_failures",
                table: "schedules");

            migrationBuilder.DropColumn(
                name: "end_at",
                table: "schedules");

            migrationBuilder.DropColumn(
                name: "excluded_dates",
                table: "schedules");

            migrationBuilder.DropColumn(
                name: "firings",
                table: "schedules");

            migrationBuilder.DropColumn(
                name: "fold_policy",
                table: "schedules");

            migrationBuilder.DropColumn(
                name: "gap_policy",
                table: "schedules");

            migrationBuilder.DropColumn(
                name: "jitter_ms",
                table: "schedules");

            migrationBuilder.DropColumn(
                name: "max_firings",
                table: "schedules");

            migrationBuilder.DropColumn(
                name: "missed_limit",
                table: "schedules");

            migrationBuilder.DropColumn(
                name: "missed_policy",
                table: "schedules");

            migrationBuilder.DropColumn(
                name: "missed_window_ms",
                table: "schedules");

            migrationBuilder.DropColumn(
                name: "overlap_policy",
                table: "schedules");

            migrationBuilder.DropColumn(
                name: "pause_after_failures",
                table: "schedules");

            migrationBuilder.DropColumn(
                name: "pause_reason",
                table: "schedules");

            migrationBuilder.DropColumn(
                name: "paused_at",
                table: "schedules");

            migrationBuilder.DropColumn(
                name: "slot",
                table: "schedules");

            migrationBuilder.DropColumn(
                name: "start_at",
                table: "schedules");

            migrationBuilder.DropColumn(
                name: "version",
                table: "schedules");

            migrationBuilder.DropColumn(
                name: "wake_at",
                table: "schedules");

            migrationBuilder.DropColumn(
                name: "settled",
                table: "firings");

            migrationBuilder.CreateIndex(
                name: "IX_schedules_status_next_due",
                table: "schedules",
                columns: new[] { "status", "next_due" });
        }
    }
}

using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OmniForge.Server.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Triggers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "delivery_id",
                table: "executions",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "trigger_id",
                table: "executions",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "deliveries",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    tenant_id = table.Column<string>(type: "text", nullable: false),
                    trigger_id = table.Column<string>(type: "text", nullable: false),
                    source = table.Column<int>(type: "integer", nullable: false),
                    verdict = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    mode = table.Column<int>(type: "integer", nullable: false),
                    received_at = table.Column<long>(type: "bigint", nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                    size = table.Column<int>(type: "integer", nullable: false),
                    first_id = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_deliveries", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "trigger_events",
                columns: table => new
                {
                    tenant_id = table.Column<string>(type: "text", nullable: false),
                    trigger_id = table.Column<string>(type: "text", nullable: false),
                    event_key = table.Column<string>(type: "text", nullable: false),
                    delivery_id = table.Column<string>(type: "text", nullable: false),
                    type = table.Column<string>(type: "text", nullable: false),
                    account_id = table.Column<string>(type: "text", nullable: false),
                    resource_kind = table.Column<string>(type: "text", nullable: false),
                    resource_id = table.Column<string>(type: "text", nullable: false),
                    url = table.Column<string>(type: "text", nullable: false),
                    actor_id = table.Column<string>(type: "text", nullable: false),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    changed = table.Column<string>(type: "text", nullable: false),
                    data = table.Column<string>(type: "text", nullable: false),
                    mode = table.Column<int>(type: "integer", nullable: false),
                    outcome = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    execution_id = table.Column<string>(type: "text", nullable: false),
                    merged = table.Column<int>(type: "integer", nullable: false),
                    received_at = table.Column<long>(type: "bigint", nullable: false),
                    first_at = table.Column<long>(type: "bigint", nullable: false),
                    due_at = table.Column<long>(type: "bigint", nullable: false),
                    attempts = table.Column<int>(type: "integer", nullable: false),
                    decided_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_trigger_events", x => new { x.tenant_id, x.trigger_id, x.event_key });
                });

            migrationBuilder.CreateTable(
                name: "triggers",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    tenant_id = table.Column<string>(type: "text", nullable: false),
                    agent_id = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    pause_reason = table.Column<string>(type: "text", nullable: false),
                    integration = table.Column<string>(type: "text", nullable: false),
                    connection_id = table.Column<string>(type: "text", nullable: false),
                    event_types = table.Column<string>(type: "text", nullable: false),
                    condition = table.Column<string>(type: "text", nullable: false),
                    scheme = table.Column<int>(type: "integer", nullable: false),
                    tolerance_ms = table.Column<long>(type: "bigint", nullable: false),
                    poll_interval_ms = table.Column<long>(type: "bigint", nullable: false),
                    dedupe_path = table.Column<string>(type: "text", nullable: false),
                    inputs = table.Column<string>(type: "text", nullable: false),
                    resource_id = table.Column<string>(type: "text", nullable: false),
                    debounce_ms = table.Column<long>(type: "bigint", nullable: false),
                    own_changes = table.Column<int>(type: "integer", nullable: false),
                    backfill = table.Column<int>(type: "integer", nullable: false),
                    hook_hash = table.Column<string>(type: "text", nullable: true),
                    hook_key = table.Column<byte[]>(type: "bytea", nullable: true),
                    secret = table.Column<byte[]>(type: "bytea", nullable: true),
                    generation = table.Column<long>(type: "bigint", nullable: false),
                    secret_before = table.Column<byte[]>(type: "bytea", nullable: true),
                    before_until = table.Column<long>(type: "bigint", nullable: true),
                    handshake_until = table.Column<long>(type: "bigint", nullable: true),
                    cursors = table.Column<string>(type: "text", nullable: false),
                    next_look_at = table.Column<long>(type: "bigint", nullable: true),
                    look_claim = table.Column<string>(type: "text", nullable: false),
                    looked_at = table.Column<long>(type: "bigint", nullable: true),
                    look_failures = table.Column<int>(type: "integer", nullable: false),
                    look_problem = table.Column<string>(type: "text", nullable: false),
                    request_hash = table.Column<string>(type: "text", nullable: false),
                    rotation_hash = table.Column<string>(type: "text", nullable: false),
                    created_by = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    updated_at = table.Column<long>(type: "bigint", nullable: false),
                    revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_triggers", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "webhook_replays",
                columns: table => new
                {
                    endpoint = table.Column<string>(type: "text", nullable: false),
                    replay_key = table.Column<string>(type: "text", nullable: false),
                    delivery_id = table.Column<string>(type: "text", nullable: false),
                    kept_until = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_webhook_replays", x => new { x.endpoint, x.replay_key });
                });

            migrationBuilder.CreateIndex(
                name: "IX_deliveries_received_at",
                table: "deliveries",
                column: "received_at");

            migrationBuilder.CreateIndex(
                name: "IX_deliveries_tenant_id_trigger_id_received_at_id",
                table: "deliveries",
                columns: new[] { "tenant_id", "trigger_id", "received_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_trigger_events_due_at",
                table: "trigger_events",
                column: "due_at",
                filter: "\"outcome\" = 1");

            migrationBuilder.CreateIndex(
                name: "IX_trigger_events_received_at",
                table: "trigger_events",
                column: "received_at");

            migrationBuilder.CreateIndex(
                name: "IX_trigger_events_tenant_id_delivery_id",
                table: "trigger_events",
                columns: new[] { "tenant_id", "delivery_id" });

            migrationBuilder.CreateIndex(
                name: "IX_trigger_events_tenant_id_trigger_id_resource_id_received_at",
                table: "trigger_events",
                columns: new[] { "tenant_id", "trigger_id", "resource_id", "received_at" });

            migrationBuilder.CreateIndex(
                name: "IX_triggers_hook_hash",
                table: "triggers",
                column: "hook_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_triggers_next_look_at",
                table: "triggers",
                column: "next_look_at");

            migrationBuilder.CreateIndex(
                name: "IX_triggers_tenant_id_agent_id",
                table: "triggers",
                columns: new[] { "tenant_id", "agent_id" });

            migrationBuilder.CreateIndex(
                name: "IX_triggers_tenant_id_connection_id",
                table: "triggers",
                columns: new[] { "tenant_id", "connection_id" });

            migrationBuilder.CreateIndex(
                name: "IX_webhook_replays_kept_until",
                table: "webhook_replays",
                column: "kept_until");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "deliveries");

            migrationBuilder.DropTable(
                name: "trigger_events");

            migrationBuilder.DropTable(
                name: "triggers");

            migrationBuilder.DropTable(
                name: "webhook_replays");

            migrationBuilder.DropColumn(
                name: "delivery_id",
                table: "executions");

            migrationBuilder.DropColumn(
                name: "trigger_id",
                table: "executions");
        }
    }
}

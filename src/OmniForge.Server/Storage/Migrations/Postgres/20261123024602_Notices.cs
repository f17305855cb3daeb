using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OmniForge.Server.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Notices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "notices",
                columns: table => new
                {
                    tenant_id = table.Column<string>(type: "text", nullable: false),
                    id = table.Column<string>(type: "text", nullable: false),
                    cause = table.Column<int>(type: "integer", nullable: false),
                    agent_id = table.Column<string>(type: "text", nullable: false),
                    execution_id = table.Column<string>(type: "text", nullable: false),
                    schedule_id = table.Column<string>(type: "text", nullable: false),
                    conversation_id = table.Column<string>(type: "text", nullable: false),
                    about = table.Column<long>(type: "bigint", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    read_at = table.Column<long>(type: "bigint", nullable: true),
                    given_at = table.Column<long>(type: "bigint", nullable: true),
                    open = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_notices", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "IX_executions_status_completed_at",
                table: "executions",
                columns: new[] { "status", "completed_at" },
                filter: "\"trigger_type\" <> 1");

            migrationBuilder.CreateIndex(
                name: "IX_notices_conversation_id",
                table: "notices",
                column: "conversation_id",
                filter: "\"given_at\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_notices_open",
                table: "notices",
                column: "open",
                filter: "\"open\" = TRUE");

            migrationBuilder.CreateIndex(
                name: "IX_notices_tenant_id_created_at_id",
                table: "notices",
                columns: new[] { "tenant_id", "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_notices_tenant_id_execution_id",
                table: "notices",
                columns: new[] { "tenant_id", "execution_id" });

            migrationBuilder.CreateIndex(
                name: "IX_notices_tenant_id_schedule_id_about",
                table: "notices",
                columns: new[] { "tenant_id", "schedule_id", "about" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "notices");

            migrationBuilder.DropIndex(
                name: "IX_executions_status_completed_at",
                table: "executions");
        }
    }
}

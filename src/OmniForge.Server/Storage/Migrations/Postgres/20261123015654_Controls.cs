using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OmniForge.Server.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Controls : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "execution_controls",
                columns: table => new
                {
                    tenant_id = table.Column<string>(type: "text", nullable: false),
                    execution_id = table.Column<string>(type: "text", nullable: false),
                    knocks = table.Column<long>(type: "bigint", nullable: false),
                    due_at = table.Column<long>(type: "bigint", nullable: false),
                    paused = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_execution_controls", x => new { x.tenant_id, x.execution_id });
                });

            migrationBuilder.CreateTable(
                name: "execution_signals",
                columns: table => new
                {
                    tenant_id = table.Column<string>(type: "text", nullable: false),
                    execution_id = table.Column<string>(type: "text", nullable: false),
                    id = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    payload = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_execution_signals", x => new { x.tenant_id, x.execution_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "interrupts",
                columns: table => new
                {
                    tenant_id = table.Column<string>(type: "text", nullable: false),
                    execution_id = table.Column<string>(type: "text", nullable: false),
                    id = table.Column<string>(type: "text", nullable: false),
                    agent_id = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<int>(type: "integer", nullable: false),
                    opened_at = table.Column<long>(type: "bigint", nullable: false),
                    payload = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_interrupts", x => new { x.tenant_id, x.execution_id, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "IX_execution_controls_due_at",
                table: "execution_controls",
                column: "due_at");

            migrationBuilder.CreateIndex(
                name: "IX_interrupts_tenant_id_status_opened_at",
                table: "interrupts",
                columns: new[] { "tenant_id", "status", "opened_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "execution_controls");

            migrationBuilder.DropTable(
                name: "execution_signals");

            migrationBuilder.DropTable(
                name: "interrupts");
        }
    }
}

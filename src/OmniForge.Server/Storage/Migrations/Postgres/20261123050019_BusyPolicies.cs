using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OmniForge.Server.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class BusyPolicies : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "concurrency_key",
                table: "executions",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "cancel_reason",
                table: "execution_controls",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_executions_tenant_id_concurrency_key_created_at",
                table: "executions",
                columns: new[] { "tenant_id", "concurrency_key", "created_at" },
                filter: "\"concurrency_key\" <> '' AND \"status\" < 8");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_executions_tenant_id_concurrency_key_created_at",
                table: "executions");

            migrationBuilder.DropColumn(
                name: "concurrency_key",
                table: "executions");

            migrationBuilder.DropColumn(
                name: "cancel_reason",
                table: "execution_controls");
        }
    }
}

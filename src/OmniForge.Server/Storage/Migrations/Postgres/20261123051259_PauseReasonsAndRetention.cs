using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OmniForge.Server.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class PauseReasonsAndRetention : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "compacted_at",
                table: "executions",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "pause_reason",
                table: "execution_controls",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateIndex(
                name: "ix_executions_compacted",
                table: "executions",
                column: "completed_at",
                filter: "\"compacted_at\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_executions_whole",
                table: "executions",
                column: "completed_at",
                filter: "\"completed_at\" IS NOT NULL AND \"compacted_at\" IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_executions_compacted",
                table: "executions");

            migrationBuilder.DropIndex(
                name: "ix_executions_whole",
                table: "executions");

            migrationBuilder.DropColumn(
                name: "compacted_at",
                table: "executions");

            migrationBuilder.DropColumn(
                name: "pause_reason",
                table: "execution_controls");
        }
    }
}

using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OmniForge.Server.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Owner : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_executions_status",
                table: "executions");

            migrationBuilder.AddColumn<string>(
                name: "owner",
                table: "executions",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "request_hash",
                table: "executions",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateIndex(
                name: "IX_executions_owner_status",
                table: "executions",
                columns: new[] { "owner", "status" },
                filter: "\"status\" < 8");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_executions_owner_status",
                table: "executions");

            migrationBuilder.DropColumn(
                name: "owner",
                table: "executions");

            migrationBuilder.DropColumn(
                name: "request_hash",
                table: "executions");

            migrationBuilder.CreateIndex(
                name: "IX_executions_status",
                table: "executions",
                column: "status");
        }
    }
}

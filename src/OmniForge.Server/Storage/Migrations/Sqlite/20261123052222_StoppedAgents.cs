using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OmniForge.Server.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class StoppedAgents : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "stop_note",
                table: "tenants",
                type: "BLOB",
                nullable: false,
                defaultValue: new byte[0]);

            migrationBuilder.AddColumn<byte[]>(
                name: "stop_note",
                table: "agents",
                type: "BLOB",
                nullable: false,
                defaultValue: new byte[0]);

            migrationBuilder.AddColumn<int>(
                name: "stops",
                table: "agents",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateIndex(
                name: "IX_agents_stops",
                table: "agents",
                column: "stops",
                filter: "\"stops\" <> 0");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_agents_stops",
                table: "agents");

            migrationBuilder.DropColumn(
                name: "stop_note",
                table: "tenants");

            migrationBuilder.DropColumn(
                name: "stop_note",
                table: "agents");

            migrationBuilder.DropColumn(
                name: "stops",
                table: "agents");
        }
    }
}

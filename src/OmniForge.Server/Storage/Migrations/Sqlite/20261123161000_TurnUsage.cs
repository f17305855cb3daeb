using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OmniForge.Server.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class TurnUsage : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "answers",
                table: "turns",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<byte[]>(
                name: "usage",
                table: "turns",
                type: "BLOB",
                nullable: false,
                defaultValue: new byte[0]);

            migrationBuilder.AddColumn<byte[]>(
                name: "usage",
                table: "conversations",
                type: "BLOB",
                nullable: false,
                defaultValue: new byte[0]);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "answers",
                table: "turns");

            migrationBuilder.DropColumn(
                name: "usage",
                table: "turns");

            migrationBuilder.DropColumn(
                name: "usage",
                table: "conversations");
        }
    }
}

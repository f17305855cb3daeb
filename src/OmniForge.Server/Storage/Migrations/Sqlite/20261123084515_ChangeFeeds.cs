using Microsoft.EntityFrameworkCore.Migrations;
using OmniForge.Server.Storage.Feeds;

#nullable disable

namespace OmniForge.Server.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ChangeFeeds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "changed",
                table: "executions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "changed",
                table: "agents",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "feed_clock",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    clock = table.Column<long>(type: "INTEGER", nullable: false),
                    key = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_feed_clock", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_executions_tenant_id_changed",
                table: "executions",
                columns: new[] { "tenant_id", "changed" });

            migrationBuilder.CreateIndex(
                name: "IX_agents_tenant_id_changed",
                table: "agents",
                columns: new[] { "tenant_id", "changed" });

            FeedSchema.CreateOnSqlite(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            FeedSchema.DropOnSqlite(migrationBuilder);

            migrationBuilder.DropTable(
                name: "feed_clock");

            migrationBuilder.DropIndex(
                name: "IX_executions_tenant_id_changed",
                table: "executions");

            migrationBuilder.DropIndex(
                name: "IX_agents_tenant_id_changed",
                table: "agents");

            migrationBuilder.DropColumn(
                name: "changed",
                table: "executions");

            migrationBuilder.DropColumn(
                name: "changed",
                table: "agents");
        }
    }
}

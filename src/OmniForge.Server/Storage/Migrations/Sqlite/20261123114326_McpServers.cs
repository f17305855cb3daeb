using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OmniForge.Server.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class McpServers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "mcp_servers",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    tenant_id = table.Column<string>(type: "TEXT", nullable: false),
                    transport = table.Column<int>(type: "INTEGER", nullable: false),
                    command = table.Column<string>(type: "TEXT", nullable: false),
                    args = table.Column<string>(type: "TEXT", nullable: false),
                    env_names = table.Column<string>(type: "TEXT", nullable: false),
                    url = table.Column<string>(type: "TEXT", nullable: false),
                    credential_header = table.Column<string>(type: "TEXT", nullable: false),
                    env = table.Column<byte[]>(type: "BLOB", nullable: true),
                    credential = table.Column<byte[]>(type: "BLOB", nullable: true),
                    generation = table.Column<long>(type: "INTEGER", nullable: false),
                    disabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    status_message = table.Column<string>(type: "TEXT", nullable: false),
                    server_name = table.Column<string>(type: "TEXT", nullable: false),
                    server_version = table.Column<string>(type: "TEXT", nullable: false),
                    last_seen_at = table.Column<long>(type: "INTEGER", nullable: true),
                    created_by = table.Column<byte[]>(type: "BLOB", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false),
                    revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mcp_servers", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "mcp_tools",
                columns: table => new
                {
                    tenant_id = table.Column<string>(type: "TEXT", nullable: false),
                    server_id = table.Column<string>(type: "TEXT", nullable: false),
                    server_tool = table.Column<string>(type: "TEXT", nullable: false),
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    approved = table.Column<string>(type: "TEXT", nullable: false),
                    approved_hash = table.Column<string>(type: "TEXT", nullable: false),
                    offered = table.Column<string>(type: "TEXT", nullable: false),
                    offered_hash = table.Column<string>(type: "TEXT", nullable: false),
                    effect = table.Column<int>(type: "INTEGER", nullable: false),
                    idempotent = table.Column<bool>(type: "INTEGER", nullable: false),
                    disabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mcp_tools", x => new { x.tenant_id, x.server_id, x.server_tool });
                });

            migrationBuilder.CreateIndex(
                name: "IX_mcp_tools_tenant_id_name",
                table: "mcp_tools",
                columns: new[] { "tenant_id", "name" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "mcp_servers");

            migrationBuilder.DropTable(
                name: "mcp_tools");
        }
    }
}

using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OmniForge.Server.Storage.Migrations.Postgres
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
                    id = table.Column<string>(type: "text", nullable: false),
                    tenant_id = table.Column<string>(type: "text", nullable: false),
                    transport = table.Column<int>(type: "integer", nullable: false),
                    command = table.Column<string>(type: "text", nullable: false),
                    args = table.Column<string>(type: "text", nullable: false),
                    env_names = table.Column<string>(type: "text", nullable: false),
                    url = table.Column<string>(type: "text", nullable: false),
                    credential_header = table.Column<string>(type: "text", nullable: false),
                    env = table.Column<byte[]>(type: "bytea", nullable: true),
                    credential = table.Column<byte[]>(type: "bytea", nullable: true),
                    generation = table.Column<long>(type: "bigint", nullable: false),
                    disabled = table.Column<bool>(type: "boolean", nullable: false),
                    status_message = table.Column<string>(type: "text", nullable: false),
                    server_name = table.Column<string>(type: "text", nullable: false),
                    server_version = table.Column<string>(type: "text", nullable: false),
                    last_seen_at = table.Column<long>(type: "bigint", nullable: true),
                    created_by = table.Column<byte[]>(type: "bytea", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    updated_at = table.Column<long>(type: "bigint", nullable: false),
                    revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_mcp_servers", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "mcp_tools",
                columns: table => new
                {
                    tenant_id = table.Column<string>(type: "text", nullable: false),
                    server_id = table.Column<string>(type: "text", nullable: false),
                    server_tool = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    approved = table.Column<string>(type: "text", nullable: false),
                    approved_hash = table.Column<string>(type: "text", nullable: false),
                    offered = table.Column<string>(type: "text", nullable: false),
                    offered_hash = table.Column<string>(type: "text", nullable: false),
                    effect = table.Column<int>(type: "integer", nullable: false),
                    idempotent = table.Column<bool>(type: "boolean", nullable: false),
                    disabled = table.Column<bool>(type: "boolean", nullable: false),
                    updated_at = table.Column<long>(type: "bigint", nullable: false)
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

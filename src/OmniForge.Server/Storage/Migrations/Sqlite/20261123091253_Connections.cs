using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OmniForge.Server.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Connections : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "connections",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    tenant_id = table.Column<string>(type: "TEXT", nullable: false),
                    integration = table.Column<string>(type: "TEXT", nullable: false),
                    label = table.Column<string>(type: "TEXT", nullable: false),
                    status = table.Column<int>(type: "INTEGER", nullable: false),
                    owner_kind = table.Column<int>(type: "INTEGER", nullable: false),
                    owner_id = table.Column<string>(type: "TEXT", nullable: false),
                    account_id = table.Column<string>(type: "TEXT", nullable: false),
                    workspace_name = table.Column<string>(type: "TEXT", nullable: false),
                    actor_id = table.Column<string>(type: "TEXT", nullable: false),
                    scopes = table.Column<string>(type: "TEXT", nullable: false),
                    missing_scopes = table.Column<string>(type: "TEXT", nullable: false),
                    auth_kind = table.Column<int>(type: "INTEGER", nullable: false),
                    is_default = table.Column<bool>(type: "INTEGER", nullable: false),
                    status_message = table.Column<string>(type: "TEXT", nullable: false),
                    access = table.Column<byte[]>(type: "BLOB", nullable: true),
                    refresh = table.Column<byte[]>(type: "BLOB", nullable: true),
                    generation = table.Column<long>(type: "INTEGER", nullable: false),
                    issued_at = table.Column<long>(type: "INTEGER", nullable: true),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: true),
                    lease_until = table.Column<long>(type: "INTEGER", nullable: true),
                    refresh_started_at = table.Column<long>(type: "INTEGER", nullable: true),
                    pending_until = table.Column<long>(type: "INTEGER", nullable: true),
                    merged_into = table.Column<string>(type: "TEXT", nullable: false),
                    conversation_id = table.Column<string>(type: "TEXT", nullable: false),
                    last_used_at = table.Column<long>(type: "INTEGER", nullable: true),
                    last_checked_at = table.Column<long>(type: "INTEGER", nullable: true),
                    created_by = table.Column<byte[]>(type: "BLOB", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false),
                    revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_connections", x => new { x.tenant_id, x.id });
                });

            migrationBuilder.CreateTable(
                name: "sign_ins",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    tenant_id = table.Column<string>(type: "TEXT", nullable: false),
                    connection_id = table.Column<string>(type: "TEXT", nullable: false),
                    integration = table.Column<string>(type: "TEXT", nullable: false),
                    caller_id = table.Column<string>(type: "TEXT", nullable: false),
                    caller_name = table.Column<string>(type: "TEXT", nullable: false),
                    ticket_hash = table.Column<string>(type: "TEXT", nullable: true),
                    ticket_until = table.Column<long>(type: "INTEGER", nullable: false),
                    state_hash = table.Column<string>(type: "TEXT", nullable: true),
                    state_until = table.Column<long>(type: "INTEGER", nullable: true),
                    cookie_hash = table.Column<string>(type: "TEXT", nullable: false),
                    verifier = table.Column<byte[]>(type: "BLOB", nullable: false),
                    redirect_uri = table.Column<string>(type: "TEXT", nullable: false),
                    front_end = table.Column<bool>(type: "INTEGER", nullable: false),
                    scopes = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sign_ins", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_connections_tenant_id_integration_owner_id_account_id",
                table: "connections",
                columns: new[] { "tenant_id", "integration", "owner_id", "account_id" },
                unique: true,
                filter: "\"account_id\" <> '' AND \"status\" <> 5");

            migrationBuilder.CreateIndex(
                name: "IX_sign_ins_state_hash",
                table: "sign_ins",
                column: "state_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sign_ins_ticket_hash",
                table: "sign_ins",
                column: "ticket_hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_sign_ins_ticket_until",
                table: "sign_ins",
                column: "ticket_until");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "connections");

            migrationBuilder.DropTable(
                name: "sign_ins");
        }
    }
}

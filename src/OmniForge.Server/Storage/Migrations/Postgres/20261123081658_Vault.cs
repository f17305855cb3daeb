using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace OmniForge.Server.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Vault : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "data_keys",
                columns: table => new
                {
                    dek_id = table.Column<string>(type: "text", nullable: false),
                    tenant_id = table.Column<string>(type: "text", nullable: false),
                    kek_id = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    wrapped = table.Column<byte[]>(type: "bytea", nullable: false),
                    seals = table.Column<long>(type: "bigint", nullable: false),
                    created_at = table.Column<long>(type: "bigint", nullable: false),
                    retired_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_data_keys", x => x.dek_id);
                });

            migrationBuilder.CreateTable(
                name: "vault_checks",
                columns: table => new
                {
                    id = table.Column<string>(type: "text", nullable: false),
                    tenant_id = table.Column<string>(type: "text", nullable: false),
                    @sealed = table.Column<byte[]>(name: "sealed", type: "bytea", nullable: false),
                    reseal_since = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_vault_checks", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_data_keys_kek_id",
                table: "data_keys",
                column: "kek_id");

            migrationBuilder.CreateIndex(
                name: "IX_data_keys_tenant_id",
                table: "data_keys",
                column: "tenant_id",
                unique: true,
                filter: "retired_at IS NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "data_keys");

            migrationBuilder.DropTable(
                name: "vault_checks");
        }
    }
}

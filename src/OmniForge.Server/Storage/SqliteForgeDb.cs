using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace OmniForge.Server.Storage;

internal sealed class SqliteForgeDb(DbContextOptions<SqliteForgeDb> options) : ForgeDb(options)
{
    /// <summary>Used by the migration tool only.</summary>
    internal sealed class Design : IDesignTimeDbContextFactory<SqliteForgeDb>
    {
        public SqliteForgeDb CreateDbContext(string[] args)
            => new(new DbContextOptionsBuilder<SqliteForgeDb>().UseSqlite("Data Source=design.db").Options);
    }
}

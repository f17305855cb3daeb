using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace OmniForge.Server.Storage;

internal sealed class PostgresForgeDb(DbContextOptions<PostgresForgeDb> options) : ForgeDb(options)
{
    /// <summary>Used by the migration tool only.</summary>
    internal sealed class Design : IDesignTimeDbContextFactory<PostgresForgeDb>
    {
        public PostgresForgeDb CreateDbContext(string[] args)
            => new(new DbContextOptionsBuilder<PostgresForgeDb>().UseNpgsql("Host=design").Options);
    }
}

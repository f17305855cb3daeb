using Microsoft.Data.Sqlite;

namespace OmniForge.EndToEnd.Tests;

/// <summary>A hand in the database file while no server runs.</summary>
internal static class Sqlite
{
    public static async Task RunAsync(string file, string sql, CancellationToken ct)
    {
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
    }
}

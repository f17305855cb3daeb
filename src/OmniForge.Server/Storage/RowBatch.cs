using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using OmniForge.Server.Storage.Journal;

namespace OmniForge.Server.Storage;

/// <summary>
/// Writes what a context holds as one statement per table instead of one per row; rows of several tenants may be among it. For
/// transactions of hundreds of rows, on rows that the caller has locked: nothing is checked against other writers.
/// </summary>
internal static class RowBatch
{
    /// <summary>Inserts what was added, updates what was changed, inside the present transaction, and forgets all of it.</summary>
    public static async Task WriteAsync(ForgeDb db, CancellationToken cancellationToken)
    {
        db.ChangeTracker.DetectChanges();
        var entries = db.ChangeTracker.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified).ToList();
        foreach (var group in entries.GroupBy(entry => (entry.Metadata, entry.State)))
        {
            await WriteAsync(db, group.Key.Metadata, group.Key.State, [.. group], cancellationToken);
        }

        db.ChangeTracker.Clear();
    }

    private static Task WriteAsync(ForgeDb db, IEntityType type, EntityState state, List<EntityEntry> entries, CancellationToken cancellationToken)
    {
        var keys = type.FindPrimaryKey()!.Properties.Select(property => property.Name).ToList();
        IReadOnlyList<string> properties = state == EntityState.Added
            ? [.. type.GetProperties().Select(property => property.Name)]
            : [.. keys, .. entries.SelectMany(entry => entry.Properties).Where(property => property.IsModified).Select(property => property.Metadata.Name).Distinct()];
        var columns = RowColumns.Of(type, properties);
        var rows = entries.Select(entry => columns.Values(entry.Entity)).ToList();
        return db.WriteGate is null
            ? AtOnceAsync(db, columns, state == EntityState.Added ? 0 : keys.Count, rows, cancellationToken)
            : OneByOneAsync(db, columns, state == EntityState.Added ? 0 : keys.Count, rows, cancellationToken);
    }

    /// <summary>PostgreSQL: arrays.</summary>
    private static async Task AtOnceAsync(ForgeDb db, RowColumns columns, int keys, List<object?[]> rows, CancellationToken cancellationToken)
    {
        var names = columns.Names;
        var listed = string.Join(", ", names);
        var arrays = string.Join(", ", columns.StoreTypes.Select((type, index) => $"${index + 1}::{type}[]"));
        await using var command = Command(db);
        command.CommandText = keys == 0
            ? $"INSERT INTO {columns.Table} ({listed}) SELECT * FROM unnest({arrays})"
            : $"""
               UPDATE {columns.Table} AS r SET {string.Join(", ", names.Skip(keys).Select(name => $"{name} = x.{name}"))}
               FROM unnest({arrays}) AS x({listed}) WHERE {string.Join(" AND ", names.Take(keys).Select(name => $"r.{name} = x.{name}"))}
               """;
        for (var i = 0; i < columns.Count; i++)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = columns.Column(i, rows) });
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>SQLite: one prepared statement, run for each row.</summary>
    private static async Task OneByOneAsync(ForgeDb db, RowColumns columns, int keys, List<object?[]> rows, CancellationToken cancellationToken)
    {
        var marked = columns.Names.Select((name, index) => (Name: name, Mark: $"${index + 1}")).ToList();
        await using var command = Command(db);
        command.CommandText = keys == 0
            ? $"INSERT INTO {columns.Table} ({string.Join(", ", marked.Select(column => column.Name))}) VALUES ({string.Join(", ", marked.Select(column => column.Mark))})"
            : $"UPDATE {columns.Table} SET {string.Join(", ", marked.Skip(keys).Select(column => $"{column.Name} = {column.Mark}"))} "
                + $"WHERE {string.Join(" AND ", marked.Take(keys).Select(column => $"{column.Name} = {column.Mark}"))}";
        foreach (var (_, mark) in marked)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = mark;
            command.Parameters.Add(parameter);
        }

        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
            {
                command.Parameters[i].Value = row[i] ?? DBNull.Value;
            }

            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static DbCommand Command(ForgeDb db)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        return command;
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace OmniForge.Server.Storage.Journal;

/// <summary>Hand-run inserts of rows whose shape EF Core owns: names, order and conversions come from its model.</summary>
internal sealed class RowSql
{
    private readonly IReadOnlyList<IProperty> _columns;
    private readonly string _sql;

    private RowSql(IReadOnlyList<IProperty> columns, string sql) => (_columns, _sql) = (columns, sql);

    public static RowSql InsertOf<TRow>(ForgeDb db)
    {
        var entity = db.Model.FindEntityType(typeof(TRow)) ?? throw new InvalidOperationException($"{typeof(TRow).Name} is no row");
        var columns = entity.GetProperties().ToList();
        var names = string.Join(", ", columns.Select(column => $"\"{column.GetColumnName()}\""));
        var values = string.Join(", ", columns.Select((_, index) => $"${index + 1}"));
        return new(columns, $"INSERT INTO \"{entity.GetTableName()}\" ({names}) VALUES ({values})");
    }

    public SqlStatement Of(object row) => new(_sql, [.. _columns.Select(column => Value(column, row))]);

    private static object Value(IProperty column, object row)
    {
        var value = column.GetGetter().GetClrValue(row);
        return value is null ? DBNull.Value : column.GetTypeMapping().Converter?.ConvertToProvider(value) ?? value;
    }
}

/// <summary>One statement with positional values, the same text on both databases.</summary>
/// <param name="MustTouch">How many rows it must change for its transaction to commit; -1 = any.</param>
internal sealed record SqlStatement(string Sql, object[] Values, int MustTouch = -1);

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace OmniForge.Server.Storage.Journal;

/// <summary>Columns of a row that the journal writes by hand; names, types and conversions come from EF Core's model.</summary>
internal sealed class RowColumns
{
    private readonly IReadOnlyList<IProperty> _columns;
    private readonly IClrPropertyGetter[] _getters;
    private readonly ValueConverter?[] _converters;
    private readonly Type[] _elements;

    private RowColumns(string table, IReadOnlyList<IProperty> columns)
    {
        (Table, _columns) = (table, columns);
        _getters = [.. columns.Select(column => column.GetGetter())];
        _converters = [.. columns.Select(column => column.GetTypeMapping().Converter)];
        _elements = [.. columns.Select(ElementOf)];
    }

    public string Table { get; }

    public int Count => _columns.Count;

    /// <summary>Quoted column names.</summary>
    public IReadOnlyList<string> Names => [.. _columns.Select(column => $"\"{column.GetColumnName()}\"")];

    /// <summary>Store types, such as `bigint`.</summary>
    public IReadOnlyList<string> StoreTypes => [.. _columns.Select(column => column.GetColumnType())];

    /// <summary>All columns, or those of the named properties in that order.</summary>
    public static RowColumns Of<TRow>(ForgeDb db, params IReadOnlyList<string> properties)
    {
        var entity = db.Model.FindEntityType(typeof(TRow)) ?? throw new InvalidOperationException($"{typeof(TRow).Name} is no row");
        return Of(entity, properties);
    }

    /// <summary>All columns, or those of the named properties in that order.</summary>
    public static RowColumns Of(IEntityType entity, IReadOnlyList<string> properties)
    {
        IReadOnlyList<IProperty> columns = properties.Count == 0
            ? [.. entity.GetProperties()]
            : [.. properties.Select(name => entity.FindProperty(name) ?? throw new InvalidOperationException($"{name} is no column"))];
        return new($"\"{entity.GetTableName()}\"", columns);
    }

    /// <summary>A row's values as the database stores them; null stays null.</summary>
    public object?[] Values(object row)
    {
        var values = new object?[_columns.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var value = _getters[i].GetClrValue(row);
            values[i] = value is null || _converters[i] is not { } converter ? value : converter.ConvertToProvider(value);
        }

        return values;
    }

    /// <summary>One column over many rows, typed as the database needs it.</summary>
    public Array Column(int index, IReadOnlyList<object?[]> rows)
    {
        var array = Array.CreateInstance(_elements[index], rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            array.SetValue(rows[i][index], i);
        }

        return array;
    }

    private static Type ElementOf(IProperty column)
    {
        var mapping = column.GetTypeMapping();
        var type = mapping.Converter?.ProviderClrType ?? mapping.ClrType;
        return type.IsValueType && column.IsNullable ? typeof(Nullable<>).MakeGenericType(Nullable.GetUnderlyingType(type) ?? type) : type;
    }
}

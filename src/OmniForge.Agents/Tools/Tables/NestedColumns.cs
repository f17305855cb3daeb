using System.Text.Json;

namespace OmniForge.Agents.Tools.Tables;

/// <summary>Members of the objects that a column holds as JSON text, as columns of their own: `properties.mag`.</summary>
internal static class NestedColumns
{
    private const int MostDepth = 3;

    /// <summary>Null when no column holds objects with such a member.</summary>
    public static Column? Find(Table table, string name)
    {
        for (var dot = name.IndexOf('.'); dot > 0; dot = name.IndexOf('.', dot + 1))
        {
            var outer = table.Columns.FirstOrDefault(
                column => string.Equals(column.Name, name[..dot], StringComparison.OrdinalIgnoreCase) && HoldsObjects(column));
            var found = outer is null ? null : Of(outer).FirstOrDefault(
                column => string.Equals(column.Name, outer.Name + name[dot..], StringComparison.OrdinalIgnoreCase));
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>One column per member that is no object itself, in the order in which they first appear.</summary>
    public static IReadOnlyList<Column> Of(Column column)
    {
        if (!HoldsObjects(column))
        {
            return [];
        }

        var builder = new TableBuilder(CommaUse.Thousands, column.Zone);
        foreach (var text in column.Texts)
        {
            if (text is not null)
            {
                using var document = JsonDocument.Parse(text);
                Add(builder, column.Name, document.RootElement, 1);
            }

            builder.EndRow(0);
        }

        return builder.Build(RowNaming.Numbers).Columns;
    }

    private static bool HoldsObjects(Column column)
        => column.Type == ColumnType.Text && column.Texts.Any(text => text is not null)
            && column.Texts.All(text => text is null || IsObject(text));

    /// <summary>Cheap first: nearly every other text fails at its first character.</summary>
    private static bool IsObject(string text)
    {
        if (text[0] != '{' || text[^1] != '}')
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void Add(TableBuilder builder, string name, JsonElement value, int depth)
    {
        foreach (var member in value.EnumerateObject())
        {
            var path = $"{name}.{member.Name}";
            if (member.Value.ValueKind == JsonValueKind.Object && depth < MostDepth)
            {
                Add(builder, path, member.Value, depth + 1);
            }
            else if (member.Value.ValueKind != JsonValueKind.Null && (builder.Has(path) || builder.Columns < TableLimits.Columns))
            {
                builder.Set(builder.Column(path), JsonTable.Text(member.Value));
            }
        }
    }
}

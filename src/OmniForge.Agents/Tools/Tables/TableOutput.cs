using System.Text;
using System.Text.Json;

namespace OmniForge.Agents.Tools.Tables;

/// <summary>Writes the chosen rows and columns in the form asked for. Rows beyond the size limit are cut off and counted.</summary>
internal sealed class TableOutput(IReadOnlyList<Column> columns, IReadOnlyList<int> rows, int limit)
{
    /// <summary>Rows that fitted.</summary>
    public int Written { get; private set; } = rows.Count;

    public void Rows(Utf8JsonWriter json)
    {
        json.WriteStartArray("rows");
        var start = json.BytesCommitted + json.BytesPending;
        for (var i = 0; i < rows.Count; i++)
        {
            if (json.BytesCommitted + json.BytesPending - start > limit)
            {
                Written = i;
                break;
            }

            json.WriteStartObject();
            foreach (var column in columns)
            {
                json.WritePropertyName(column.Name);
                Cell(json, column, rows[i]);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void Cell(Utf8JsonWriter json, Column column, int row)
    {
        if (column.IsMissing(row))
        {
            json.WriteNullValue();
        }
        else if (column.Type == ColumnType.Number)
        {
            json.WriteNumberValue(column.Number(row)!.Value);
        }
        else if (column.Type == ColumnType.Bool)
        {
            json.WriteBooleanValue(column.Flag(row));
        }
        else
        {
            json.WriteStringValue(column.Shown(row));
        }
    }

    public string Markdown()
    {
        var text = new StringBuilder();
        text.Append('|').AppendJoin('|', columns.Select(column => $" {Escaped(column.Name)} ")).Append("|\n");
        text.Append('|').AppendJoin('|', columns.Select(column => column.Type == ColumnType.Number ? " ---: " : " --- ")).Append("|\n");
        Each(text, row =>
        {
            foreach (var column in columns)
            {
                text.Append("| ").Append(Escaped(column.Shown(row)?.Trim() ?? "")).Append(' ');
            }

            text.Append("|\n");
        });
        return text.ToString();
    }

    public string Csv()
    {
        var text = new StringBuilder();
        text.AppendJoin(',', columns.Select(column => Quoted(column.Name))).Append('\n');
        Each(text, row => text.AppendJoin(',', columns.Select(column => Quoted(column.Shown(row) ?? ""))).Append('\n'));
        return text.ToString();
    }

    private void Each(StringBuilder text, Action<int> append)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            if (text.Length > limit)
            {
                Written = i;
                break;
            }

            append(rows[i]);
        }
    }

    private static string Escaped(string cell)
        => cell.AsSpan().ContainsAny("|\r\n\\")
            ? cell.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings("<br>")
            : cell;

    private static string Quoted(string cell)
        => cell.AsSpan().ContainsAny(",\"\r\n") || cell.Trim().Length < cell.Length
            ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : cell;
}

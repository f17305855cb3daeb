using System.Text.Json;
using OmniForge.Agents.Tools;

namespace OmniForge.Integrations.Tools;

/// <summary>
/// Rows of a provider in one shape: `columns` with name and type, `rows` as objects (so that table_query takes them), `count`, `truncated`.
/// </summary>
/// <param name="most">Rows beyond it are not taken.</param>
internal sealed class Records(IReadOnlyList<RecordColumn> columns, int most)
{
    /// <summary>Room in an output for everything but the rows.</summary>
    private const int Frame = 16 * 1024;

    private readonly List<object?[]> _rows = [];
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);

    public IReadOnlyList<RecordColumn> Columns => columns;
    public int Count => _rows.Count;
    public bool IsFull => _rows.Count >= most;

    /// <summary>How many more are wanted.</summary>
    public int Room => most - _rows.Count;

    /// <summary>True when the provider has more than was taken.</summary>
    public bool Truncated { get; set; }

    /// <summary>Takes a row: texts, decimals, booleans or null, one for each column. One that came before is not taken twice: pages of a provider are no snapshot.</summary>
    public void Add(string id, params object?[] cells)
    {
        if (IsFull)
        {
            Truncated = true;
        }
        else if (_ids.Add(id))
        {
            _rows.Add(cells);
        }
    }

    public ToolResult Result(ToolDescriptor descriptor, Action<Utf8JsonWriter>? more = null) => Result(descriptor.OutputCap, more);

    /// <summary>As many rows as fit into <paramref name="cap"/> bytes.</summary>
    public ToolResult Result(int cap, Action<Utf8JsonWriter>? more = null)
    {
        var written = _rows.Count;
        var truncated = Truncated;
        var value = ToolCall.Value(json =>
        {
            more?.Invoke(json);
            json.WriteStartArray("columns");
            foreach (var column in columns)
            {
                json.WriteStartObject();
                json.WriteString("name", column.Name);
                json.WriteString("type", column.Type);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            written = Rows(json, cap - Frame);
            truncated |= written < _rows.Count;
            json.WriteNumber("count", written);
            json.WriteBoolean("truncated", truncated);
        });
        return ToolResult.Of(value, untrusted: true, truncated: truncated);
    }

    private int Rows(Utf8JsonWriter json, int room)
    {
        var written = 0;
        json.WriteStartArray("rows");
        foreach (var row in _rows)
        {
            if (json.BytesCommitted + json.BytesPending > room)
            {
                break;
            }

            json.WriteStartObject();
            for (var i = 0; i < columns.Count; i++)
            {
                json.WritePropertyName(columns[i].Name);
                Cell(json, row[i]);
            }

            json.WriteEndObject();
            written++;
        }

        json.WriteEndArray();
        return written;
    }

    public static void Cell(Utf8JsonWriter json, object? cell)
    {
        switch (cell)
        {
            case null:
                json.WriteNullValue();
                break;
            case decimal number:
                json.WriteNumberValue(number);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            default:
                json.WriteStringValue((string)cell);
                break;
        }
    }
}

/// <param name="Type">text, number, bool, date, datetime, person, list or url.</param>
internal sealed record RecordColumn(string Name, string Type);

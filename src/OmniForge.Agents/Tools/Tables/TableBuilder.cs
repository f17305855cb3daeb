using System.Runtime.InteropServices;

namespace OmniForge.Agents.Tools.Tables;

/// <summary>Collects rows into columns while a file is read.</summary>
internal sealed class TableBuilder(CommaUse commas, TimeZoneInfo zone)
{
    /// <summary>Values that repeat are kept once; beyond this many a column's values are taken to be all different.</summary>
    private const int Repeating = 2_000;

    private readonly List<string> _names = [];
    private readonly List<List<string?>> _cells = [];
    private readonly List<Dictionary<string, string>> _repeated = [];
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);
    private readonly List<int> _lines = [];
    private readonly List<string> _warnings = [];
    private int _leftOut;

    public int Rows { get; private set; }
    public int Columns => _names.Count;

    /// <summary>Position of the column of that name, which is made when it is new; rows before it have no value.</summary>
    public int Column(string name)
    {
        if (_positions.TryGetValue(name, out var position))
        {
            return position;
        }

        if (_names.Count == TableLimits.Columns)
        {
            throw new ToolFault(
                ToolErrorCode.Invalid, $"the table has more than {TableLimits.Columns} columns; keep only the columns you need in the file");
        }

        _positions.Add(name, _names.Count);
        _names.Add(name);
        _cells.Add([.. Enumerable.Repeat<string?>(null, Rows)]);
        _repeated.Add(new(StringComparer.Ordinal));
        return _names.Count - 1;
    }

    public bool Has(string name) => _positions.ContainsKey(name);

    public void Set(int column, ReadOnlySpan<char> value)
    {
        var repeated = _repeated[column];
        var lookup = repeated.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(value, out var text))
        {
            text = value.ToString();
            if (repeated.Count < Repeating)
            {
                repeated.Add(text, text);
            }
        }

        var cells = _cells[column];
        if (cells.Count == Rows)
        {
            cells.Add(ColumnTyping.IsMissing(text) ? null : text);
        }
        else
        {
            cells[Rows] = ColumnTyping.IsMissing(text) ? null : text;
        }
    }

    /// <summary>Ends a row: columns that were not set have no value in it. <paramref name="line"/> is where it stands in its file.</summary>
    public void EndRow(int line)
    {
        if (Rows == TableLimits.Rows)
        {
            throw new ToolFault(
                ToolErrorCode.Invalid, $"the table has more than {TableLimits.Rows:N0} rows; split the file into smaller ones");
        }

        Rows++;
        _lines.Add(line);
        foreach (var cells in CollectionsMarshal.AsSpan(_cells))
        {
            if (cells.Count < Rows)
            {
                cells.Add(null);
            }
        }
    }

    public void Warn(string warning) => _warnings.Add(warning);

    /// <summary>A row that cannot be used; only the first ones are spelled out.</summary>
    public void LeaveOut(string warning)
    {
        if (++_leftOut <= TableLimits.Warnings)
        {
            _warnings.Add(warning);
        }
    }

    /// <summary>Types the columns. <paramref name="named"/> says whether lines or row numbers name the rows.</summary>
    public Table Build(RowNaming named)
    {
        if (_leftOut > TableLimits.Warnings)
        {
            _warnings.Add($"{_leftOut - TableLimits.Warnings:N0} more rows were left out for the same reasons");
        }

        var columns = _names.Select((name, i) => ColumnTyping.Read(name, [.. _cells[i]], commas, zone)).ToList();
        return new(columns, Rows, named == RowNaming.Lines ? _lines : null, _warnings);
    }
}

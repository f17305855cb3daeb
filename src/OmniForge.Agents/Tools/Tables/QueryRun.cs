namespace OmniForge.Agents.Tools.Tables;

/// <summary>What all parts of one query share: the table, the clock and the warnings.</summary>
/// <param name="Now">Wall-clock time of the execution's start in its zone.</param>
internal sealed record QueryRun(Table Table, DateTime Now, List<string> Warnings)
{
    private const int RowsNamed = 3;

    /// <summary>Carries on with another table, for instance the groups of the first.</summary>
    public QueryRun On(Table table) => this with { Table = table };

    public Column Column(string name, string path)
    {
        var column = Table.Find(name, path);
        if (column.Reading.Note is { } note)
        {
            Warn(note);
        }

        return column;
    }

    /// <summary>
    /// A column about to be used as numbers or dates although it holds text too: cells that fit nothing are named in a warning.
    /// Refused when no cell fits.
    /// </summary>
    public void UseAs(Column column, ColumnType type, string path, IEnumerable<int> rows)
    {
        var word = type == ColumnType.Number ? "number" : "date";
        bool Fits(int row) => type == ColumnType.Number ? column.Number(row) is not null : column.Time(row) is not null;
        var (fitting, odd) = (0, new List<int>());
        foreach (var row in rows.Where(row => !column.IsMissing(row)))
        {
            if (Fits(row))
            {
                fitting++;
            }
            else
            {
                odd.Add(row);
            }
        }

        if (odd.Count == 0)
        {
            return;
        }

        if (fitting == 0)
        {
            throw ToolFault.Invalid(
                path, $"the column '{column.Name}' holds no {word}s ({Table.RowName(odd[0])} has '{Short(column, odd[0])}')");
        }

        foreach (var row in odd.Take(RowsNamed))
        {
            Warn($"{Table.RowName(row)}: '{Short(column, row)}' in '{column.Name}' is not a {word} and was left out");
        }

        if (odd.Count > RowsNamed)
        {
            Warn($"{odd.Count - RowsNamed:N0} more cells in '{column.Name}' are not {word}s and were left out");
        }
    }

    private void Warn(string warning)
    {
        if (!Warnings.Contains(warning))
        {
            Warnings.Add(warning);
        }
    }

    private static string Short(Column column, int row)
    {
        var text = column.Key(row)!;
        return text.Length <= 40 ? text : text[..40] + "...";
    }
}

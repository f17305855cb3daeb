namespace OmniForge.Agents.Tools.Tables;

/// <summary>Rows in columns, read whole.</summary>
/// <param name="Columns">With distinct names, each with <paramref name="Rows"/> cells.</param>
/// <param name="Lines">Line of each row in its file; null = rows are counted from 1.</param>
/// <param name="Warnings">Oddities found while reading.</param>
internal sealed record Table(
    IReadOnlyList<Column> Columns, int Rows, IReadOnlyList<int>? Lines, IReadOnlyList<string> Warnings)
{
    public string RowName(int row) => Lines is null ? $"row {row + 1}" : $"line {Lines[row]}";

    /// <summary>
    /// By name, exactly or else ignoring case; `a.b` is the member b of the objects in column a. <paramref name="path"/> is the argument that
    /// named it.
    /// </summary>
    public Column Find(string name, string path)
    {
        var found = Columns.FirstOrDefault(known => known.Name == name)
            ?? Columns.FirstOrDefault(known => string.Equals(known.Name, name.Trim(), StringComparison.OrdinalIgnoreCase));
        if ((found ?? NestedColumns.Find(this, name.Trim())) is { } column)
        {
            return column;
        }

        var names = Columns.Concat(Columns.SelectMany(NestedColumns.Of)).Select(known => known.Name).ToList();
        var hint = NearNames.Hint(name, names);
        var all = hint.Length > 0 ? hint : $"; the columns are {string.Join(", ", names.Take(30).Select(n => $"'{n}'"))}";
        throw ToolFault.Invalid(path, $"there is no column '{name}'{all}");
    }
}

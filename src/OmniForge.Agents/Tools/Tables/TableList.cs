using System.Globalization;
using System.Text;

namespace OmniForge.Agents.Tools.Tables;

/// <summary>Rows as lines of Markdown, for a message: the first column is what a line is about, the others follow with their names.</summary>
internal sealed class TableList(IReadOnlyList<Column> columns, IReadOnlyList<int> rows, TableQuery query, IEnumerable<string> warnings)
{
    private const string Special = "\\`*_{}[]~<>|";

    /// <summary>Room for the last line.</summary>
    private const int Foot = 80;

    public string Write()
    {
        var text = new StringBuilder();
        var written = 0;
        foreach (var row in rows)
        {
            var line = Line(row);
            if (text.Length + line.Length + Foot > query.MostCharacters)
            {
                break;
            }

            text.Append(line).Append('\n');
            written++;
        }

        if (written < rows.Count)
        {
            text.Append(CultureInfo.InvariantCulture, $"… and {rows.Count - written:N0} more, which do not fit into one message.\n");
        }

        if (rows.Count == 0)
        {
            text.Append(Escaped(query.Empty)).Append('\n');
        }

        return text.Append(ResultTable.More(warnings)).ToString().TrimEnd();
    }

    private string Line(int row)
    {
        var parts = columns.Skip(1).Where(column => !column.IsMissing(row)).Select(column => $"{Escaped(column.Name)}: {Cell(column, row)}");
        return $"- {string.Join(" · ", parts.Prepend(columns.Count > 0 ? $"**{Cell(columns[0], row)}**" : ""))}";
    }

    private static string Cell(Column column, int row) => column.IsMissing(row) ? "(empty)" : Escaped(column.Shown(row)!.Trim());

    /// <summary>A cell is text: nothing in it may become a link, a mention or a heading.</summary>
    private static string Escaped(string cell)
    {
        var text = new StringBuilder();
        foreach (var letter in cell.ReplaceLineEndings(" "))
        {
            if (Special.Contains(letter))
            {
                text.Append('\\');
            }

            text.Append(letter);
        }

        return text.ToString();
    }
}

using Spectre.Console;

namespace OmniForge.Cli.Output;

/// <summary>Rows in columns: with borders on a terminal, plain and aligned in a pipe.</summary>
internal static class Tables
{
    public static void Write(Terminal terminal, IReadOnlyList<string> headers, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (terminal.Kind.Rich)
        {
            var table = new Table().Border(TableBorder.Rounded);
            foreach (var header in headers)
            {
                table.AddColumn(new TableColumn(Markup.Escape(header)).NoWrap());
            }

            foreach (var row in rows)
            {
                table.AddRow([.. row.Select(cell => Markup.Escape(Terminal.Clean(OneLine(cell))))]);
            }

            terminal.Ansi.Write(table);
            return;
        }

        var lines = rows.Select(row => row.Select(OneLine).ToList()).Prepend([.. headers.Select(header => header.ToUpperInvariant())]).ToList();
        var widths = headers.Select((_, column) => lines.Max(line => line[column].Length)).ToList();
        foreach (var line in lines)
        {
            terminal.Line(string.Join("  ", line.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }

    private static string OneLine(string cell) => cell.ReplaceLineEndings(" ");
}

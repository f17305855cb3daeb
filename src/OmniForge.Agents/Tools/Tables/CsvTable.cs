namespace OmniForge.Agents.Tools.Tables;

/// <summary>
/// Reads tables of separated values (RFC 4180): quotes, line breaks inside quotes, any line end. The separator is the most frequent of
/// comma, semicolon, tab and bar in the first line. A row that does not fit is left out with a warning that names its line.
/// </summary>
internal static class CsvTable
{
    public static Table Read(string text, string file, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var named = NamedSeparator(text, out var begin);
        var start = FirstLine(text, begin, out var line);
        if (start < 0)
        {
            throw new ToolFault(ToolErrorCode.Invalid, $"'{file}' is empty; it needs a first line with the names of the columns");
        }

        var separator = named ?? Separator(text.AsSpan(start));
        var records = new CsvRecords(text, separator, start, line);
        var builder = new TableBuilder(separator == ';' ? CommaUse.Decimal : CommaUse.Thousands, zone);
        if (!records.Next())
        {
            throw new ToolFault(ToolErrorCode.Invalid, $"the first line of '{file}' has a quotation mark that is never closed");
        }

        var width = Header(records, builder);
        while (records.Next() || records.Broken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (records.Broken)
            {
                builder.LeaveOut($"line {records.Line} has a quotation mark in the wrong place and was left out");
            }
            else if (records.Cells.Count != width)
            {
                builder.LeaveOut($"line {records.Line} has {records.Cells.Count} cells instead of {width} and was left out");
            }
            else
            {
                for (var i = 0; i < width; i++)
                {
                    builder.Set(i, records.Cell(i));
                }

                builder.EndRow(records.Line);
            }
        }

        return builder.Build(RowNaming.Lines);
    }

    private static int Header(CsvRecords records, TableBuilder builder)
    {
        for (var i = 0; i < records.Cells.Count; i++)
        {
            var name = records.Cell(i).Trim().ToString();
            if (name.Length == 0)
            {
                name = $"column {i + 1}";
                builder.Warn($"column {i + 1} has no name in the first line and is called '{name}'");
            }

            var unique = name;
            for (var n = 2; builder.Has(unique); n++)
            {
                unique = $"{name} ({n})";
            }

            if (unique != name)
            {
                builder.Warn($"more than one column is called '{name}'; the one at position {i + 1} is called '{unique}'");
            }

            builder.Column(unique);
        }

        return builder.Columns;
    }

    /// <summary>Where the first line with anything on it starts; -1 = nowhere.</summary>
    private static int FirstLine(string text, int begin, out int line)
    {
        line = begin > 0 ? 2 : 1;
        var start = begin;
        for (var i = begin; i < text.Length; i++)
        {
            if (!char.IsWhiteSpace(text[i]))
            {
                return start;
            }

            if (text[i] == '\n')
            {
                start = i + 1;
                line++;
            }
        }

        return -1;
    }

    /// <summary>`sep=;` on a line of its own, as spreadsheets write it. <paramref name="begin"/> is where the next line starts.</summary>
    private static char? NamedSeparator(string text, out int begin)
    {
        var end = text.IndexOf('\n');
        var found = end > 0 && text.AsSpan(0, end).TrimEnd('\r') is ['s', 'e', 'p', '=', _];
        begin = found ? end + 1 : 0;
        return found ? text[4] : null;
    }

    private static char Separator(ReadOnlySpan<char> text)
    {
        Span<int> counts = stackalloc int[4];
        const string Candidates = ",;\t|";
        var quoted = false;
        foreach (var c in text)
        {
            quoted ^= c == '"';
            if (!quoted && c is '\n' or '\r')
            {
                break;
            }

            if (!quoted && Candidates.IndexOf(c) is >= 0 and var i)
            {
                counts[i]++;
            }
        }

        var best = 0;
        for (var i = 1; i < counts.Length; i++)
        {
            best = counts[i] > counts[best] ? i : best;
        }

        return Candidates[best];
    }
}

namespace OmniForge.Agents.Tools.Tables;

/// <summary>
/// Walks the records of separated values. A record whose quotation marks do not fit makes <see cref="Broken"/> true and costs its first
/// line only: reading goes on with the next one, so that one stray mark cannot swallow the rest of the file.
/// </summary>
internal sealed class CsvRecords(string text, char separator, int position, int line)
{
    private int _position = position;
    private int _line = line;

    /// <summary>Start and length of each cell; quoted cells without their marks.</summary>
    public List<(int Start, int Length, bool Doubled)> Cells { get; } = [];

    /// <summary>Line on which the record begins, from 1.</summary>
    public int Line { get; private set; }
    public bool Broken { get; private set; }

    /// <summary>False at the end, and for a broken record.</summary>
    public bool Next()
    {
        SkipBlankLines();
        Broken = false;
        Line = _line;
        Cells.Clear();
        if (_position >= text.Length)
        {
            return false;
        }

        var (start, startLine) = (_position, _line);
        while (TakeCell())
        {
            if (_position >= text.Length || text[_position] != separator)
            {
                TakeLineEnd();
                return true;
            }

            _position++;
        }

        Broken = true;
        (_position, _line) = (start, startLine);
        var end = text.AsSpan(start).IndexOfAny('\r', '\n');
        _position = end < 0 ? text.Length : start + end;
        TakeLineEnd();
        return false;
    }

    public ReadOnlySpan<char> Cell(int index)
    {
        var (start, length, doubled) = Cells[index];
        var cell = text.AsSpan(start, length);
        return doubled ? cell.ToString().Replace("\"\"", "\"", StringComparison.Ordinal) : cell;
    }

    private bool TakeCell()
    {
        var quote = _position;
        while (quote < text.Length && text[quote] == ' ')
        {
            quote++;
        }

        if (quote < text.Length && text[quote] == '"')
        {
            return TakeQuoted(quote + 1);
        }

        var rest = text.AsSpan(_position);
        var length = rest.IndexOfAny(separator, '\r', '\n');
        length = length < 0 ? rest.Length : length;
        Cells.Add((_position, length, false));
        _position += length;
        return true;
    }

    private bool TakeQuoted(int start)
    {
        var doubled = false;
        for (var i = start; i < text.Length; i++)
        {
            if (text[i] == '\n')
            {
                _line++;
            }

            if (text[i] != '"')
            {
                continue;
            }

            if (i + 1 < text.Length && text[i + 1] == '"')
            {
                doubled = true;
                i++;
                continue;
            }

            Cells.Add((start, i - start, doubled));
            _position = i + 1;
            while (_position < text.Length && text[_position] == ' ' && separator != ' ')
            {
                _position++;
            }

            return _position >= text.Length || text[_position] == separator || text[_position] is '\r' or '\n';
        }

        return false;
    }

    private void TakeLineEnd()
    {
        if (_position < text.Length && text[_position] == '\r')
        {
            _position++;
            if (_position >= text.Length || text[_position] != '\n')
            {
                _line++;
                return;
            }
        }

        if (_position < text.Length && text[_position] == '\n')
        {
            _position++;
            _line++;
        }
    }

    private void SkipBlankLines()
    {
        while (_position < text.Length)
        {
            var end = _position;
            while (end < text.Length && text[end] is ' ' or '\t' && text[end] != separator)
            {
                end++;
            }

            if (end < text.Length && text[end] is not ('\r' or '\n'))
            {
                return;
            }

            _position = end;
            TakeLineEnd();
        }
    }
}

namespace OmniForge.Skills;

/// <summary>Turns UTF-16 offsets into lines and columns. LF, CRLF and a lone CR end a line, nothing else does.</summary>
public sealed class LineTable
{
    private readonly List<int> _starts = [0];
    private readonly int _length;

    internal LineTable(string text)
    {
        _length = text.Length;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                _starts.Add(i + 1);
            }
        }
    }

    /// <summary>Number of lines; a final line break opens one more, empty line.</summary>
    public int Count => _starts.Count;

    /// <summary>The 0-based line and UTF-16 column of an offset; offsets outside the text count as its edges.</summary>
    public (int Line, int Character) Position(int offset)
    {
        var inside = Math.Clamp(offset, 0, _length);
        var found = _starts.BinarySearch(inside);
        var line = found >= 0 ? found : ~found - 1;
        return (line, inside - _starts[line]);
    }

    /// <summary>The offset at which a 0-based line starts.</summary>
    public int Start(int line) => _starts[line];
}

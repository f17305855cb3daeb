using System.Text;
using OmniForge.LanguageServer.Protocol;

namespace OmniForge.LanguageServer.Documents;

/// <summary>
/// Positions of a text. LF, CRLF and a lone CR end a line. Positions behind the end of a line or of the text count as
/// that end, and positions inside a character as its start.
/// </summary>
internal sealed class TextLines
{
    private readonly string _text;
    private readonly List<int> _starts = [0];

    public TextLines(string text)
    {
        _text = text;
        for (var at = 0; text.AsSpan(at).IndexOfAny('\r', '\n') is >= 0 and var ahead;)
        {
            at += ahead + 1;
            if (text[at - 1] == '\r' && at < text.Length && text[at] == '\n')
            {
                at++;
            }

            _starts.Add(at);
        }
    }

    /// <summary>The UTF-16 offset of a position.</summary>
    public int Offset(Position position, PositionEncoding encoding)
    {
        if (position.Line < 0 || position.Line >= _starts.Count)
        {
            return position.Line < 0 ? 0 : _text.Length;
        }

        var at = _starts[position.Line];
        var left = position.Character;
        foreach (var rune in _text.AsSpan(at, End(position.Line) - at).EnumerateRunes())
        {
            left -= Units(rune, encoding);
            if (left < 0)
            {
                break;
            }

            at += rune.Utf16SequenceLength;
        }

        return at;
    }

    /// <summary>The position of a UTF-16 offset.</summary>
    public Position At(int offset, PositionEncoding encoding)
    {
        var found = _starts.BinarySearch(offset);
        var line = found >= 0 ? found : ~found - 1;
        var character = 0;
        var at = _starts[line];
        foreach (var rune in _text.AsSpan(at, End(line) - at).EnumerateRunes())
        {
            at += rune.Utf16SequenceLength;
            if (at > offset)
            {
                break;
            }

            character += Units(rune, encoding);
        }

        return new(line, character);
    }

    private int End(int line)
    {
        var end = line + 1 < _starts.Count ? _starts[line + 1] : _text.Length;
        while (end > _starts[line] && _text[end - 1] is ('\r' or '\n'))
        {
            end--;
        }

        return end;
    }

    private static int Units(Rune rune, PositionEncoding encoding) => encoding switch
    {
        PositionEncoding.Utf8 => rune.Utf8SequenceLength,
        PositionEncoding.Utf32 => 1,
        _ => rune.Utf16SequenceLength,
    };
}

using OmniForge.Skills.Parsing;

namespace OmniForge.Skills.Rules;

/// <summary>Answers for offsets of a body which line they stand in and which code span; cheap when they are asked for in order.</summary>
internal sealed class Prose(string text, int bodyStart)
{
    private readonly List<TextSpan> _code = [];
    private readonly HashSet<int> _unclosed = [];
    private TextLine _line = new(bodyStart, bodyStart, bodyStart);

    /// <summary>The line of an offset without its break.</summary>
    public TextSpan Line(int offset)
    {
        Move(offset);
        return _line.Span;
    }

    /// <summary>The inside of the code span around an offset; null = it stands outside of any.</summary>
    public TextSpan? Code(int offset)
    {
        Move(offset);
        var (low, high) = (0, _code.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (offset < _code[middle].Start)
            {
                high = middle - 1;
            }
            else if (offset >= _code[middle].End)
            {
                low = middle + 1;
            }
            else
            {
                return _code[middle];
            }
        }

        return null;
    }

    private void Move(int offset)
    {
        if (offset >= _line.Start && offset < _line.Next)
        {
            return;
        }

        var from = offset >= _line.Next ? _line.Next : bodyStart;
        _line = TextLine.At(text, from + text.AsSpan(from, offset - from).LastIndexOfAny('\n', '\r') + 1, text.Length);
        ReadCode();
    }

    // A run of backticks is closed by the next run of the same length on its line.
    private void ReadCode()
    {
        _code.Clear();
        _unclosed.Clear();
        for (var at = Next(_line.Start); at >= 0;)
        {
            var run = Run(at);
            var close = _unclosed.Contains(run) ? -1 : Closing(at + run, run);
            if (close < 0)
            {
                _unclosed.Add(run);
            }
            else
            {
                _code.Add(TextSpan.Between(at + run, close));
            }

            at = Next(close < 0 ? at + run : close + run);
        }
    }

    private int Closing(int from, int run)
    {
        for (var at = Next(from); at >= 0;)
        {
            var found = Run(at);
            if (found == run)
            {
                return at;
            }

            at = Next(at + found);
        }

        return -1;
    }

    private int Next(int from) => from >= _line.End ? -1 : text.IndexOf('`', from, _line.End - from);

    private int Run(int at)
        => text.AsSpan(at, _line.End - at).IndexOfAnyExcept('`') is var length && length < 0 ? _line.End - at : length;
}

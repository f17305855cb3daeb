using OmniForge.Skills.Parsing;

namespace OmniForge.Skills.Substitution;

/// <summary>Cuts a body into segments, once, from left to right.</summary>
internal sealed class BodyScanner
{
    private const string ArgumentsName = "ARGUMENTS";

    private readonly string _body;
    private readonly List<Segment> _segments = [];
    private int _at;
    private int _literal;
    private readonly HashSet<int> _unclosed = [];
    private string? _fence;

    // End and last closing brace of the line that was looked at last; both save searching it again and again.
    private int _lineEnd = -1;
    private int _lastBrace = -1;

    // Number of backticks that opened the code span at this place; 0 = outside.
    private int _codeSpan;

    private readonly CommandReading _commands;

    private BodyScanner(string body, CommandReading commands)
    {
        _body = body;
        _commands = commands;
    }

    public static IReadOnlyList<Segment> Scan(string body, CommandReading commands = CommandReading.Embedded)
    {
        var scanner = new BodyScanner(body, commands);
        scanner.Run();
        return scanner._segments;
    }

    private void Run()
    {
        while (_at < _body.Length)
        {
            if (AtLineStart())
            {
                _codeSpan = 0;
                if (Fence())
                {
                    continue;
                }
            }

            switch (_body[_at])
            {
                case '\\' when NextIsPlaceholder():
                    Keep();
                    _literal = _at + 1;
                    _at += 2;
                    break;
                case '!' when _fence is null && _codeSpan == 0 && CommandStarts() && InlineCommand():
                    break;
                case '`' when _fence is null:
                    _codeSpan = Ticks();
                    break;
                case '$' when Placeholder():
                    break;
                default:
                    _at++;
                    break;
            }
        }

        Keep();
    }

    private bool AtLineStart() => _at == 0 || _body[_at - 1] is '\n' or '\r';

    private bool CommandStarts() => _at == 0 || char.IsWhiteSpace(_body[_at - 1]);

    // A backslash keeps the next placeholder literal; a doubled backslash is no escape.
    private bool NextIsPlaceholder()
    {
        if (_at + 1 >= _body.Length || _body[_at + 1] != '$' || (_at > 0 && _body[_at - 1] == '\\'))
        {
            return false;
        }

        return ReadPlaceholder(_at + 1) is { Kind: not SegmentKind.UnknownVariable };
    }

    private int Ticks()
    {
        var run = 1;
        while (_at + run < _body.Length && _body[_at + run] == '`')
        {
            run++;
        }

        _at += run;
        if (_codeSpan == 0)
        {
            return ClosesOnLine(run) ? run : 0;
        }

        return run == _codeSpan ? 0 : _codeSpan;
    }

    // Ticks that are not closed on their line are plain text. A run that was not found once is not searched again on its line.
    private bool ClosesOnLine(int run)
    {
        var rest = _body.AsSpan(_at, Math.Max(0, LineEnd() - _at));
        if (_unclosed.Contains(run) || rest.IndexOf(new string('`', run), StringComparison.Ordinal) >= 0)
        {
            return !_unclosed.Contains(run);
        }

        _unclosed.Add(run);
        return false;
    }

    /// <summary>Where the line of the current place ends.</summary>
    private int LineEnd()
    {
        if (_lineEnd < _at)
        {
            var end = _body.AsSpan(_at).IndexOfAny('\n', '\r');
            _lineEnd = end < 0 ? _body.Length : _at + end;
            _lastBrace = _body.LastIndexOf('}', Math.Max(0, _lineEnd - 1), Math.Max(0, _lineEnd - _at));
            _unclosed.Clear();
        }

        return _lineEnd;
    }

    /// <summary>Handles a line that opens or closes a fence; false = it is another line.</summary>
    private bool Fence()
    {
        var next = LineEnd();
        var line = _body.AsSpan(_at, next - _at);
        var trimmed = line.TrimStart(' ');
        if (trimmed.IsEmpty || trimmed[0] is not ('`' or '~'))
        {
            return false;
        }

        var length = trimmed.IndexOfAnyExcept(trimmed[0]) is var other && other < 0 ? trimmed.Length : other;
        var rest = trimmed[length..].Trim();
        if (_fence is not null)
        {
            if (trimmed[0] == _fence[0] && length >= _fence.Length && rest.IsEmpty)
            {
                _fence = null;
            }

            return false;
        }

        if (length < 3 || (trimmed[0] == '`' && rest.Contains('`')))
        {
            return false;
        }

        if (trimmed[0] == '`' && rest is "!" && _commands == CommandReading.Embedded)
        {
            CommandBlock(length);
            return true;
        }

        _fence = new string(trimmed[0], length);
        _at = next;
        return true;
    }

    private void CommandBlock(int ticks)
    {
        Keep();
        var first = _segments.Count;
        var line = TextLine.At(_body, _at, _body.Length);
        while (line.Next < _body.Length)
        {
            line = TextLine.At(_body, line.Next, _body.Length);
            var command = line.Of(_body).Trim().ToString();
            if (command.Length >= ticks && command.AsSpan().IndexOfAnyExcept('`') < 0)
            {
                break;
            }

            if (command.Length > 0 && command[0] != '#')
            {
                if (_segments.Count > first)
                {
                    _segments.Add(new(SegmentKind.Literal, new(line.Start, 0), "\n"));
                }

                _segments.Add(new(SegmentKind.Command, line.Span, command));
            }
        }

        _at = _literal = line.End;
    }

    private bool InlineCommand()
    {
        if (_commands == CommandReading.Literal || _at + 1 >= _body.Length || _body[_at + 1] != '`')
        {
            return false;
        }

        var close = _body.IndexOf('`', _at + 2);
        if (close < 0)
        {
            return false;
        }

        Add(SegmentKind.Command, close + 1 - _at, _body[(_at + 2)..close]);
        return true;
    }

    private bool Placeholder()
    {
        if (ReadPlaceholder(_at) is not { } found)
        {
            return false;
        }

        Add(found.Kind, found.Span.Length, found.Value);
        return true;
    }

    private Segment? ReadPlaceholder(int at)
    {
        var rest = _body.AsSpan(at + 1);
        if (rest.IsEmpty)
        {
            return null;
        }

        if (rest[0] == '{')
        {
            _ = LineEnd();
            var close = at < _lastBrace ? rest.IndexOf('}') : -1;
            var name = close > 1 ? rest[1..close].ToString() : null;
            return name is null ? null : new(
                BodyVariables.Known(name) ? SegmentKind.Variable : SegmentKind.UnknownVariable, new(at, close + 2), name);
        }

        if (char.IsAsciiDigit(rest[0]))
        {
            var digits = rest.IndexOfAnyExceptInRange('0', '9') is var end && end < 0 ? rest.Length : end;
            var free = digits == rest.Length || !(char.IsLetter(rest[digits]) || rest[digits] == '_');
            return digits <= 2 && free ? new(SegmentKind.Argument, new(at, digits + 1), rest[..digits].ToString()) : null;
        }

        var word = Word(rest);
        return word.Length == 0 ? null
            : word == ArgumentsName ? ArgumentsAt(at, rest[word.Length..])
            : new(SegmentKind.Setting, new(at, word.Length + 1), word);
    }

    // "$ARGUMENTS[100]" can only be a missing argument; it stays as written like "$100".
    private static Segment? ArgumentsAt(int at, ReadOnlySpan<char> rest)
    {
        var length = ArgumentsName.Length + 1;
        var digits = rest.StartsWith("[") ? rest[1..].IndexOfAnyExceptInRange('0', '9') : -1;
        if (digits <= 0 || rest[digits + 1] != ']')
        {
            return new(SegmentKind.Arguments, new(at, length), ArgumentsName);
        }

        return digits <= 2 ? new(SegmentKind.Argument, new(at, length + digits + 2), rest[1..(digits + 1)].ToString()) : null;
    }

    private static string Word(ReadOnlySpan<char> rest)
    {
        var length = 0;
        while (length < rest.Length && (char.IsAsciiLetterOrDigit(rest[length]) || rest[length] == '_'))
        {
            length++;
        }

        return length > 0 && (char.IsAsciiLetter(rest[0]) || rest[0] == '_') ? rest[..length].ToString() : "";
    }

    private void Add(SegmentKind kind, int length, string value)
    {
        Keep();
        _segments.Add(new(kind, new(_at, length), value) { InCode = _fence is not null || _codeSpan > 0 });
        _at = _literal = _at + length;
    }

    private void Keep()
    {
        if (_at > _literal)
        {
            _segments.Add(new(SegmentKind.Literal, TextSpan.Between(_literal, _at), _body[_literal.._at]));
        }

        _literal = _at;
    }
}

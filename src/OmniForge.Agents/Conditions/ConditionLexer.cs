using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace OmniForge.Agents.Conditions;

/// <summary>Cuts a condition into names, values and signs.</summary>
internal sealed class ConditionLexer(string text)
{
    /// <summary>Longer ones first.</summary>
    private static readonly string[] Symbols = ["==", "!=", "<=", ">=", "&&", "||", "<", ">", "!", "(", ")", "[", "]", ",", "."];

    private readonly List<ConditionToken> _tokens = [];
    private int _at;

    public static List<ConditionToken> Read(string text) => new ConditionLexer(text).Read();

    private List<ConditionToken> Read()
    {
        while (true)
        {
            while (_at < text.Length && char.IsWhiteSpace(text[_at]))
            {
                _at++;
            }

            if (_at == text.Length)
            {
                _tokens.Add(new(TokenKind.End, "", _at));
                return _tokens;
            }

            _tokens.Add(Next());
        }
    }

    private ConditionToken Next()
    {
        var c = text[_at];
        if (c is '"' or '\'')
        {
            return Quoted(c);
        }

        if (char.IsAsciiDigit(c) || (c == '-' && _at + 1 < text.Length && char.IsAsciiDigit(text[_at + 1])))
        {
            return Number();
        }

        return char.IsLetter(c) || c == '_' ? Name() : Symbol(c);
    }

    private ConditionToken Name()
    {
        var start = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] is '_' or '-'))
        {
            _at++;
        }

        return new(TokenKind.Name, text[start.._at], start);
    }

    private ConditionToken Number()
    {
        var start = _at++;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || Continues()))
        {
            _at++;
        }

        var written = text[start.._at];
        return decimal.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? new(TokenKind.Literal, written, start, JsonValue.Create(number))
            : throw new ConditionException(start, $"'{written}' is no number; write it like 12, -3 or 0.5.");
    }

    /// <summary>A point inside a number, or the sign of its exponent.</summary>
    private bool Continues() => text[_at] switch
    {
        '.' => _at + 1 < text.Length && char.IsAsciiDigit(text[_at + 1]),
        '+' or '-' => text[_at - 1] is 'e' or 'E',
        _ => false,
    };

    private ConditionToken Quoted(char quote)
    {
        var start = _at++;
        var value = new StringBuilder();
        while (_at < text.Length && text[_at] != quote)
        {
            value.Append(text[_at] == '\\' ? Escaped() : text[_at++]);
        }

        if (_at == text.Length)
        {
            throw new ConditionException(start, $"the text that starts here has no closing {quote}.");
        }

        _at++;
        return new(TokenKind.Literal, text[start.._at], start, JsonValue.Create(value.ToString()));
    }

    private char Escaped()
    {
        var start = _at;
        _at += 2;
        switch (start + 1 < text.Length ? text[start + 1] : '\0')
        {
            case '\\' or '"' or '\'' or '/':
                return text[start + 1];
            case 'n':
                return '\n';
            case 't':
                return '\t';
            case 'r':
                return '\r';
            case 'u' when _at + 4 <= text.Length
                && ushort.TryParse(text.AsSpan(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code):
                _at += 4;
                return (char)code;
            default:
                throw new ConditionException(start, """a backslash may be followed by \ " ' n t r or u and four hex digits; write \\ for a backslash.""");
        }
    }

    private ConditionToken Symbol(char c)
    {
        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(text, _at, symbol, 0, symbol.Length) == 0)
            {
                var start = _at;
                _at += symbol.Length;
                return new(TokenKind.Symbol, symbol, start);
            }
        }

        throw new ConditionException(_at, c switch
        {
            '=' when _at + 1 < text.Length && text[_at + 1] is '>' or '<' => $"write '{text[_at + 1]}=' instead of '={text[_at + 1]}'.",
            '=' => "one '=' changes nothing here; write '==' to compare.",
            '&' => "write '&&' for \"and\".",
            '|' => "write '||' for \"or\".",
            '+' or '-' or '*' or '/' or '%' => $"a condition does not calculate; '{c}' cannot be used.",
            '“' or '”' or '‘' or '’' or '`' => "write text in straight quotes, \"like this\".",
            '$' or '{' or '}' => $"'{c}' is not needed; write a field by its path, for instance steps.fetch.output.count.",
            _ => $"'{c}' means nothing in a condition.",
        });
    }
}

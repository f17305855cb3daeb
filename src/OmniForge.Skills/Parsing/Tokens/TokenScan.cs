using System.Buffers;

namespace OmniForge.Skills.Parsing.Tokens;

/// <summary>One walk through a text that leaves out nothing.</summary>
internal sealed class TokenScan(string text)
{
    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\r\n");
    private static readonly SearchValues<char> Ends = SearchValues.Create(" \t\r\n[]{},:");

    private readonly List<SkillToken> _tokens = [];
    private int _at;

    /// <summary>Everything up to a place as one kind, line by line; blanks at the edges of a line are blanks.</summary>
    public void Lines(int end, SkillTokenKind kind)
    {
        while (_at < end)
        {
            if (LineEndOrBlank(end))
            {
                continue;
            }

            var rest = text.AsSpan(_at, end - _at);
            var cut = rest.IndexOfAny(LineEnds);
            Take(kind, (cut < 0 ? rest : rest[..cut]).TrimEnd(" \t").Length);
        }
    }

    /// <summary>Everything up to a place by the signs it starts with.</summary>
    public void Signs(int end)
    {
        while (_at < end)
        {
            if (LineEndOrBlank(end))
            {
                continue;
            }

            switch (text[_at])
            {
                case '#':
                    var comment = text.AsSpan(_at, end - _at);
                    var cut = comment.IndexOfAny(LineEnds);
                    Take(SkillTokenKind.Comment, (cut < 0 ? comment : comment[..cut]).TrimEnd(" \t").Length);
                    break;
                case ':':
                    Take(SkillTokenKind.Colon, 1);
                    break;
                case '[' or ']' or '{' or '}' or ',':
                    Take(SkillTokenKind.Bracket, 1);
                    break;
                case '-' when _at + 1 == end || text[_at + 1] is ' ' or '\t' or '\r' or '\n':
                    Take(SkillTokenKind.Dash, 1);
                    break;
                default:
                    var rest = text.AsSpan(_at + 1, end - _at - 1);
                    var next = rest.IndexOfAny(Ends);
                    Take(SkillTokenKind.Text, 1 + (next < 0 ? rest.Length : next));
                    break;
            }
        }
    }

    /// <summary>All tokens, with what is left of the text as one.</summary>
    public IReadOnlyList<SkillToken> Rest(SkillTokenKind kind)
    {
        if (_at < text.Length)
        {
            Take(kind, text.Length - _at);
        }

        return _tokens;
    }

    private bool LineEndOrBlank(int end)
    {
        var rest = text.AsSpan(_at, end - _at);
        if (rest[0] is '\r' or '\n')
        {
            Take(SkillTokenKind.LineEnd, rest is ['\r', '\n', ..] ? 2 : 1);
            return true;
        }

        var blanks = rest.Length - rest.TrimStart(" \t").Length;
        if (blanks > 0)
        {
            Take(SkillTokenKind.Blank, blanks);
        }

        return blanks > 0;
    }

    private void Take(SkillTokenKind kind, int length)
    {
        _tokens.Add(new(kind, new(_at, length)));
        _at += length;
    }
}

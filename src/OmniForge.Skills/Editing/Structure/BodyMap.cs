using OmniForge.Skills.Parsing;
using OmniForge.Skills.Steps;

namespace OmniForge.Skills.Editing.Structure;

/// <summary>The shape of the instructions: headings, blocks, comments, links and code spans, at offsets of the whole text.</summary>
internal sealed class BodyMap
{
    private readonly string _text;
    private readonly List<BodyHeading> _headings = [];
    private readonly List<BodyBlock> _blocks = [];
    private readonly List<TextSpan> _comments = [];
    private readonly List<TextSpan> _links = [];
    private readonly List<TextSpan> _codeSpans = [];

    private BodyMap(string text) => _text = text;

    public IReadOnlyList<BodyHeading> Headings => _headings;

    public IReadOnlyList<BodyBlock> Blocks => _blocks;

    /// <summary>HTML comments, their marks included.</summary>
    public IReadOnlyList<TextSpan> Comments => _comments;

    /// <summary>What stands between the parentheses of Markdown links, titles left out.</summary>
    public IReadOnlyList<TextSpan> Links => _links;

    /// <summary>What stands between single backticks outside of blocks.</summary>
    public IReadOnlyList<TextSpan> CodeSpans => _codeSpans;

    public static BodyMap Of(SkillDocument document)
    {
        var map = new BodyMap(document.Text);
        map.Read(TextLine.Read(document.Text, document.BodyStart, document.Text.Length));
        return map;
    }

    /// <summary>The block around an offset; null = none.</summary>
    public BodyBlock? BlockAt(int offset)
        => _blocks.Find(block => block.Span.Start <= offset && (offset < block.Span.End || (offset == block.Span.End && !block.Closed)));

    private void Read(List<TextLine> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            if (Fence.Opens(lines[i].Of(_text)) is { } fence)
            {
                i = Block(lines, i, fence);
                continue;
            }

            var comment = _text.AsSpan(lines[i].Start, lines[i].End - lines[i].Start).IndexOf("<!--");
            var rest = comment < 0 ? lines[i] : lines[i] with { End = lines[i].Start + comment };
            Line(rest);
            if (comment >= 0)
            {
                i = Comment(lines, i, lines[i].Start + comment);
            }
        }
    }

    private int Block(List<TextLine> lines, int open, Fence fence)
    {
        var close = open + 1;
        while (close < lines.Count && !fence.Closes(lines[close].Of(_text)))
        {
            close++;
        }

        var closed = close < lines.Count;
        var inner = TextSpan.Between(lines[open].Next, closed ? lines[close].Start : _text.Length);
        _blocks.Add(new(TextSpan.Between(lines[open].Start, closed ? lines[close].End : _text.Length), inner, fence.Info, closed));
        return close;
    }

    private int Comment(List<TextLine> lines, int first, int start)
    {
        var last = first;
        var from = start + 4;
        while (last < lines.Count)
        {
            var at = from <= lines[last].End ? _text.AsSpan(from, lines[last].End - from).IndexOf("-->") : -1;
            if (at >= 0)
            {
                _comments.Add(TextSpan.Between(start, from + at + 3));
                Line(TextLineFrom(lines[last], from + at + 3));
                return last;
            }

            last++;
            from = last < lines.Count ? lines[last].Start : from;
        }

        _comments.Add(TextSpan.Between(start, _text.Length));
        return last;
    }

    private static TextLine TextLineFrom(TextLine line, int start) => line with { Start = start };

    private void Line(TextLine line)
    {
        var content = line.Of(_text);
        var level = content.IndexOfAnyExcept('#');
        if (level is > 0 and <= 6 && content[level] is ' ' or '\t')
        {
            var title = content[level..].Trim(" \t").TrimEnd("#").TrimEnd(" \t");
            var start = line.Start + level + (content[level..].Length - content[level..].TrimStart(" \t").Length);
            _headings.Add(new(level, new(start, title.Length), line.Start));
        }

        _codeSpans.AddRange(Steps.CodeSpans.In(_text, line.Span).Where(span => span.Length > 0));
        for (var at = content.IndexOf("](") is var found && found >= 0 ? found + 2 : -1; at >= 0;)
        {
            var length = content[at..].IndexOf(')');
            if (length < 0)
            {
                break;
            }

            Link(line.Start + at, content.Slice(at, length));
            var next = content[(at + length)..].IndexOf("](");
            at = next < 0 ? -1 : at + length + next + 2;
        }
    }

    private void Link(int start, ReadOnlySpan<char> target)
    {
        var trimmed = target.TrimStart(" \t<");
        start += target.Length - trimmed.Length;
        var end = trimmed.IndexOfAny(" \t>");
        var length = end < 0 ? trimmed.Length : end;
        if (length > 0)
        {
            _links.Add(new(start, length));
        }
    }
}

/// <summary>One heading: its depth from 1 to 6, its title and the start of its line.</summary>
internal sealed record BodyHeading(int Level, TextSpan Title, int Start);

/// <summary>One fenced block with its fences, what stands between them, and the word behind the opening one.</summary>
internal sealed record BodyBlock(TextSpan Span, TextSpan Inner, string Info, bool Closed);

using System.Buffers;

namespace OmniForge.Skills.Rules.Links;

/// <summary>Finds the links of a body: outside fenced blocks and comments, and for Markdown links outside code spans.</summary>
internal sealed class LinkReader(string text, int bodyStart, FencedBlocks blocks, Prose prose)
{
    private static readonly SearchValues<string> Signs = SearchValues.Create(["](", "]:", "<!--"], StringComparison.Ordinal);
    private static readonly SearchValues<char> AfterPath = SearchValues.Create(" \t#?");
    private const int MaxName = 1_000;
    private const int MaxTarget = 1_000;
    private readonly List<BodyLink> _links = [];

    public List<BodyLink> Read()
    {
        for (var at = bodyStart; at < text.Length;)
        {
            var hit = text.AsSpan(at).IndexOfAny(Signs);
            if (hit < 0)
            {
                break;
            }

            at += hit;
            if (blocks.At(at) is { } block)
            {
                at = block.Span.End;
            }
            else if (text[at] == '<')
            {
                var close = text.IndexOf("-->", at, StringComparison.Ordinal);
                at = close < 0 ? at + 4 : close + 3;
            }
            else
            {
                Take(at);
                at += 2;
            }
        }

        return _links;
    }

    private void Take(int at)
    {
        if (prose.Code(at) is not null)
        {
            return;
        }

        var line = prose.Line(at);
        var rest = TextSpan.Between(at + 2, Math.Min(line.End, at + 2 + MaxTarget));
        var target = text[at + 1] == '(' ? Inline(line, at, rest) : Definition(line, at, rest);
        if (target is { Length: > 0 } span)
        {
            var end = text.AsSpan(span.Start, span.Length).IndexOfAny(AfterPath);
            _links.Add(new(end < 0 ? span : span with { Length = end }, LinkKind.Markdown));
        }
    }

    private TextSpan? Inline(TextSpan line, int at, TextSpan rest)
    {
        if (text.LastIndexOf('[', at, Math.Min(MaxName, at - line.Start + 1)) < 0 || rest.Length <= 0)
        {
            return null;
        }

        if (text[rest.Start] == '<')
        {
            return Between(rest, '>');
        }

        var depth = 0;
        for (var i = rest.Start; i < rest.End; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth < 0 || (i > rest.Start && char.IsWhiteSpace(text[i])))
            {
                return TextSpan.Between(rest.Start, i);
            }
        }

        return null;
    }

    // "[name]: target" at the start of a line.
    private TextSpan? Definition(TextSpan line, int at, TextSpan rest)
    {
        var name = text.AsSpan(line.Start, at - line.Start).TrimStart(' ');
        if (name.Length < 2 || name[0] != '[' || name[1..].ContainsAny('[', ']') || name[1] is '^' or ' ' || at - line.Start - name.Length > 3)
        {
            return null;
        }

        var from = rest.Start;
        while (from < rest.End && text[from] is ' ' or '\t')
        {
            from++;
        }

        if (from < rest.End && text[from] == '<')
        {
            return Between(TextSpan.Between(from, rest.End), '>');
        }

        // Behind the target only a title may follow; else the line is a sentence such as "[Note]: read this first".
        var end = text.AsSpan(from, rest.End - from).IndexOfAny(' ', '\t') is var cut && cut < 0 ? rest.End : from + cut;
        var title = text.AsSpan(end, rest.End - end).Trim();
        return from > rest.Start && (title.IsEmpty || title[0] is '"' or '\'' or '(') ? TextSpan.Between(from, end) : null;
    }

    private TextSpan? Between(TextSpan rest, char close)
        => text.IndexOf(close, rest.Start, rest.Length) is var end && end > 0 ? TextSpan.Between(rest.Start + 1, end) : null;
}

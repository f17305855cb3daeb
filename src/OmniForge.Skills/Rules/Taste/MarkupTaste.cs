using OmniForge.Skills.Parsing;

namespace OmniForge.Skills.Rules.Taste;

/// <summary>Tags and headings of the instructions (OF6904, OF6905).</summary>
internal static class MarkupTaste
{
    private static readonly HashSet<string> Single = new(StringComparer.OrdinalIgnoreCase)
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li", "td", "tr", "th", "dt", "dd",
    };

    public static void CheckTags(RuleContext context)
    {
        var text = context.Text;
        var open = new List<(string Name, TextSpan Span)>();
        for (var at = text.IndexOf('<', context.Document.BodyStart); at >= 0; at = at + 1 < text.Length ? text.IndexOf('<', at + 1) : -1)
        {
            if (context.Blocks.At(at) is { } block)
            {
                at = block.Span.End - 1;
                continue;
            }

            if (context.Prose.Code(at) is not null || Tag(text, at) is not { } tag || Single.Contains(tag.Name))
            {
                continue;
            }

            if (!tag.Closes)
            {
                open.Add((tag.Name, tag.Span));
            }
            else if (open.FindLastIndex(other => other.Name == tag.Name) is var match && match >= 0)
            {
                open.RemoveAt(match);
            }
            else
            {
                context.Report("OF6904", tag.Span, $"'</{tag.Name}>' closes a tag that was never opened. Remove it, or open the tag.");
            }
        }

        foreach (var (name, span) in open)
        {
            context.Report("OF6904", span, $"'<{name}>' is never closed, so it is not clear what belongs to it. Add '</{name}>', or put it in backticks.");
        }
    }

    public static void CheckHeadings(RuleContext context)
    {
        var above = 0;
        foreach (var line in TextLine.Read(context.Text, context.Document.BodyStart, context.Text.Length))
        {
            var written = line.Of(context.Text);
            var level = written.IndexOfAnyExcept('#');
            if (level is < 1 or > 6 || written[level] is not (' ' or '\t') || context.Blocks.At(line.Start) is not null)
            {
                continue;
            }

            if (above > 0 && level > above + 1)
            {
                context.Report("OF6905", new(line.Start, level),
                    $"This heading is {level - above} levels below the one above it, as if one were missing. Use {new string('#', above + 1)}.");
            }

            above = level;
        }
    }

    private static (string Name, bool Closes, TextSpan Span)? Tag(string text, int at)
    {
        var closes = at + 1 < text.Length && text[at + 1] == '/';
        var start = at + (closes ? 2 : 1);
        var end = start;
        while (end < text.Length && end - start < 40 && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '-' or '_'))
        {
            end++;
        }

        if (end == start || !char.IsAsciiLetter(text[start]) || end >= text.Length)
        {
            return null;
        }

        var rest = text.AsSpan(end, Math.Min(200, text.Length - end));
        var close = rest.IndexOf('>');
        return close < 0 || rest[..close].ContainsAny('\n', '<') || (close > 0 && (rest[0] != ' ' || rest[close - 1] == '/'))
            ? null
            : (text[start..end], closes, TextSpan.Between(at, end + close + 1));
    }
}

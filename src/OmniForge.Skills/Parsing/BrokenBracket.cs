using System.Buffers;

namespace OmniForge.Skills.Parsing;

/// <summary>A value that starts with a bracket and cannot be read.</summary>
internal static class BrokenBracket
{
    // A line with more marks than this is not repaired by trying.
    private const int MaxAttempts = 24;
    private const int MaxLength = 2_000;

    private static readonly SearchValues<char> PlainMarks = SearchValues.Create("[]{}\"");
    private static readonly SearchValues<char> QuotedMarks = SearchValues.Create("[]{}\",");

    public static Finding? Explain(string text, TextSpan place)
    {
        var open = new Stack<int>();
        var quoted = -1;
        for (var i = place.Start; i < place.End; i++)
        {
            var c = text[i];
            if (quoted >= 0)
            {
                quoted = c == text[quoted] ? -1 : quoted;
            }
            else if (c is '"' or '\'')
            {
                quoted = StartsItem(text, place.Start, i) || c == '"' ? i : -1;
            }
            else if (c is '[' or '{')
            {
                open.Push(i);
            }
            else if (c is ']' or '}')
            {
                if (!open.TryPop(out var start) || (text[start] == '[') != (c == ']'))
                {
                    return new("OF2004", new(i, 1), $"This '{c}' closes nothing, so the field is lost. Make the brackets "
                        + "match, or use quotes.")
                    { Fixes = Repairs(text, place, [Replace(i, c == ']' ? "}" : "]"), Replace(i, "")]) };
                }

                var behind = text.AsSpan(i + 1, place.End - i - 1).TrimStart();
                if (open.Count == 0 && !behind.IsEmpty && behind[0] != '#')
                {
                    return new("OF2004", TextSpan.Between(place.End - behind.Length, place.End),
                        "Text follows the closing bracket, so this field is lost. Put the whole value in quotes if it is text.")
                    { Fixes = [SkillFix.Choice("Put the whole value in quotes", place, Writing.SafeScalar.Quoted(BrokenValue.Folded(text, place)))] };
                }
            }
        }

        return quoted >= 0 ? OpenQuote(text, place, quoted) : open.Count > 0 ? OpenBracket(text, place, open) : null;
    }

    private static Finding OpenBracket(string text, TextSpan place, Stack<int> open) => new("OF2004", new(open.Peek(), 1),
        $"The bracket '{text[open.Peek()]}' is opened here and never closed, so this field is lost. Close it.")
    {
        Fixes = Repairs(text, place, [Insert(ContentEnd(text, place), string.Concat(open.Select(at => text[at] == '[' ? ']' : '}')))]),
    };

    private static Finding OpenQuote(string text, TextSpan place, int quoted)
    {
        var quote = text[quoted].ToString();
        var starts = Enumerable.Range(place.Start, quoted - place.Start + 1).Reverse().Where(at => StartsItem(text, place.Start, at) && at != quoted);
        var ends = Enumerable.Range(place.Start, place.Length).Where(at => text[at] is ',' or ']' or '}').OrderBy(at => at < quoted);
        return new("OF2004", new(quoted, 1),
            $"The quote {quote} is opened here and never closed, so this field is lost. Close it behind the text it belongs to.")
        {
            Fixes = Repairs(text, place, [.. ends.Take(MaxAttempts).Select(at => Insert(at, quote)),
                .. starts.Where(at => text[at] != quote[0]).Take(1).Select(at => Insert(at, quote))]),
        };
    }

    /// <summary>The first edit after which the value reads as a list or map whose texts hold no stray marks.</summary>
    private static SkillFix[] Repairs(string text, TextSpan place, IEnumerable<SkillEdit> attempts)
    {
        foreach (var edit in place.Length > MaxLength ? [] : attempts)
        {
            if (Recovery.Read(text, place, [edit]) is { } read and not ScalarNode && Clean(read))
            {
                return [SkillFix.Safe(edit.NewText.Length == 0 ? "Remove it" : $"Write '{edit.NewText}' where it is missing", edit.Span, edit.NewText)];
            }
        }

        return [];
    }

    private static bool Clean(Node node) => node switch
    {
        ScalarNode { Form: ScalarForm.Plain } scalar => scalar.Text.AsSpan().IndexOfAny(PlainMarks) < 0,
        ScalarNode scalar => scalar.Text.AsSpan().IndexOfAny(QuotedMarks) < 0 || scalar.Text.Contains('(', StringComparison.Ordinal),
        ListNode list => list.Items.All(Clean),
        MapNode map => map.Pairs.All(pair => Clean(pair.Key) && Clean(pair.Value)),
        _ => false,
    };

    private static bool StartsItem(string text, int from, int at)
    {
        var before = text.AsSpan(from, at - from).TrimEnd();
        return !before.IsEmpty && before[^1] is ',' or '[' or '{' or ':' && (at == from || text[at] is not (' ' or '\t' or '\r' or '\n'));
    }

    // A comment behind the last item stays behind it.
    private static int ContentEnd(string text, TextSpan place)
    {
        var lastLine = text.AsSpan(place.Start, place.Length).LastIndexOfAny('\n', '\r') + 1;
        var comment = text.AsSpan(place.Start + lastLine, place.Length - lastLine).IndexOf(" #");
        var end = comment < 0 ? place.Length : lastLine + comment;
        return place.Start + text.AsSpan(place.Start, end).TrimEnd().Length;
    }

    private static SkillEdit Insert(int at, string sign) => new(new(at, 0), sign);

    private static SkillEdit Replace(int at, string sign) => new(new(at, 1), sign);
}

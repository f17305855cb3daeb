using OmniForge.Skills.Permissions;

namespace OmniForge.Skills.Parsing;

/// <summary>Reads a tool list in any of its shapes and keeps the place of every item.</summary>
internal static class ToolField
{
    public static ToolList Read(Entry entry, string source) => entry.Value switch
    {
        ScalarNode { IsNull: true } => ToolList.Empty,
        ScalarNode text => ToolList.Of(Split(text, source)),
        ListNode list => ToolList.Of(
            from item in list.Items.OfType<ScalarNode>() where !item.IsNull select ToolPattern.Parse(item.Text, item.Span)),
        _ => ToolList.Empty,
    };

    private static IEnumerable<ToolPattern> Split(ScalarNode text, string source)
    {
        var from = text.Span.Start;
        foreach (var item in ToolListText.Split(text.Text).Select(span => text.Text.Substring(span.Start, span.Length)))
        {
            // Escapes move characters; an item that cannot be found again gets the place of the whole value.
            var place = Find(source, TextSpan.Between(from, Math.Max(from, text.Span.End)), item);
            yield return ToolPattern.Parse(item, place ?? text.Span);
            from = place?.End ?? from;
        }
    }

    /// <summary>Where a text stands in the source, whose lines may have been folded into it.</summary>
    private static TextSpan? Find(string source, TextSpan inside, string item)
    {
        for (var start = inside.Start; start < inside.End; start++)
        {
            if (source[start] == item[0] && Length(source.AsSpan(start, inside.End - start), item) is var length and > 0)
            {
                return new(start, length);
            }
        }

        return null;
    }

    /// <summary>How much of the source reads as the text when blanks and line ends count as the same; 0 = it reads otherwise.</summary>
    private static int Length(ReadOnlySpan<char> source, string item)
    {
        var at = 0;
        for (var i = 0; i < item.Length; i++)
        {
            if (at < source.Length && source[at] == item[i])
            {
                at++;
                continue;
            }

            var gap = source[at..].Length - source[at..].TrimStart(" \t\r\n").Length;
            if (item[i] is not (' ' or '\n') || gap == 0)
            {
                return 0;
            }

            at += gap;
        }

        return at;
    }
}

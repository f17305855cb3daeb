using System.Buffers;

namespace OmniForge.Skills.Editing.Completion;

/// <summary>The word under the cursor inside one item: the name of a tool, or what stands in its parentheses.</summary>
internal static class ItemWord
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.*");

    /// <param name="document">The file.</param>
    /// <param name="at">The cursor.</param>
    /// <param name="field">The key of the list.</param>
    /// <param name="start">Where the item starts, its quote included.</param>
    /// <param name="limit">Where it ends at the latest.</param>
    /// <param name="shape">How the list is written.</param>
    /// <param name="stops">Characters that end the item outside quotes.</param>
    public static Place Read(SkillDocument document, int at, string field, int start, int limit, ItemShape shape, string stops = "")
    {
        var text = document.Text;
        var quote = start < at && text[start] is '"' or '\'' ? text[start] : '\0';
        start += quote == '\0' ? 0 : 1;
        return quote != '\0' && text.AsSpan(start, at - start).Contains(quote)
            ? PlaceReader.Nowhere(document, at)
            : Within(document, at, field, start, limit, shape, quote, stops);
    }

    /// <summary>As <see cref="Read"/>, where the quote around the item or around the whole text is known.</summary>
    public static Place Within(
        SkillDocument document, int at, string field, int start, int limit, ItemShape shape, char quote, string stops)
    {
        var text = document.Text;
        var open = text.AsSpan(start, at - start).IndexOf('(');
        var end = End(text, at, limit, quote, stops);
        var place = new Place(PlaceKind.Item, document, at, default) { Field = field, Shape = shape, Quote = quote };
        if (open < 0)
        {
            var rest = text.AsSpan(at, Math.Max(0, end - at));
            var name = rest.IndexOfAnyExcept(NameCharacters) is var cut && cut < 0 ? rest.Length : cut;
            var closed = name < rest.Length && rest[name] == '(';
            if (shape is not (ItemShape.Text or ItemShape.Folded) && !closed && !rest[name..].IsWhiteSpace())
            {
                return PlaceReader.Nowhere(document, at);
            }

            return place with
            {
                Word = TextSpan.Between(start, at + name),
                Item = TextSpan.Between(start, Math.Max(at + name, closed ? end : at + name)),
                End = closed ? PlaceEnd.Closed : PlaceEnd.Open,
            };
        }

        var spec = start + open + 1;
        var close = text.AsSpan(at, Math.Max(0, end - at)).IndexOf(')');
        return text.AsSpan(spec, at - spec).Contains(')') ? PlaceReader.Nowhere(document, at) : place with
        {
            Kind = PlaceKind.Spec,
            Word = TextSpan.Between(spec, close < 0 ? Math.Max(at, end) : at + close),
            Item = TextSpan.Between(start, close < 0 ? Math.Max(at, end) : at + close + 1),
            Tool = text.Substring(start, open),
            End = close < 0 ? PlaceEnd.Open : PlaceEnd.Closed,
        };
    }

    /// <summary>Where the item ends: before its closing quote, a stop, a comment, and blanks in front of these.</summary>
    public static int End(string text, int at, int limit, char quote, string stops)
    {
        var end = at;
        var depth = 0;
        while (end < limit)
        {
            var closes = quote == '\0' ? text[end] == '#' && end > 0 && text[end - 1] is ' ' or '\t' : text[end] == quote;
            if (closes || (depth == 0 && stops.Contains(text[end], StringComparison.Ordinal)))
            {
                break;
            }

            depth += text[end] switch { '(' => 1, ')' when depth > 0 => -1, _ => 0 };
            end++;
        }

        while (end > at && text[end - 1] is ' ' or '\t')
        {
            end--;
        }

        return end;
    }
}

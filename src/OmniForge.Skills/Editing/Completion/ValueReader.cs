using OmniForge.Skills.Parsing;
using OmniForge.Skills.Rules;

namespace OmniForge.Skills.Editing.Completion;

/// <summary>Finds the word under the cursor in the value of a field, in every way a value or a list can be written.</summary>
internal static class ValueReader
{
    /// <param name="document">The file.</param>
    /// <param name="at">The cursor, behind the colon of the field.</param>
    /// <param name="field">The key.</param>
    /// <param name="from">Where the value starts: right behind the colon.</param>
    public static Place Read(SkillDocument document, int at, string field, int from)
    {
        var text = document.Text;
        var line = Snapped.Line(text, at);
        var before = text.AsSpan(from, at - from);
        var first = from + before.Length - before.TrimStart().Length;
        if (IsComment(text, Math.Max(from, line.Start), at))
        {
            return PlaceReader.Nowhere(document, at);
        }

        var lists = IsList(field);
        var sign = first < at ? text[first] : '\0';
        return sign switch
        {
            '[' when lists => FlowItem.Read(document, at, field, first),
            '-' when lists && first >= line.Start && IsDash(text, first) => BlockItem(document, at, field, line, first),
            '-' when lists && IsDash(text, first) => BlockItem(document, at, field, line, Dash(text, line)),
            '|' or '>' => lists && first < line.Start && line.Start > Snapped.Line(text, first).Start
                ? TextItem.Read(document, at, field, Snapped.Line(text, first).Next, ItemShape.Folded, '\0')
                : PlaceReader.Nowhere(document, at),
            '\0' when first >= line.Start && from < line.Start => Bare(document, at, field, line, lists),
            '\0' => OnLine(document, at, field, at, lists),
            _ when first < line.Start && !lists => PlaceReader.Nowhere(document, at),
            _ when lists && first >= line.Start && from < line.Start => Bare(document, at, field, line, lists),
            _ => OnLine(document, at, field, first, lists),
        };
    }

    /// <summary>Whether the bracket of a list is still open at the start of a later line.</summary>
    public static bool IsOpen(string text, (string Key, int Value) field, int to)
    {
        var value = text.AsSpan(field.Value, to - field.Value).TrimStart(" \t");
        return IsList(field.Key) && value.StartsWith("[") && FlowItem.Depth(value) > 0;
    }

    private static bool IsList(string field) => PlaceReader.KindOf(field) is FieldKind.Tools or FieldKind.Labels or FieldKind.Texts;

    private static bool IsComment(string text, int from, int at)
    {
        var quote = '\0';
        for (var i = from; i < at; i++)
        {
            if (quote == '\0' && text[i] == '#' && i > 0 && text[i - 1] is ' ' or '\t')
            {
                return true;
            }

            quote = text[i] is '"' or '\'' ? quote == '\0' ? text[i] : quote == text[i] ? '\0' : quote : quote;
        }

        return false;
    }

    private static bool IsDash(string text, int at) => at + 1 >= text.Length || text[at + 1] is ' ' or '\t' or '\r' or '\n';

    private static int Dash(string text, TextLine line)
    {
        var content = line.Of(text);
        var dash = content.IndexOfAnyExcept(" \t");
        return dash >= 0 && content[dash] == '-' && IsDash(text, line.Start + dash) ? line.Start + dash : -1;
    }

    private static Place BlockItem(SkillDocument document, int at, string field, TextLine line, int dash)
    {
        var text = document.Text;
        if (dash < 0 || at <= dash)
        {
            return dash < 0 ? Bare(document, at, field, line, lists: true) : PlaceReader.Nowhere(document, at);
        }

        var start = dash + 1;
        while (start < at && text[start] is ' ' or '\t')
        {
            start++;
        }

        var place = ItemWord.Read(document, at, field, start, line.End, ItemShape.Block);
        return at == dash + 1 ? place with { Lead = " " } : place;
    }

    private static Place Bare(SkillDocument document, int at, string field, TextLine line, bool lists)
    {
        var text = document.Text;
        var content = line.Of(text).Trim(" \t");
        var start = line.Start + line.Of(text).IndexOfAnyExcept(" \t") is var found && found < line.Start ? at : found;
        return lists && at >= start && start > line.Start && content.IndexOfAny(" \t:#") < 0
            ? ItemWord.Read(document, at, field, start, line.End, ItemShape.Bare)
            : PlaceReader.Nowhere(document, at);
    }

    /// <summary>A value on the line of its key.</summary>
    private static Place OnLine(SkillDocument document, int at, string field, int first, bool lists)
    {
        var text = document.Text;
        var line = Snapped.Line(text, at);
        var rest = text.AsSpan(at, line.End - at).TrimStart(" \t");
        var taken = rest.IsEmpty ? IsContinued(text, line) : rest[0] is '[' or '|' or '>' or '"' or '\'';
        if (first == at && taken)
        {
            return PlaceReader.Nowhere(document, at);
        }

        var quote = first < at && text[first] is '"' or '\'' ? text[first] : '\0';
        var place = lists
            ? TextItem.Read(document, at, field, quote == '\0' ? first : first + 1, ItemShape.Text, quote)
            : Whole(document, at, field, quote == '\0' ? first : first + 1, quote);
        return at > 0 && text[at - 1] == ':' && place.Word.Start == at ? place with { Lead = " " } : place;
    }

    private static Place Whole(SkillDocument document, int at, string field, int start, char quote)
    {
        var text = document.Text;
        var line = Snapped.Line(text, at);
        if (quote != '\0' && text.AsSpan(start, at - start).Contains(quote))
        {
            return PlaceReader.Nowhere(document, at);
        }

        var end = ItemWord.End(text, at, line.End, quote, "");
        var word = TextSpan.Between(start, Math.Max(at, end));
        return new(PlaceKind.Value, document, at, word) { Field = field, Quote = quote, Item = word };
    }

    private static bool IsContinued(string text, TextLine line)
    {
        while (line.Next < text.Length)
        {
            line = TextLine.At(text, line.Next, text.Length);
            var content = line.Of(text);
            if (!content.IsWhiteSpace())
            {
                return content[0] is ' ' or '\t' || content is "-" || content.StartsWith("- ");
            }
        }

        return false;
    }
}

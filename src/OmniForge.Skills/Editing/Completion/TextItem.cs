namespace OmniForge.Skills.Editing.Completion;

/// <summary>The item under the cursor in one text that holds several, separated by commas or blanks.</summary>
internal static class TextItem
{
    public static Place Read(SkillDocument document, int at, string field, int from, ItemShape shape, char quote)
    {
        var text = document.Text;
        var start = from;
        var depth = 0;
        for (var i = from; i < at; i++)
        {
            var c = text[i];
            if (c == quote && quote != '\0')
            {
                return PlaceReader.Nowhere(document, at);
            }

            depth += c switch { '(' => 1, ')' when depth > 0 => -1, _ => 0 };
            start = (depth == 0 && (c == ',' || char.IsWhiteSpace(c))) || c is '\n' or '\r' ? i + 1 : start;
        }

        // An open parenthesis swallows the blanks that would end the item, up to its own close or a comma.
        var stops = depth > 0 ? ",)" : ", \t";
        var place = ItemWord.Within(document, at, field, start, Snapped.Line(text, at).End, shape, quote, stops);
        return place.Kind == PlaceKind.Spec ? Closed(text, place) : place;
    }

    private static Place Closed(string text, Place place)
    {
        var end = place.Word.End;
        return end < text.Length && text[end] == ')'
            ? place with { End = PlaceEnd.Closed, Item = TextSpan.Between(place.Item.Start, end + 1) }
            : place;
    }
}

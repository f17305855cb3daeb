namespace OmniForge.Skills.Editing.Completion;

/// <summary>The item under the cursor in a list between brackets.</summary>
internal static class FlowItem
{
    public static Place Read(SkillDocument document, int at, string field, int bracket)
    {
        var text = document.Text;
        var start = bracket + 1;
        var quote = '\0';
        for (var i = bracket + 1; i < at; i++)
        {
            var c = text[i];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c is '"' or '\'' && text.AsSpan(start, i - start).IsWhiteSpace())
            {
                quote = c;
            }
            else if (c == ']')
            {
                return PlaceReader.Nowhere(document, at);
            }
            else if (c == ',')
            {
                start = i + 1;
            }
        }

        while (start < at && char.IsWhiteSpace(text[start]))
        {
            start++;
        }

        var line = Snapped.Line(text, at);
        return start < line.Start
            ? PlaceReader.Nowhere(document, at)
            : ItemWord.Read(document, at, field, start, line.End, ItemShape.Flow, ",]");
    }

    /// <summary>How many brackets are open at the end of a value; those in quotes do not count.</summary>
    public static int Depth(ReadOnlySpan<char> value)
    {
        var depth = 0;
        var quote = '\0';
        foreach (var c in value)
        {
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
                continue;
            }

            quote = c is '"' or '\'' ? c : '\0';
            depth += c switch { '[' => 1, ']' => -1, _ => 0 };
        }

        return depth;
    }
}

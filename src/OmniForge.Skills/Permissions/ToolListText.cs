namespace OmniForge.Skills.Permissions;

/// <summary>Cuts a text of several items at commas and blanks; those inside parentheses do not count.</summary>
internal static class ToolListText
{
    public static IReadOnlyList<TextSpan> Split(string text)
    {
        var items = new List<TextSpan>();
        var start = -1;
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (depth == 0 && (c == ',' || char.IsWhiteSpace(c)))
            {
                Close(i);
                continue;
            }

            start = start < 0 ? i : start;
            if (c == '\\' && i + 1 < text.Length && text[i + 1] is '(' or ')')
            {
                i++;
            }
            else if (c == '(')
            {
                depth++;
            }
            else if (c == ')' && depth > 0)
            {
                depth--;
            }
        }

        Close(text.Length);
        return items;

        void Close(int end)
        {
            if (start >= 0)
            {
                items.Add(TextSpan.Between(start, end));
            }

            start = -1;
        }
    }
}

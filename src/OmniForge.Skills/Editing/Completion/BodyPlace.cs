namespace OmniForge.Skills.Editing.Completion;

/// <summary>The word under the cursor in the instructions.</summary>
internal readonly record struct BodyPlace(BodyPlaceKind Kind, TextSpan Word)
{
    public static BodyPlace Read(string text, int at, int from)
    {
        var line = Snapped.Line(text, at);
        var start = Math.Max(line.Start, from);
        var head = text.AsSpan(start, Math.Max(0, at - start));
        if (Variable(text, at, start) is { } variable)
        {
            return new(BodyPlaceKind.Variable, variable);
        }

        var link = head.LastIndexOf("](");
        if (link >= 0 && head[link..].IndexOf(')') < 0)
        {
            return new(BodyPlaceKind.Link, Run(text, start + link + 2, at, line.End, ") \t"));
        }

        var tick = head.LastIndexOf('`');
        return tick >= 0 && head.Count('`') % 2 == 1
            ? new(BodyPlaceKind.Code, Run(text, start + tick + 1, at, line.End, "` \t"))
            : new(BodyPlaceKind.Text, new(at, 0));
    }

    /// <summary>From a <c>$</c> or <c>${</c> before the cursor to the end of its name; null = none, or it is escaped.</summary>
    public static TextSpan? Variable(string text, int at, int from)
    {
        var start = at;
        while (start > from && IsNameCharacter(text[start - 1]))
        {
            start--;
        }

        var braced = start > from && text[start - 1] == '{';
        start -= braced ? 1 : 0;
        if (start <= from || text[start - 1] != '$' || (start - 1 > from && text[start - 2] == '\\'))
        {
            return null;
        }

        var end = at;
        while (end < text.Length && IsNameCharacter(text[end]))
        {
            end++;
        }

        return TextSpan.Between(start - 1, braced && end < text.Length && text[end] == '}' ? end + 1 : end);
    }

    private static TextSpan Run(string text, int start, int at, int limit, string stops)
    {
        var end = at;
        while (end < limit && !stops.Contains(text[end], StringComparison.Ordinal))
        {
            end++;
        }

        return TextSpan.Between(start, end);
    }

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';
}

internal enum BodyPlaceKind
{
    Text,
    Variable,
    Link,

    /// <summary>Between backticks.</summary>
    Code,
}

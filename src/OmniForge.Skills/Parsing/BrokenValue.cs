using System.Text;

namespace OmniForge.Skills.Parsing;

/// <summary>Explains a single wrong value: an unquoted colon, a quote or bracket that does not close, a sign that needs quotes.</summary>
internal static class BrokenValue
{
    public static (Node? Value, Finding Finding)? Explain(string text, TextSpan value)
    {
        var inside = text.AsSpan(value.Start, value.Length);
        var trimmed = inside.TrimStart();
        var start = value.Start + inside.Length - trimmed.Length;
        var place = new TextSpan(start, trimmed.TrimEnd().Length);
        return trimmed.IsEmpty ? null : trimmed[0] switch
        {
            '"' or '\'' => Quote(text, place),
            '[' or '{' => Bracket(text, place),
            '|' or '>' => null,
            '@' or '`' or '%' or '*' or '&' or '!' or ',' or ']' or '}' => Sign(text, place),
            '-' or '?' when place.Length > 1 && trimmed[1] == ' ' => Sign(text, place),
            _ => Colon(text, place),
        };
    }

    private static (Node?, Finding)? Quote(string text, TextSpan place)
    {
        var quote = text[place.Start];
        var close = Closing(text, place);
        if (close < 0)
        {
            var line = TextLine.Read(text, place.Start, place.End)[0];
            return (null, new("OF2004", new(place.Start, 1),
                $"The quote {quote} is opened here and never closed, so this field is lost. Close it at the end of the text.")
            { Fixes = [SkillFix.Choice("Close the quote at the end of the line", new(line.End, 0), quote.ToString())] });
        }

        var rest = TextSpan.Between(close + 1, place.End);
        var behind = text.AsSpan(rest.Start, rest.Length).TrimStart();
        if (!behind.IsEmpty && behind[0] != '#')
        {
            return (null, new("OF2004", TextSpan.Between(place.End - behind.Length, place.End),
                "Text follows the closing quote, so this field is lost. Put all of it inside the quotes."));
        }

        var escape = quote == '"' ? WrongEscape(text, TextSpan.Between(place.Start + 1, close)) : -1;
        return escape < 0 ? null : (null, new("OF2001", new(escape, 2),
            $"'{text.AsSpan(escape, 2)}' means nothing inside double quotes, so this field is lost. Write two backslashes, or "
                + "use single quotes."));
    }

    private static int Closing(string text, TextSpan place)
    {
        var quote = text[place.Start];
        for (var i = place.Start + 1; i < place.End; i++)
        {
            if (quote == '"' && text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == quote)
            {
                if (quote == '"' || i + 1 >= place.End || text[i + 1] != quote)
                {
                    return i;
                }

                i++;
            }
        }

        return -1;
    }

    private static int WrongEscape(string text, TextSpan inside)
    {
        for (var i = inside.Start; i + 1 < inside.End; i++)
        {
            if (text[i] == '\\')
            {
                if (!"0abt\tnvfre \"/\\N_LPxuU\r\n".Contains(text[i + 1], StringComparison.Ordinal))
                {
                    return i;
                }

                i++;
            }
        }

        return -1;
    }

    private static (Node?, Finding)? Bracket(string text, TextSpan place)
    {
        var open = new Stack<int>();
        var quote = '\0';
        for (var i = place.Start; i < place.End; i++)
        {
            var c = text[i];
            if (quote != '\0' || c is '"' or '\'')
            {
                quote = quote == '\0' ? c : quote == c ? '\0' : quote;
            }
            else if (c is '[' or '{')
            {
                open.Push(i);
            }
            else if (c is ']' or '}')
            {
                if (!open.TryPop(out var start) || (text[start] == '[') != (c == ']'))
                {
                    return (null, new("OF2004", new(i, 1), $"This '{c}' closes nothing, so the field is lost. Make the brackets "
                        + "match, or use quotes."));
                }

                var behind = text.AsSpan(i + 1, place.End - i - 1).TrimStart();
                if (open.Count == 0 && !behind.IsEmpty && behind[0] != '#')
                {
                    return (null, new("OF2004", TextSpan.Between(place.End - behind.Length, place.End),
                        "Text follows the closing bracket, so this field is lost. Put the whole value in quotes if it is text."));
                }
            }
        }

        return open.Count == 0 ? null : (null, new("OF2004", new(open.Peek(), 1),
            $"The bracket '{text[open.Peek()]}' is opened here and never closed, so this field is lost. Close it."));
    }

    private static (Node?, Finding)? Sign(string text, TextSpan place) => (null, new("OF2001", new(place.Start, 1),
        $"A text that starts with '{text[place.Start]}' needs quotes; without them the field is lost. Put the whole value in quotes.")
    { Fixes = Quoted(text, place) });

    private static (Node?, Finding)? Colon(string text, TextSpan place)
    {
        for (var i = place.Start; i < place.End; i++)
        {
            if (text[i] == ':' && (i + 1 == place.End || char.IsWhiteSpace(text[i + 1])))
            {
                return (new ScalarNode(place, Folded(text, place), ScalarForm.Plain), new("OF2002", new(i, 1),
                    "A colon followed by a blank starts a new field unless the text is in quotes, so this field is lost. Put the "
                        + "whole value in quotes.")
                { Fixes = Quoted(text, place) });
            }
        }

        return null;
    }

    private static IReadOnlyList<SkillFix> Quoted(string text, TextSpan place)
        => [SkillFix.Safe("Put the value in quotes", place, Writing.SafeScalar.Quoted(Folded(text, place)))];

    private static string Folded(string text, TextSpan place)
    {
        var folded = new StringBuilder();
        foreach (var line in TextLine.Read(text, place.Start, place.End))
        {
            folded.Append(folded.Length == 0 ? "" : " ").Append(line.Of(text).Trim());
        }

        return folded.ToString();
    }
}

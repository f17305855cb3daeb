namespace OmniForge.Skills.Parsing;

/// <summary>A value that starts with a quote and cannot be read.</summary>
internal static class BrokenQuote
{
    public static Finding? Explain(string text, TextSpan place)
    {
        var quote = text[place.Start];
        var close = Closing(text, place);
        if (close < 0)
        {
            return new("OF2004", new(place.Start, 1),
                $"The quote {quote} is opened here and never closed, so this field is lost. Close it at the end of the text.")
            { Fixes = Close(text, place, quote) };
        }

        var rest = TextSpan.Between(close + 1, place.End);
        var behind = text.AsSpan(rest.Start, rest.Length).TrimStart();
        if (!behind.IsEmpty && behind[0] != '#')
        {
            return BrokenValue.LostBracket(text, place, place with { Length = 0 }) ?? new("OF2004",
                TextSpan.Between(place.End - behind.Length, place.End),
                "Text follows the closing quote, so this field is lost. Put all of it inside the quotes.")
            { Fixes = [SkillFix.Choice("Put all of it in quotes", place, Writing.SafeScalar.Quoted(All(text, place)))] };
        }

        return quote == '"' ? WrongEscape(text, TextSpan.Between(place.Start + 1, close)) : null;
    }

    // Where every further line is indented, or there is none, the end of the text is the only place left for the quote.
    private static SkillFix[] Close(string text, TextSpan place, char quote)
    {
        var lines = TextLine.Read(text, place.Start, place.End);
        var one = lines.Skip(1).All(line => line.IsBlank(text) || text[line.Start] is ' ');
        return one
            ? [SkillFix.Safe("Close the quote at the end of the text", new(place.End, 0), quote.ToString())]
            : [SkillFix.Choice("Close the quote at the end of the line", new(lines[0].End, 0), quote.ToString())];
    }

    // Quotes around the whole are the author's own; those inside are text.
    private static string All(string text, TextSpan place)
    {
        var all = BrokenValue.Folded(text, place);
        return all.Length > 1 && all[^1] == all[0] ? all[1..^1] : all;
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

    private static Finding? WrongEscape(string text, TextSpan inside)
    {
        var wrong = new List<int>();
        for (var i = inside.Start; i + 1 < inside.End; i++)
        {
            if (text[i] == '\\')
            {
                if (!"0abt\tnvfre \"/\\N_LPxuU\r\n".Contains(text[i + 1], StringComparison.Ordinal))
                {
                    wrong.Add(i);
                }

                i++;
            }
        }

        if (wrong.Count == 0)
        {
            return null;
        }

        // The sign behind the backslash may be two code units long.
        var place = new TextSpan(wrong[0], wrong[0] + 2 < text.Length && char.IsSurrogatePair(text, wrong[0] + 1) ? 3 : 2);
        return new("OF2001", place,
            $"'{text.AsSpan(place.Start, place.Length)}' means nothing inside double quotes, so this field is lost. Write two backslashes, or "
                + "use single quotes.")
        {
            Fixes = [new("Write two backslashes", FixKind.Safe, [.. wrong.Select(at => new SkillEdit(new(at, 0), "\\"))])],
        };
    }
}

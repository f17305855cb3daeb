using System.Text;

namespace OmniForge.Skills.Parsing;

/// <summary>Explains a single wrong value: an unquoted colon, a quote or bracket that does not close, a sign that needs quotes.</summary>
internal static class BrokenValue
{
    public static Finding? Explain(string text, TextSpan value)
    {
        var inside = text.AsSpan(value.Start, value.Length);
        var trimmed = inside.TrimStart();
        var start = value.Start + inside.Length - trimmed.Length;
        var place = new TextSpan(start, trimmed.TrimEnd().Length);
        return trimmed.IsEmpty ? null : trimmed[0] switch
        {
            '"' or '\'' => BrokenQuote.Explain(text, place),
            '[' or '{' => BrokenBracket.Explain(text, place),
            '|' or '>' => null,
            '@' or '`' or '%' or '*' or '&' or '!' or ',' or ']' or '}' => Sign(text, place),
            '-' or '?' when place.Length > 1 && trimmed[1] == ' ' => Sign(text, place),
            _ => Colon(text, place),
        };
    }

    /// <summary>The text of a plain value, its lines joined by one blank each.</summary>
    public static string Folded(string text, TextSpan place)
    {
        var folded = new StringBuilder();
        foreach (var line in TextLine.Read(text, place.Start, place.End))
        {
            folded.Append(folded.Length == 0 ? "" : " ").Append(line.Of(text).Trim());
        }

        return folded.ToString();
    }

    private static Finding Sign(string text, TextSpan place) => new("OF2001", new(place.Start, 1),
        $"A text that starts with '{text[place.Start]}' needs quotes; without them the field is lost. Put the whole value in quotes.")
    { Fixes = [Quoted(text, place)] };

    private static Finding? Colon(string text, TextSpan place)
    {
        for (var i = place.Start; i < place.End; i++)
        {
            if (text[i] == ':' && (i + 1 == place.End || char.IsWhiteSpace(text[i + 1])))
            {
                return LostQuote(text, place) ?? LostBracket(text, place, place with { Length = 0 }) ?? new("OF2002", new(i, 1),
                    "A colon followed by a blank starts a new field unless the text is in quotes, so this field is lost. Put the "
                        + "whole value in quotes.")
                { Fixes = [Quoted(text, place)] };
            }
        }

        return null;
    }

    // A single quote of its kind, at the very end, was the closing one.
    private static Finding? LostQuote(string text, TextSpan place)
    {
        var last = text[place.End - 1];
        return last is '"' or '\'' && text.AsSpan(place.Start, place.Length - 1).IndexOf(last) < 0
            ? new("OF2004", new(place.End - 1, 1),
                $"The quote {last} closes a text that was never opened, so this field is lost. Put the same quote in front of the text.")
            { Fixes = [SkillFix.Safe("Open the quote in front of the text", new(place.Start, 0), last.ToString())] }
            : null;
    }

    /// <summary>A value that ends with a bracket and reads as a list or map once that is opened at a place before it.</summary>
    public static Finding? LostBracket(string text, TextSpan place, TextSpan open)
    {
        var last = text[place.End - 1];
        var opening = last == ']' ? '[' : '{';
        if (last is not (']' or '}') || text.AsSpan(place.Start, place.Length).Contains(opening))
        {
            return null;
        }

        var fix = SkillFix.Safe($"Write '{opening}' in front of it", open, opening.ToString());
        return Recovery.Read(text, TextSpan.Between(Math.Min(open.Start, place.Start), place.End), fix.Edits) is null or ScalarNode
            ? null
            : new("OF2004", new(place.End - 1, 1),
                $"This '{last}' closes something that was never opened, so this field is lost. Write '{opening}' in front of the value.")
            { Fixes = [fix] };
    }

    private static SkillFix Quoted(string text, TextSpan place)
        => SkillFix.Safe("Put the value in quotes", place, Writing.SafeScalar.Quoted(Folded(text, place)));
}

namespace OmniForge.Corpus.Planting;

/// <summary>Plants mistakes into the lines below a key and into brackets, where they are harder to place.</summary>
internal static class InnerMistakes
{
    public static IEnumerable<Planted> Of(string[] lines, FieldLine field)
    {
        if (field.Value.Length == 0)
        {
            for (var i = field.Number + 1; i <= field.Last; i++)
            {
                foreach (var planted in InLine(lines, i))
                {
                    yield return planted;
                }
            }
        }
        else if (field.Last == field.Number && field.Value[0] is '[' or '{')
        {
            foreach (var planted in InBrackets(lines, field))
            {
                yield return planted;
            }
        }
        else if (field.IsPlain && field.Number > 1)
        {
            yield return new("tab", Mistakes.With(lines, field.Number, "\t" + lines[field.Number]), ["OF2003"], field.Number);
        }
    }

    private static IEnumerable<Planted> InLine(string[] lines, int number)
    {
        var line = lines[number].TrimEnd();
        var value = line[(line.IndexOf(": ", StringComparison.Ordinal) is var colon && colon > 0 ? colon + 2 : 0)..].TrimStart(' ', '-');
        if (value.Length > 2 && value[0] is '"' or '\'' && value[^1] == value[0])
        {
            yield return new("quote", Mistakes.With(lines, number, line[..^1]), ["OF2004"], number);
        }

        if (value.Length > 2 && value[0] == '[' && value[^1] == ']')
        {
            yield return new("bracket", Mistakes.With(lines, number, line[..^1]), ["OF2004"], number);
        }

        if (colon > 0 && !line.AsSpan().ContainsAny('"', '\'') && char.IsLetter(value[0]) && value.IndexOf(' ', StringComparison.Ordinal) is var blank and > 0
            && !value.Contains(": ", StringComparison.Ordinal) && !value.Contains(" #", StringComparison.Ordinal))
        {
            var at = line.Length - value.Length + blank;
            yield return new("colon", Mistakes.With(lines, number, line.Insert(at, ":")), ["OF2002"], number);
        }
    }

    private static IEnumerable<Planted> InBrackets(string[] lines, FieldLine field)
    {
        var line = lines[field.Number];
        var quote = line.IndexOf("\",", StringComparison.Ordinal);
        if (quote > 0)
        {
            yield return new("quote", Mistakes.With(lines, field.Number, line.Remove(quote, 1)), ["OF2004"], field.Number);
        }

        var inner = line.TrimEnd().Length - 2;
        if (line[inner] is ']' or '}')
        {
            yield return new("bracket", Mistakes.With(lines, field.Number, line.Remove(inner, 1)), ["OF2004"], field.Number);
        }
    }
}

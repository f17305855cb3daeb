namespace OmniForge.Corpus.Planting;

/// <summary>Plants each of the ten mistakes that have a place of their own, wherever a file offers one.</summary>
internal static class Mistakes
{
    private static readonly string[] Known =
    [
        "name", "description", "license", "compatibility", "metadata", "allowed-tools", "model", "context", "priority", "tags",
        "user-invocable", "disable-model-invocation", "argument-hint", "when_to_use",
    ];

    private static readonly string[] Tools = ["Read", "Write", "Edit", "Glob", "Grep", "Bash", "WebFetch"];

    /// <summary>Nothing when the file is not well-formed to begin with.</summary>
    public static IEnumerable<Planted> Of(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        if (FieldLine.Read(lines) is not { Count: > 0 } fields)
        {
            yield break;
        }

        var close = FieldLine.Close(lines);
        yield return new("fence", Without(lines, close), ["OF1007"], 0) { End = close };
        yield return new("fence", Without(lines, 0), ["OF1006"], 0) { End = close - 1 };
        yield return new("fence", With(lines, close, "----"), ["OF1005"], close) { End = close };
        foreach (var field in fields)
        {
            foreach (var planted in In(lines, field, fields).Concat(InnerMistakes.Of(lines, field)))
            {
                yield return planted;
            }
        }
    }

    private static IEnumerable<Planted> In(string[] lines, FieldLine field, IReadOnlyList<FieldLine> fields)
    {
        var line = lines[field.Number];
        if (field.Value is "" or "|" or ">" or "|-" or ">-" && field.Last > field.Number && lines[field.Number + 1].StartsWith(' '))
        {
            yield return new("tab", With(lines, field.Number + 1, "\t" + lines[field.Number + 1].TrimStart()), ["OF2003"], field.Number + 1);
        }

        if (field.IsPlain && !field.Value.Contains(": ", StringComparison.Ordinal) && field.Value.IndexOf(' ', StringComparison.Ordinal) > 0)
        {
            var blank = line.IndexOf(' ', line.IndexOf(field.Value, StringComparison.Ordinal));
            yield return new("colon", With(lines, field.Number, line.Insert(blank, ":")), ["OF2002"], field.Number);
        }

        if (field.Last == field.Number && field.Value.Length > 2 && field.Value[0] is '"' or '\'' && field.Value[^1] == field.Value[0])
        {
            yield return new("quote", With(lines, field.Number, line.TrimEnd()[..^1]), ["OF2004"], field.Number);
        }

        if (field.Last == field.Number && field.Value.StartsWith('[') && field.Value.EndsWith(']'))
        {
            yield return new("bracket", With(lines, field.Number, line.TrimEnd()[..^1]), ["OF2004"], field.Number);
        }

        if (field.Last == field.Number && field.Value.Length > 0)
        {
            var last = fields[^1].Last;
            yield return new("doubled key", With(lines, last, lines[last] + "\n" + line), ["OF2006"], last + 1);
            yield return new("doubled key", With(lines, field.Number, $"{line}\n{field.Key}: other"), ["OF2006"], field.Number + 1);
        }

        foreach (var planted in Misspelt(lines, field).Concat(WrongTool(lines, field)).Concat(WrongValue(lines, field)))
        {
            yield return planted;
        }
    }

    private static IEnumerable<Planted> Misspelt(string[] lines, FieldLine field)
    {
        var key = field.Key;
        if (!Known.Contains(key))
        {
            yield break;
        }

        var middle = key.Length / 2;
        string[] spellings =
        [
            key.Remove(middle, 1),
            key.Insert(middle, "x"),
            key[..(middle - 1)] + key[middle] + key[middle - 1] + key[(middle + 1)..],
            key[..^1] + "q",
        ];
        foreach (var wrong in spellings.Where(wrong => wrong != key && !Known.Contains(wrong)))
        {
            yield return new("misspelt key", With(lines, field.Number, wrong + lines[field.Number][key.Length..]), ["OF3003", "OF3004"], field.Number);
        }
    }

    private static IEnumerable<Planted> WrongTool(string[] lines, FieldLine field)
    {
        if (field.Key != "allowed-tools")
        {
            yield break;
        }

        for (var i = field.Number; i <= field.Last; i++)
        {
            var from = i == field.Number ? field.Key.Length + 1 : 0;
            foreach (var tool in Tools)
            {
                var at = lines[i].IndexOf(tool, from, StringComparison.Ordinal);
                var end = at + tool.Length;
                if (at > 0 && !char.IsLetterOrDigit(lines[i][at - 1]) && (end == lines[i].Length || !(char.IsLetterOrDigit(lines[i][end]) || lines[i][end] is '_')))
                {
                    var wrong = tool[0] + string.Concat(tool[2], tool[1]) + tool[3..];
                    yield return new("misspelt tool", With(lines, i, lines[i][..at] + wrong + lines[i][end..]), ["OF4003"], i);
                }
            }

            var closing = lines[i].LastIndexOf(')');
            if (closing > from)
            {
                yield return new("parenthesis", With(lines, i, lines[i].Remove(closing, 1)), ["OF4002"], i);
            }
        }
    }

    private static IEnumerable<Planted> WrongValue(string[] lines, FieldLine field)
    {
        (string Value, string Code)[] wrong = field.Key switch
        {
            "name" => [("[a, b]", "OF3007"), (new string('a', 70), "OF3009"), ("Not A Name!", "OF3009")],
            "description" => [("[a, b]", "OF3007"), (new string('a', 1_600), "OF3012"), ("{ a: b }", "OF3007")],
            "user-invocable" or "disable-model-invocation" => [("maybe", "OF3007"), ("[true]", "OF3007")],
            "metadata" => [("text", "OF3017")],
            "compatibility" => [(new string('a', 600), "OF3016")],
            "context" => [("frok", "OF3008")],
            "license" or "model" => [("[a, b]", "OF3007")],
            "allowed-tools" => [("{ Read: true }", "OF3007")],
            _ => [],
        };
        if (field.Last == field.Number)
        {
            foreach (var (value, code) in wrong)
            {
                yield return new("wrong value", With(lines, field.Number, $"{field.Key}: {value}"), [code], field.Number);
            }
        }
    }

    public static string With(string[] lines, int number, string line)
        => string.Join('\n', lines.Select((old, i) => i == number ? line : old));

    private static string Without(string[] lines, int number) => string.Join('\n', lines.Where((_, i) => i != number));
}

using OmniForge.Skills.Rules;

namespace OmniForge.Skills.Tests.Repair;

/// <summary>The twelve mistakes that people make, planted at every place of a file where they can be.</summary>
internal static class Mutations
{
    public static IReadOnlyList<string> Operators { get; } =
    [
        "mark", "windows", "tab", "colon", "quote", "bracket", "fence", "double", "key", "tool", "parenthesis", "type",
    ];

    public static IEnumerable<string> Of(string text, string operation)
    {
        var close = text.IndexOf("\n---\n", StringComparison.Ordinal) + 1;
        var head = text[..close];
        return operation switch
        {
            "mark" => ["\uFEFF" + text],
            "windows" => [text.ReplaceLineEndings("\r\n")],
            "tab" => Lines(head).Where(line => line.Text.StartsWith("  ", StringComparison.Ordinal))
                .Select(line => text.Remove(line.Start, line.Text.Length - line.Text.TrimStart().Length).Insert(line.Start, "\t")),
            "colon" => Lines(head).Where(line => Value(line.Text) is ['"' or '\'', .., '"' or '\''] value
                    && value.Contains(": ", StringComparison.Ordinal) && !value.Contains('\\', StringComparison.Ordinal)
                    && !value.Contains("''", StringComparison.Ordinal))
                .Select(line => text.Remove(line.Start + line.Text.Length - 1, 1).Remove(line.Start + line.Text.Length - Value(line.Text).Length, 1)),
            "quote" => Lines(head).Where(line => line.Text.Length > 0 && line.Text[^1] is '"' or '\'' or ']' && line.Text.AsSpan().IndexOfAny('"', '\'') > 0)
                .Select(line => text.Remove(line.Start + line.Text.LastIndexOfAny(['"', '\'']), 1)),
            "bracket" => Enumerable.Range(0, head.Length).Where(at => head[at] is '[' or ']' or '{' or '}' && !Fence(head, at)).Select(at => text.Remove(at, 1)),
            "fence" => [text[4..], text.Remove(close, 4)],
            "double" => Lines(head).Where(line => Key(line.Text).Length > 0 && Value(line.Text) is { Length: > 0 } value && value[0] is not ('|' or '>')
                    && value is not "[")
                .Select(line => text.Insert(line.Start, line.Text + "\n")),
            "key" => Lines(head).Where(line => FieldTable.Find(Key(line.Text)) is not null)
                .SelectMany(line => Misspelt(text, line).Where((_, i) => i % 13 == (line.Start + text.Length) % 13)),
            "tool" => Swapped(text, head, [("Read", "Raed"), ("Write", "Wirte"), ("Grep", "Grpe"), ("Bash", "bash"), ("table_query", "table_qery"), ("Glob", "Golb")]),
            "parenthesis" => Enumerable.Range(0, head.Length).Where(at => head[at] == ')').Select(at => text.Remove(at, 1)),
            _ => Swapped(text, head, [("priority: 3", "priority: \"3\""), ("user-invocable: false", "user-invocable: \"false\""),
                ("user-invocable: true", "user-invocable: yes"), ("tags: [report, weekly]", "tags: report, weekly"),
                ("tags: ['report']", "tags: report"), ("context: fork", "context: [fork]"), ("model: inherit", "model:\n  - inherit"),
                ("name: weekly-report", "name: Weekly Report"), ("name: weekly-report", "name: [weekly-report]")]),
        };
    }

    private static bool Fence(string head, int at) => at > 0 && head[at - 1] == '$';

    private static IEnumerable<string> Misspelt(string text, (int Start, string Text) line)
    {
        var key = Key(line.Text);
        for (var at = 1; at < key.Length - 1; at++)
        {
            yield return text.Remove(line.Start + at, 1);
            yield return text.Insert(line.Start + at, "x");
            yield return text.Remove(line.Start + at, 1).Insert(line.Start + at, "q");
            if (key[at] != key[at + 1])
            {
                yield return text.Remove(line.Start + at, 2).Insert(line.Start + at, $"{key[at + 1]}{key[at]}");
            }
        }

        yield return text.Remove(line.Start, 1).Insert(line.Start, char.ToUpperInvariant(key[0]).ToString());
    }

    private static IEnumerable<string> Swapped(string text, string head, (string Good, string Bad)[] pairs)
        => from pair in pairs
           let at = head.IndexOf(pair.Good, StringComparison.Ordinal)
           where at >= 0
           select text.Remove(at, pair.Good.Length).Insert(at, pair.Bad);

    private static IEnumerable<(int Start, string Text)> Lines(string head)
    {
        var start = 0;
        foreach (var line in head.Split('\n')[..^1])
        {
            yield return (start, line);
            start += line.Length + 1;
        }
    }

    private static string Key(string line) => line.Length > 0 && char.IsAsciiLetter(line[0]) && line.Contains(':', StringComparison.Ordinal) ? line.Split(':')[0] : "";

    private static string Value(string line) => line.Contains(": ", StringComparison.Ordinal) ? line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..] : "";
}

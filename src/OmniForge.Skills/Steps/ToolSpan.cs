namespace OmniForge.Skills.Steps;

/// <summary>Finds the tool that a sentence names in a code span.</summary>
internal static class ToolSpan
{
    private static readonly string[] BuiltIn = ["Read", "Write", "Edit", "Glob", "Grep", "WebFetch", "Bash", "table_query"];

    public static string? Find(string sentence, IReadOnlyCollection<string>? tools)
    {
        var spans = CodeSpans(sentence).Where(IsToolName).ToList();
        return spans.Find(span => tools?.Contains(span) ?? BuiltIn.Contains(span))
            ?? spans.Find(span => BuiltIn.Contains(span) || span.StartsWith("mcp__", StringComparison.Ordinal))
            ?? spans.Find(span => span.Contains('_', StringComparison.Ordinal))
            ?? spans.FirstOrDefault();
    }

    private static List<string> CodeSpans(string sentence)
    {
        var spans = new List<string>();
        for (var open = sentence.IndexOf('`', StringComparison.Ordinal); open >= 0;)
        {
            var close = sentence.IndexOf('`', open + 1);
            if (close < 0)
            {
                break;
            }

            spans.Add(sentence[(open + 1)..close].Trim());
            open = sentence.IndexOf('`', close + 1);
        }

        return spans;
    }

    private static bool IsToolName(string span)
        => span.Length > 0 && char.IsAsciiLetter(span[0]) && span.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
}

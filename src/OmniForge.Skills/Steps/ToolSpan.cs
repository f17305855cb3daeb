namespace OmniForge.Skills.Steps;

/// <summary>Finds the tool that a sentence names in a code span.</summary>
internal static class ToolSpan
{
    private static readonly string[] BuiltIn = ["Read", "Write", "Edit", "Glob", "Grep", "WebFetch", "Bash", "table_query", "AskUser"];

    public static string? Find(string sentence, IReadOnlyCollection<string>? tools)
    {
        var spans = CodeSpans.In(sentence, new(0, sentence.Length))
            .Select(span => sentence.Substring(span.Start, span.Length).Trim())
            .Where(IsToolName)
            .ToList();
        return spans.Find(span => tools?.Contains(span) ?? BuiltIn.Contains(span))
            ?? spans.Find(span => BuiltIn.Contains(span) || span.StartsWith("mcp__", StringComparison.Ordinal))
            ?? spans.Find(span => span.Contains('_', StringComparison.Ordinal))
            ?? spans.FirstOrDefault();
    }

    private static bool IsToolName(string span)
        => span.Length > 0 && char.IsAsciiLetter(span[0]) && span.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
}

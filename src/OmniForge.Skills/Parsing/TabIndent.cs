namespace OmniForge.Skills.Parsing;

/// <summary>Lines of an entry that are indented with tabs, and the blanks that keep their nesting.</summary>
internal static class TabIndent
{
    private const int Step = 2;

    // Longer entries are not repaired by trying.
    private const int MaxLength = 4_000;

    public static Finding? Explain(string text, TextSpan entry, List<TextLine> lines)
    {
        var first = lines.FindIndex(line => IsTabbed(line.Of(text)));
        if (first < 0)
        {
            return null;
        }

        var tab = lines[first].Of(text).IndexOf('\t');
        var wrong = TextSpan.Between(lines[first].Start + tab, lines[first].Start + Indent(lines[first].Of(text)));
        var edits = Enumerable.Range(0, entry.Length > MaxLength ? 1 : 3)
            .Select(attempt => attempt == 0 ? LikeNeighbours(text, lines) : Fixed(text, lines, Step * attempt))
            .FirstOrDefault(edits => Recovery.Entry(text, entry, edits) is not null) ?? LikeNeighbours(text, lines);
        return new("OF2003", wrong, "This line is indented with a tab, which is not allowed here, so the field is lost. Use blanks.")
        { Fixes = [new("Use blanks", FixKind.Safe, edits)] };
    }

    private static bool IsTabbed(ReadOnlySpan<char> line) => Indent(line) is var indent && indent < line.Length && line[..indent].Contains('\t');

    private static int Indent(ReadOnlySpan<char> line) => line.Length - line.TrimStart(" \t").Length;

    private static List<SkillEdit> Fixed(string text, List<TextLine> lines, int width)
        => [.. lines.Where(line => IsTabbed(line.Of(text))).Select(line => Blanks(text, line, width))];

    private static SkillEdit Blanks(string text, TextLine line, int width)
    {
        var indent = line.Of(text)[..Indent(line.Of(text))];
        return new(new(line.Start, indent.Length), new string(' ', (indent.Count('\t') * width) + indent.Count(' ')));
    }

    // As deep as the line above, one step deeper below a line that opens something, and in step with tabs above.
    private static List<SkillEdit> LikeNeighbours(string text, List<TextLine> lines)
    {
        var edits = new List<SkillEdit>();
        int depth = 0, tabs = -1;
        var opens = false;
        foreach (var line in lines)
        {
            var content = line.Of(text);
            var indent = Indent(content);
            if (indent == content.Length)
            {
                continue;
            }

            if (IsTabbed(content))
            {
                var own = content[..indent].Count('\t');
                depth = Math.Max(Step, tabs >= 0 ? depth + (Step * (own - tabs)) : opens ? depth + Step : depth);
                tabs = own;
                edits.Add(new(new(line.Start, indent), new string(' ', depth)));
            }
            else
            {
                (depth, tabs) = (indent, -1);
            }

            opens = content.TrimEnd() is [.., ':'];
        }

        return edits;
    }
}

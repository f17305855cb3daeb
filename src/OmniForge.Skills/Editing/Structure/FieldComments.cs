using OmniForge.Skills.Parsing;

namespace OmniForge.Skills.Editing.Structure;

/// <summary>Finds the comments between the fences: whole lines, and ends of lines outside of quotes and blocks.</summary>
internal static class FieldComments
{
    public static void Add(SkillDocument document, List<SemanticSpan> found)
    {
        if (document.Envelope.Frontmatter is not { } fields)
        {
            return;
        }

        // A '#' inside a text of several lines is text.
        var texts = document.Frontmatter.Entries
            .Select(entry => entry.Value)
            .OfType<ScalarNode>()
            .Where(scalar => scalar.Form != ScalarForm.Plain)
            .Select(scalar => scalar.Span)
            .OrderBy(span => span.Start)
            .ToList();
        var next = 0;
        foreach (var line in TextLine.Read(document.Text, fields.Start, fields.End))
        {
            while (next < texts.Count && texts[next].End <= line.Start)
            {
                next++;
            }

            if (next < texts.Count && texts[next].Start < line.Start && texts[next].End >= line.End)
            {
                continue;
            }

            if (Start(line.Of(document.Text)) is var start && start >= 0)
            {
                found.Add(new(TextSpan.Between(line.Start + start, line.End), SemanticKind.Comment));
            }
        }
    }

    /// <summary>Where the comment of a line starts; -1 = it has none.</summary>
    public static int Start(ReadOnlySpan<char> line)
    {
        var quote = '\0';
        var last = ':';
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
                continue;
            }

            if (c == '#' && (i == 0 || line[i - 1] is ' ' or '\t'))
            {
                return i;
            }

            quote = c is '"' or '\'' && last is ':' or '-' or '[' or ',' or '{' ? c : quote;
            last = c is ' ' or '\t' ? last : c;
        }

        return -1;
    }
}

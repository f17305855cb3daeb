using System.Text;
using OmniForge.Server.Hosting;
using OmniForge.Skills;
using OmniForge.V1;

namespace OmniForge.Server.Agents;

/// <summary>Replaces ranges of a text, all counted in the text as it is before any of them. Pure.</summary>
internal static class TextEdits
{
    /// <summary>Columns behind the end of a line count as its end and lines behind the last as the end of the text, as in LSP.</summary>
    public static string Apply(string text, IReadOnlyList<TextEdit> edits, string field)
    {
        var mark = text.StartsWith('\uFEFF') ? "\uFEFF" : "";
        var document = SkillDocument.Parse(text);
        var source = document.Text;
        var spans = edits.Select((edit, index) => (Span: SpanOf(document, edit.Range, $"{field}[{index}].range"), edit.NewText, Index: index))
            .OrderBy(edit => edit.Span.Start).ThenBy(edit => edit.Span.End).ThenBy(edit => edit.Index).ToList();
        var result = new StringBuilder(mark, source.Length + mark.Length);
        var at = 0;
        foreach (var (span, newText, index) in spans)
        {
            if (span.Start < at)
            {
                throw DomainException.Field($"{field}[{index}].range", "overlaps another edit of the same file");
            }

            result.Append(source, at, span.Start - at).Append(newText);
            at = span.End;
        }

        return result.Append(source, at, source.Length - at).ToString();
    }

    private static TextSpan SpanOf(SkillDocument document, TextRange? range, string field)
    {
        if (range is null || range.StartLine < 0 || range.StartCharacter < 0 || range.EndLine < 0 || range.EndCharacter < 0)
        {
            throw DomainException.Field(field, "needs lines and characters from 0");
        }

        var start = Offset(document, range.StartLine, range.StartCharacter);
        var end = Offset(document, range.EndLine, range.EndCharacter);
        return end >= start ? TextSpan.Between(start, end) : throw DomainException.Field(field, "ends before it starts");
    }

    private static int Offset(SkillDocument document, int line, int character)
    {
        var lines = document.Lines;
        if (line >= lines.Count)
        {
            return document.Text.Length;
        }

        var start = lines.Start(line);
        var end = line + 1 < lines.Count ? lines.Start(line + 1) : document.Text.Length;
        while (end > start && (document.Text[end - 1] is '\n' or '\r'))
        {
            end--;
        }

        return Math.Min(start + Math.Min(character, document.Text.Length), end);
    }
}

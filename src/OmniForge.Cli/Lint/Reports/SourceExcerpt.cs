using System.Globalization;
using System.Text;
using OmniForge.Skills.Linting;

namespace OmniForge.Cli.Lint.Reports;

/// <summary>One line of a file with marks under the wrong text; the marks fit below it on every terminal.</summary>
/// <param name="Text">The line: tabs as blanks, invisible characters made visible, cut to a window when it is long.</param>
/// <param name="Marks">Blanks, then one mark per column of the wrong text; at least one.</param>
internal sealed record SourceExcerpt(string Text, string Marks)
{
    private const int Tab = 4;
    private const int Window = 110;
    private const int Before = 40;

    public static SourceExcerpt Of(LintFinding finding)
    {
        var line = finding.Line;
        var from = Math.Min(finding.Start.Utf16Column - 1, line.Length);
        var to = finding.End.Line > finding.Start.Line ? line.Length : Math.Clamp(finding.End.Utf16Column - 1, from, line.Length);
        var start = CutBefore(line, from);
        var text = new StringBuilder(start > 0 ? "…" : "");
        var (column, first, last) = (text.Length, -1, -1);
        var at = start;
        foreach (var rune in line.AsSpan(start).EnumerateRunes())
        {
            if (column >= Window)
            {
                text.Append('…');
                break;
            }

            first = first < 0 && at >= from ? column : first;
            var shown = Shown(rune, column);
            text.Append(shown.Text);
            column += shown.Width;
            at += rune.Utf16SequenceLength;
            last = at <= to ? column : last;
        }

        first = first < 0 ? column : first;
        return new(text.ToString().TrimEnd(), new string(' ', first) + new string('^', Math.Max(1, last - first)));
    }

    private static (string Text, int Width) Shown(Rune rune, int column)
    {
        if (rune.Value == '\t')
        {
            var width = Tab - (column % Tab);
            return (new string(' ', width), width);
        }

        // Control and format characters could drive the terminal or turn the line around.
        return Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator
            ? ("\uFFFD", 1)
            : (rune.ToString(), CellWidth.Of(rune));
    }

    private static int CutBefore(string line, int from)
    {
        if (from < Window - Before)
        {
            return 0;
        }

        var start = from - Before;
        return char.IsLowSurrogate(line[start]) ? start - 1 : start;
    }
}

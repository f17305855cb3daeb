using System.Text;
using OmniForge.Skills.Linting;

namespace OmniForge.Skills.Tests.Goldens;

/// <summary>The findings of all profiles of a case as text; equal findings of several profiles are one block.</summary>
internal static class GoldenFindings
{
    public static string Write(GoldenCase golden)
    {
        var blocks = golden.Checks
            .SelectMany(check => golden.Document.Validate(check).Select(finding => (check.Profile, finding.Severity, Finding: finding)))
            .GroupBy(found => Block(golden, found.Finding))
            .OrderBy(block => block.First().Finding.Span.Start)
            .ThenBy(block => block.First().Finding.Code, StringComparer.Ordinal);
        var text = new StringBuilder();
        foreach (var block in blocks)
        {
            var (place, message) = block.Key;
            text.Append(place).Append(": ");
            text.AppendJoin(", ", block.Select(found => $"{ProfileNames.All[(int)found.Profile]} {found.Severity.ToString().ToLowerInvariant()}"));
            text.Append(message);
        }

        return text.Length == 0 ? "(no findings)\n" : text.ToString();
    }

    private static (string Place, string Message) Block(GoldenCase golden, SkillDiagnostic finding)
    {
        var text = new StringBuilder($"\n    {finding.Message}\n");
        foreach (var fix in finding.Fixes)
        {
            text.Append($"    {fix.Kind.ToString().ToLowerInvariant()} fix: {fix.Title}\n");
        }

        var span = finding.Span;
        return ($"{Place(golden.Document, span.Start)}–{Place(golden.Document, span.End)} {finding.Code}", text.ToString());
    }

    /// <summary>Line and column in code points, both from 1.</summary>
    private static string Place(SkillDocument document, int offset)
    {
        var (line, _) = document.Lines.Position(offset);
        return $"{line + 1}:{document.Text[document.Lines.Start(line)..offset].EnumerateRunes().Count() + 1}";
    }
}

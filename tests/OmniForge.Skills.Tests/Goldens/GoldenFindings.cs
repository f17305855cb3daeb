using System.Text;
using OmniForge.Skills.Linting;

namespace OmniForge.Skills.Tests.Goldens;

/// <summary>The findings of all profiles of a case as text; equal findings of several profiles are one block.</summary>
internal static class GoldenFindings
{
    public static string Write(GoldenCase golden)
        => Write(golden.Checks.SelectMany(check => Of(golden, check).Select(finding => (check.Profile, finding))));

    public static string Write(IEnumerable<(SkillProfile Profile, LintFinding Finding)> findings)
    {
        var blocks = findings
            .GroupBy(found => Block(found.Finding))
            .OrderBy(block => block.First().Finding.Start.Offset)
            .ThenBy(block => block.First().Finding.Id, StringComparer.Ordinal);
        var text = new StringBuilder();
        foreach (var block in blocks)
        {
            var (place, message) = block.Key;
            text.Append(place).Append(": ");
            text.AppendJoin(", ", block.Select(found => $"{ProfileNames.All[(int)found.Profile]} {Word(found.Finding)}"));
            text.Append(message);
        }

        return text.Length == 0 ? "(no findings)\n" : text.ToString();
    }

    /// <summary>Findings of a file that is judged alike in all profiles.</summary>
    public static string Write(IReadOnlyList<LintFinding> findings)
        => findings.Count == 0 ? "(no findings)\n"
            : string.Concat(findings.Select(Block).Zip(findings, (block, finding) => $"{block.Place}: {Word(finding)}{block.Message}"));

    public static IReadOnlyList<LintFinding> Of(GoldenCase golden, SkillCheck check)
    {
        var found = LintFindings.Of(golden.Document, golden.Bytes, [new(check.Profile, golden.Document.Validate(check))]);
        return golden.Place.Comments && Suppressions.Of(golden.Document, golden.Bytes, [check]) is { } comments ? comments.Apply(found).Left : found;
    }

    private static (string Place, string Message) Block(LintFinding finding)
    {
        var text = new StringBuilder($"\n    {finding.Message}\n");
        foreach (var fix in finding.Fixes)
        {
            text.Append($"    {fix.Kind.ToString().ToLowerInvariant()} fix: {fix.Title}\n");
        }

        return ($"{Place(finding.Start)}–{Place(finding.End)} {finding.Id}", text.ToString());
    }

    private static string Word(LintFinding finding) => finding.Severity.ToString().ToLowerInvariant();

    /// <summary>Line and column in code points, both from 1.</summary>
    private static string Place(TextPlace place) => $"{place.Line}:{place.Column}";
}

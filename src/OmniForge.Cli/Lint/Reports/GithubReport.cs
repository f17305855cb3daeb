using System.Globalization;
using System.Text;
using OmniForge.Skills;

namespace OmniForge.Cli.Lint.Reports;

/// <summary>Findings as workflow commands, which GitHub shows beside the lines of a change.</summary>
internal static class GithubReport
{
    public static string Write(LintReport report)
    {
        var text = new StringBuilder();
        foreach (var (file, finding) in report.Findings)
        {
            var level = finding.Severity switch
            {
                SkillSeverity.Error => "error",
                SkillSeverity.Warning => "warning",
                _ => "notice",
            };
            text.Append(CultureInfo.InvariantCulture, $"::{level} file={Property(file.Shown)},line={finding.Start.Line},col={finding.Start.Column}");
            text.Append(CultureInfo.InvariantCulture, $",endLine={finding.End.Line}");
            // A column of the end is understood only within one line.
            if (finding.End.Line == finding.Start.Line)
            {
                text.Append(CultureInfo.InvariantCulture, $",endColumn={finding.End.Column}");
            }

            text.Append(CultureInfo.InvariantCulture, $",title={finding.Id}::{Message(finding.Message)}\n");
        }

        foreach (var file in report.Files.Where(file => file.Fault is not null && file.Findings.Count == 0))
        {
            text.Append(CultureInfo.InvariantCulture, $"::error file={Property(file.Shown)}::{Message(file.Fault!)}\n");
        }

        return text.ToString();
    }

    private static string Message(string text)
        => text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text)
        => Message(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}

using System.Globalization;
using System.Text;
using OmniForge.Cli.Output;
using OmniForge.Skills;
using OmniForge.Skills.Linting;

namespace OmniForge.Cli.Lint.Reports;

/// <summary>Findings for people: place, rule, message, the line itself and what can be done.</summary>
internal static class TextReport
{
    public static string Write(LintReport report, Paint paint, ReportParts parts)
    {
        var text = new StringBuilder();
        foreach (var file in report.Files)
        {
            var several = file.Profiles.Count > 1;
            foreach (var finding in file.Findings)
            {
                Append(text, file.Shown, finding, several, paint);
            }

            if (file.Fault is { } fault && file.Findings.Count == 0)
            {
                text.Append(paint.Bold(Terminal.Clean(file.Shown))).Append(": ").Append(paint.Error("internal")).Append(": ")
                    .AppendLine(Terminal.Clean(fault)).AppendLine();
            }
        }

        if (parts == ReportParts.All)
        {
            text.AppendLine(Summary(report));
        }

        return text.Replace("\r\n", "\n").ToString();
    }

    /// <summary>One finding as a block that ends with an empty line.</summary>
    public static void Append(StringBuilder text, string path, LintFinding finding, bool several, Paint paint)
    {
        var level = SeverityNames.Of(finding.Severity);
        text.Append(paint.Bold(string.Create(
                CultureInfo.InvariantCulture, $"{Terminal.Clean(path)}:{finding.Start.Line}:{finding.Start.Column}:")))
            .Append(' ').Append(paint.Level(finding.Severity, level)).Append(' ').Append(finding.Id).Append(": ")
            .Append(OneLine(finding.Message));
        if (several && finding.Profiles.Count > 0)
        {
            text.Append(" [").AppendJoin(", ", finding.Profiles.Select(ProfileNames.Of)).Append(']');
        }

        text.Append('\n');
        if (finding.Line.Length > 0)
        {
            var excerpt = SourceExcerpt.Of(finding);
            var number = finding.Start.Line.ToString(CultureInfo.InvariantCulture);
            text.Append("  ").Append(paint.Faint(number + " |")).Append(' ').Append(excerpt.Text).Append('\n')
                .Append(' ', number.Length + 2).Append(paint.Faint(" |")).Append(' ')
                .Append(paint.Level(finding.Severity, excerpt.Marks)).Append('\n');
        }

        foreach (var fix in finding.Fixes)
        {
            text.Append("  ").Append(paint.Faint(Kind(fix.Kind))).Append(' ').Append(OneLine(fix.Title)).Append('\n');
        }

        text.Append('\n');
    }

    public static string Summary(LintReport report)
    {
        var kept = report.Files.Sum(file => file.Kept);
        var known = kept == 0 ? "" : $" {Words.Count(kept, "finding")} kept back by comments or the baseline.";
        var counts = new[]
        {
            (Number: report.Count(SkillSeverity.Error), Word: "error"),
            (Number: report.Count(SkillSeverity.Warning), Word: "warning"),
            (Number: report.Count(SkillSeverity.Information) + report.Count(SkillSeverity.Hint), Word: "note"),
        };
        var found = string.Join(", ", counts.Where(count => count.Number > 0).Select(count => Words.Count(count.Number, count.Word)));
        if (found.Length == 0)
        {
            return $"{Words.Count(report.Checked, "file")} checked, {(report.Incomplete ? "nothing found in them" : "nothing to report")}.{known}";
        }

        var files = report.Files.Count(file => file.Findings.Count > 0);
        var fixable = report.Fixable == 0 ? "" : $" {report.Fixable} can be repaired with --fix.";
        return $"{found} in {Words.Count(files, "file")}; {Words.Count(report.Checked, "file")} checked.{fixable}{known}";
    }

    private static string Kind(FixKind kind) => kind switch
    {
        FixKind.Safe => "fix:",
        FixKind.Choice => "choice:",
        _ => "on the platform:",
    };

    private static string OneLine(string text) => Terminal.Clean(text.ReplaceLineEndings(" "));
}

/// <summary>How much of a report is wanted.</summary>
internal enum ReportParts
{
    All,
    FindingsOnly,
}

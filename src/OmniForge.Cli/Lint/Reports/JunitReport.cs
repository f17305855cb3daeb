using System.Globalization;
using System.Text;
using OmniForge.Files.Linting;
using OmniForge.Skills.Linting;

namespace OmniForge.Cli.Lint.Reports;

/// <summary>Findings as test results: one suite per file, one case per finding, one passed case for a good file.</summary>
internal static class JunitReport
{
    public static string Write(LintReport report, FailLevel? failOn)
    {
        var files = report.Files.Where(file => file.Profiles.Count > 0 || file.Findings.Count > 0 || file.Fault is not null).ToList();
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        text.Append(CultureInfo.InvariantCulture, $"<testsuites name=\"omniforge lint\" tests=\"{files.Sum(Cases)}\"");
        text.Append(CultureInfo.InvariantCulture, $" failures=\"{files.Sum(file => Failed(file, failOn))}\" errors=\"{files.Sum(Broken)}\">\n");
        foreach (var file in files)
        {
            Append(text, file, failOn);
        }

        return text.Append("</testsuites>\n").ToString();
    }

    private static void Append(StringBuilder text, LintedFile file, FailLevel? failOn)
    {
        var name = Escaped(file.Shown);
        text.Append(CultureInfo.InvariantCulture, $"  <testsuite name=\"{name}\" tests=\"{Cases(file)}\"");
        text.Append(CultureInfo.InvariantCulture, $" failures=\"{Failed(file, failOn)}\" errors=\"{Broken(file)}\">\n");
        foreach (var finding in file.Findings)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{finding.Start.Line}:{finding.Start.Column}");
            text.Append(CultureInfo.InvariantCulture, $"    <testcase name=\"{finding.Id} {place}\" classname=\"{name}\">");
            var told = Escaped($"{file.Shown}:{place}: {SeverityNames.Of(finding.Severity)} {finding.Id}: {finding.Message}");
            text.Append(Fails(file, finding, failOn)
                ? $"<failure type=\"{SeverityNames.Of(finding.Severity)}\" message=\"{Escaped(finding.Message)}\">{told}</failure>"
                : $"<system-out>{told}</system-out>");
            text.Append("</testcase>\n");
        }

        if (Broken(file) > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"    <testcase name=\"checked\" classname=\"{name}\"><error message=\"{Escaped(file.Fault!)}\"/></testcase>\n");
        }
        else if (file.Findings.Count == 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"    <testcase name=\"checked\" classname=\"{name}\"/>\n");
        }

        text.Append("  </testsuite>\n");
    }

    private static int Cases(LintedFile file) => Math.Max(1, file.Findings.Count + Broken(file));

    private static int Broken(LintedFile file) => file.Fault is null ? 0 : 1;

    private static int Failed(LintedFile file, FailLevel? failOn) => file.Findings.Count(finding => Fails(file, finding, failOn));

    private static bool Fails(LintedFile file, LintFinding finding, FailLevel? failOn)
        => (failOn ?? file.FailOn ?? FailLevel.Error).Fails(finding.Severity);

    /// <summary>Characters that XML cannot hold at all become the replacement character.</summary>
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            escaped.Append(rune.Value switch
            {
                '<' => "&lt;",
                '>' => "&gt;",
                '&' => "&amp;",
                '"' => "&quot;",
                '\n' => "&#10;",
                '\t' => "&#9;",
                < 0x20 or 0xFFFE or 0xFFFF => "\uFFFD",
                _ => rune.ToString(),
            });
        }

        return escaped.ToString();
    }
}

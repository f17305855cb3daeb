using System.Text;
using OmniForge.Cli.Output;
using OmniForge.Files;

namespace OmniForge.Cli.Lint.Reports;

/// <summary>Brings a report to where it was asked for.</summary>
internal static class ReportOutput
{
    public static void Write(LintReport report, LintRequest request, Terminal terminal)
    {
        var text = request.Format switch
        {
            ReportFormat.Json => JsonReport.Write(report, report.ExitCode(request.FailOn, request.MostWarnings)),
            ReportFormat.Sarif => SarifReport.Write(report),
            ReportFormat.Github => GithubReport.Write(report),
            ReportFormat.Junit => JunitReport.Write(report, request.FailOn),
            _ => TextReport.Write(report, request.Paint, request.Parts),
        };
        Send(text, report.Problems, request, terminal);
    }

    /// <summary>Prints or saves a finished text, then says on standard error why not everything could be done.</summary>
    public static void Send(string text, IReadOnlyList<string> problems, LintRequest request, Terminal terminal)
    {
        if (request.Output is { } file)
        {
            AtomicFile.Write(Path.GetFullPath(file, request.CurrentFolder), Encoding.UTF8.GetBytes(text));
        }
        else
        {
            terminal.Report(text);
        }

        foreach (var problem in problems)
        {
            terminal.Problem(problem);
        }
    }
}

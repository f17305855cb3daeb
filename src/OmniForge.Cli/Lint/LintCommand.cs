using System.CommandLine;
using OmniForge.Cli.CommandLine;
using OmniForge.Cli.Lint.Reports;
using OmniForge.Cli.Output;

namespace OmniForge.Cli.Lint;

/// <summary>`lint`: what is wrong with skills, without any server.</summary>
internal static class LintCommand
{
    public static Command Create(Verbs verbs)
    {
        var options = new LintOptions();
        var command = new Command("lint", "Check SKILL.md files and say what is wrong, why it matters and what to do. Works without a server.");
        options.AddTo(command);
        return verbs.Doing(
            command,
            (parsed, ct) => Task.FromResult(Run(options.Request(parsed, verbs.Context), verbs.Context.Terminal, ct)),
            "omniforge lint                                  every SKILL.md below this folder",
            "omniforge lint skills/ --fix                    repair what can be repaired safely",
            "omniforge lint --profile claude-code,omniforge  by the rules of several readers at once",
            "omniforge lint --format sarif --output lint.sarif",
            "cat SKILL.md | omniforge lint - --stdin-path skills/report/SKILL.md",
            "omniforge lint --explain OF3013                 what a rule means");
    }

    private static int Run(LintRequest request, Terminal terminal, CancellationToken cancellationToken)
    {
        var report = new LintRun(request, terminal).Report(cancellationToken);
        ReportOutput.Write(report, request, terminal);
        return report.ExitCode(request.FailOn, request.MostWarnings);
    }
}

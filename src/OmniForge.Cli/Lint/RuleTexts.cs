using System.Globalization;
using OmniForge.Cli.Output;
using OmniForge.Skills;
using OmniForge.Skills.Linting;
using OmniForge.Skills.Rules;

namespace OmniForge.Cli.Lint;

/// <summary>What rules mean, without the network.</summary>
internal static class RuleTexts
{
    public static int Explain(string id, Terminal terminal)
    {
        if (RulePages.Find(id.Trim()) is not { } page)
        {
            var near = RuleIds.Near(id) is { } meant ? $" Did you mean '{meant}'?" : " omniforge lint --list-rules shows all.";
            terminal.Problem($"There is no rule '{id}'.{near}");
            return LintExit.Incomplete;
        }

        terminal.Write(page.ToMarkdown());
        return LintExit.Clean;
    }

    /// <summary>One line per rule: id, the severity in each profile, title.</summary>
    public static int List(Terminal terminal)
    {
        terminal.Line("RULE    AS CC OF ST  FINDING (E error, W warning, I info, - not evaluated)");
        foreach (var page in RulePages.All)
        {
            var letters = string.Join("  ", page.Severities[0].PerProfile.Select(Letter));
            terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{page.Id}  {letters}   {page.Title}"));
        }

        terminal.Line();
        terminal.Line("AS agent-skills, CC claude-code, OF omniforge, ST omniforge-strict. omniforge lint --explain ID says more.");
        return LintExit.Clean;
    }

    private static char Letter(SkillSeverity? severity) => severity switch
    {
        SkillSeverity.Error => 'E',
        SkillSeverity.Warning => 'W',
        null => '-',
        _ => 'I',
    };
}

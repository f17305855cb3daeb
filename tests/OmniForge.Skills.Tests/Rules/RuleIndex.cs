using System.Text;
using OmniForge.Skills.Rules;

namespace OmniForge.Skills.Tests.Rules;

/// <summary>The first page of the rules: every rule in one line, by group.</summary>
internal static class RuleIndex
{
    private static readonly Dictionary<char, string> Groups = new()
    {
        ['1'] = "The file",
        ['2'] = "Reading the fields",
        ['3'] = "Fields and values",
        ['4'] = "Tools",
        ['5'] = "Fields and instructions together",
        ['6'] = "Instructions",
        ['7'] = "Security",
        ['8'] = "Several files and the checker itself",
    };

    public static string Write(IReadOnlyList<RulePage> pages)
    {
        var text = new StringBuilder("# Rules\n\n");
        text.Append("Ids never change their meaning and are never used again. The columns are the profiles agent-skills, claude-code,\n");
        text.Append("omniforge and omniforge-strict: E error, W warning, I info, – not checked, off until a project turns it on.\n");
        foreach (var group in pages.GroupBy(page => page.Id[2]))
        {
            text.Append($"\n## {Groups[group.Key]}\n\n| Rule | | AS | CC | OF | ST |\n|---|---|---|---|---|---|\n");
            foreach (var page in group)
            {
                text.Append($"| [{page.Id}]({page.Id}.md) | {page.Title} | ");
                text.AppendJoin(" | ", page.Severities[0].PerProfile.Select(severity => Letter(page, severity))).Append(" |\n");
            }
        }

        return text.ToString();
    }

    private static string Letter(RulePage page, SkillSeverity? severity) => severity switch
    {
        SkillSeverity.Error => "E",
        SkillSeverity.Warning => "W",
        SkillSeverity.Information => "I",
        _ => page.Severities.All(row => row.PerProfile.All(value => value is null)) ? "off" : "–",
    };
}

using System.Globalization;
using System.Text;
using OmniForge.Skills.Linting;

namespace OmniForge.Skills.Rules;

/// <summary>Writes a page for people.</summary>
internal static class RulePageText
{
    public static string Write(RulePage page)
    {
        var text = new StringBuilder($"# {page.Id}: {page.Title}\n\n");
        text.Append($"{Severities(page)}\n## What it means\n\n{page.Meaning}\n\n## Why it matters\n\n{page.Reason}\n\n");
        text.Append($"## What to do\n\n{page.Remedy}\n\n{Fixes(page)}\n\n");
        text.Append($"## Bad\n\n{Legend(page.Bad)}{Examples(page.Bad)}## Good\n\n{Examples(page.Good)}");
        text.Append(CultureInfo.InvariantCulture, $"Source: {page.Source}, compared on {page.VerifiedOn:yyyy-MM-dd}. Since {page.Since}.\n");
        return text.ToString();
    }

    private static string Severities(RulePage page)
    {
        if (page.Severities.All(row => row.PerProfile.All(severity => severity is null)))
        {
            return "Off unless a project turns it on: it judges taste.\n";
        }

        var several = page.Severities.Count > 1;
        var text = new StringBuilder();
        text.Append(several ? "| For | " : "| ").AppendJoin(" | ", ProfileNames.All).Append(" |\n");
        text.Append(several ? "|---" : "").Append("|---|---|---|---|\n");
        foreach (var row in page.Severities)
        {
            text.Append(several ? $"| {row.When ?? "everything else"} | " : "| ");
            text.AppendJoin(" | ", row.PerProfile.Select(Word)).Append(" |\n");
        }

        return text.ToString();
    }

    private static string Word(SkillSeverity? severity) => severity switch
    {
        SkillSeverity.Error => "error",
        SkillSeverity.Warning => "warning",
        SkillSeverity.Information => "info",
        _ => "not checked",
    };

    private static string Fixes(RulePage page) => page.Fixes.Count == 0
        ? "There is no automatic fix."
        : string.Join(' ', page.Fixes.Select(kind => kind switch
        {
            FixKind.Safe => "`omniforge lint --fix` repairs it.",
            FixKind.Choice => "Editors offer a fix to choose.",
            _ => "The platform helps: while an agent is built or edited it takes the value over or asks for it.",
        }));

    private static string Legend(IReadOnlyList<RuleExample> examples)
        => examples.Any(example => example.Shown.Contains("‹U+", StringComparison.Ordinal))
            ? "`‹U+…›` stands for the one character with this number, and with `×` for as many of them.\n\n"
            : "";

    private static string Examples(IReadOnlyList<RuleExample> examples)
    {
        var text = new StringBuilder();
        foreach (var example in examples)
        {
            text.Append(example.Path is { } path ? $"`{path}`:\n\n" : "");
            text.Append($"````{(example.Path?.EndsWith(".md", StringComparison.OrdinalIgnoreCase) ?? true ? "markdown" : "")}\n");
            text.Append(example.Shown).Append("````\n\n");
        }

        return text.ToString();
    }
}

using System.Text;
using OmniForge.Skills.Linting;
using OmniForge.Skills.Permissions;
using OmniForge.Skills.Rules;

namespace OmniForge.Skills.Tests.Rules;

/// <summary>Judges the files of a page as the checker would: alone, beside each other, or as the configuration of a project.</summary>
internal static class RuleExamples
{
    private static readonly string[] AcrossFiles = ["OF8001", "OF8002", "OF8003", "OF8004", "OF8007"];

    /// <summary>The ids found in any of the files.</summary>
    public static IReadOnlyList<string> Found(RulePage page, IReadOnlyList<RuleExample> files, SkillProfile profile)
    {
        if (files[0].Path == LintConfig.FileName)
        {
            return [.. LintConfig.Read(files[0].Text).Findings.Select(finding => finding.Id)];
        }

        if (AcrossFiles.Contains(page.Id))
        {
            var skills = files.Select(file => new SkillInSet(file.Path!, SkillLayer.Of(file.Path!), SkillDocument.Parse(file.Text)) { Profile = profile });
            return [.. SkillSetRules.Check([.. skills]).SelectMany(found => found).Select(finding => finding.Code)];
        }

        var document = SkillDocument.Parse(files[0].Text);
        var check = Check(page, files, profile);
        var findings = LintFindings.Of(document, null, [new(profile, document.Validate(check))]);
        return [.. (Suppressions.Of(document, null, [check])?.Apply(findings).Left ?? findings).Select(finding => finding.Id)];
    }

    private static SkillCheck Check(RulePage page, IReadOnlyList<RuleExample> files, SkillProfile profile)
    {
        var path = (files[0].Path ?? "SKILL.md").Split('/');
        return new(profile)
        {
            FileName = path[^1],
            FolderName = path.Length > 1 ? path[^2] : null,
            Bundle = path.Length > 1 ? [.. files.Select(file => Bundled(path[0], file))] : null,
            ReadBundled = wanted => files.FirstOrDefault(file => file.Path == $"{path[0]}/{wanted}")?.Text,
            Grant = page.Id == "OF4010" ? ToolList.Parse(["Read", "Write"]) : null,
            Rules = page.Severities[0].PerProfile.All(severity => severity is null)
                ? RuleSettings.Default with { Severities = new Dictionary<string, SkillSeverity?> { [page.Id] = SkillSeverity.Warning } }
                : RuleSettings.Default,
        };
    }

    private static BundleFile Bundled(string folder, RuleExample file)
        => new(file.Path![(folder.Length + 1)..], Encoding.UTF8.GetByteCount(file.Text));
}

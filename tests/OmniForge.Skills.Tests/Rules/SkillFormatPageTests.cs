using OmniForge.Skills.Linting;
using OmniForge.Skills.Permissions;
using OmniForge.TestKit;

namespace OmniForge.Skills.Tests.Rules;

/// <summary>What the page about the language shows is true.</summary>
public sealed class SkillFormatPageTests
{
    private static string Page => File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "skill-format.md")).ReplaceLineEndings("\n");

    [Theory]
    [InlineData(SkillProfile.ClaudeCode)]
    [InlineData(SkillProfile.OmniForge)]
    [InlineData(SkillProfile.OmniForgeStrict)]
    public void The_first_skill_has_no_finding(SkillProfile profile)
    {
        var skill = SkillDocument.Parse(Page.Split("```markdown\n")[1].Split("```")[0]);
        Assert.Equal("weekly-report", skill.Name);
        Assert.Empty(skill.Validate(profile, "weekly-report"));
    }

    [Fact]
    public void Every_link_leads_to_a_file()
        => Assert.All(Page.Split("](").Skip(1).Select(rest => rest[..rest.IndexOf(')', StringComparison.Ordinal)]),
            link => Assert.True(File.Exists(Path.Combine(SourceTree.Root, "docs", link)), link));

    [Fact]
    public void The_settings_of_a_project_are_all_understood()
    {
        var (config, findings) = LintConfig.Read(Page.Split("```yaml\n")[1].Split("```")[0]);
        Assert.Empty(findings);
        Assert.Equal(("lint-baseline.json", FailLevel.Warning), (config.Baseline, config.FailOn));
    }

    [Fact]
    public void The_comment_that_keeps_a_finding_back_does_so()
    {
        var comment = Page.Split("```\n").Single(block => block.StartsWith("# omniforge-disable-next-line", StringComparison.Ordinal));
        var document = SkillDocument.Parse($"---\nname: weekly-report\ndescription: Reports.\n{comment}---\n\nDo it.\n");
        var check = new SkillCheck(SkillProfile.OmniForge);
        var findings = LintFindings.Of(document, null, [new(check.Profile, document.Validate(check))]);
        var (left, kept) = Suppressions.Of(document, null, [check])!.Apply(findings);
        Assert.Empty(left);
        Assert.Equal(1, kept);
    }

    [Fact]
    public void Every_tool_of_its_table_grants_something()
    {
        var rows = Page.Split("| Written | Allows |")[1].Split("\n\n")[0].Split('\n').Where(row => row.StartsWith("| `", StringComparison.Ordinal));
        var written = rows.SelectMany(row => row.Split('|')[1].Split('`').Where((_, i) => i % 2 == 1)).ToList();
        Assert.NotEmpty(written);
        Assert.All(written, text => Assert.False(ToolPattern.Parse(text).IsDead, text));
    }
}

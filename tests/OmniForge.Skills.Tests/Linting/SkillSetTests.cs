using System.Diagnostics;
using OmniForge.Skills.Linting;

namespace OmniForge.Skills.Tests.Linting;

/// <summary>What only shows when several skills are seen together.</summary>
public sealed class SkillSetTests
{
    [Fact]
    public void Of_two_with_one_name_in_one_place_the_loser_is_told_who_wins()
    {
        var found = Found(
            ("skills/a/SKILL.md", Skill("report")), ("skills/b/SKILL.md", Skill("report", "priority: 5")), ("other/c/SKILL.md", Skill("report")));
        Assert.Equal(["OF8001"], Codes(found[0]));
        Assert.Contains("'skills/b/SKILL.md'", found[0][0].Message, StringComparison.Ordinal);
        Assert.Contains("priority is higher", found[0][0].Message, StringComparison.Ordinal);
        Assert.Empty(found[1]);
        Assert.Empty(found[2]);
    }

    [Fact]
    public void Without_a_priority_the_first_path_wins_in_any_order()
    {
        var found = Found(("skills/b/SKILL.md", Skill("report")), ("skills/a/SKILL.md", Skill("report")));
        Assert.Equal(["OF8001"], Codes(found[0]));
        Assert.Contains("its path comes first", found[0][0].Message, StringComparison.Ordinal);
        Assert.Empty(found[1]);
    }

    [Fact]
    public void Folders_that_differ_only_in_capitals_are_one_on_many_machines()
        => Assert.Equal(["OF8001"], Found(("s/Report/SKILL.md", Skill("first")), ("s/report/SKILL.md", Skill("second"))).SelectMany(Codes));

    [Theory]
    [InlineData("tenants/acme/agents/x/skills/r/SKILL.md", "tenants/acme/skills/r/SKILL.md", true)]
    [InlineData("data/tenants/acme/skills/r/SKILL.md", "data/public/skills/r/SKILL.md", true)]
    [InlineData("public/skills/r/SKILL.md", "global/skills/r/SKILL.md", true)]
    [InlineData("agent/skills/r/SKILL.md", "tenant/skills/r/SKILL.md", true)]
    [InlineData("tenants/acme/skills/r/SKILL.md", "tenants/other/skills/r/SKILL.md", false)]
    [InlineData("tenants/acme/agents/x/skills/r/SKILL.md", "tenants/other/skills/r/SKILL.md", false)]
    [InlineData("tenants/acme/agents/x/skills/r/SKILL.md", "tenants/acme/agents/y/skills/r/SKILL.md", false)]
    [InlineData("one/public/skills/r/SKILL.md", "two/global/skills/r/SKILL.md", false)]
    [InlineData(".claude/skills/r/SKILL.md", "plugins/x/skills/r/SKILL.md", false)]
    public void A_higher_layer_hides_a_lower_one_that_it_can_see(string high, string low, bool hides)
    {
        var found = Found((low, Skill("r")), (high, Skill("r")));
        Assert.Equal(hides ? ["OF8002", "OF8002"] : [], found.SelectMany(Codes));
        if (hides)
        {
            Assert.Contains($"'{high}'", found[0][0].Message, StringComparison.Ordinal);
            Assert.Contains("used instead of", found[1][0].Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Writes the weekly report.", "Writes the weekly report!", true)]
    [InlineData("Writes the weekly report about all projects of the team.", "Writes the weekly report about all projects of the Team.", true)]
    [InlineData("Writes the weekly report about all projects.", "Sums up the hours of one week per person.", false)]
    [InlineData("Reviews Python code for style and correctness.", "Reviews Rust code for style and correctness.", false)]
    [InlineData("Reports.", "Reports.", false)]
    public void Nearly_the_same_description_is_mentioned_once(string first, string second, bool same)
    {
        var found = Found(("s/a/SKILL.md", Skill("a", "", first)), ("s/b/SKILL.md", Skill("b", "", second)));
        Assert.Equal(same ? ["OF8003"] : [], found.SelectMany(Codes));
    }

    [Fact]
    public void Descriptions_that_together_are_too_long_are_mentioned_once_per_program()
    {
        var skills = Enumerable.Range(0, 20).Select(i => ($"s/k{i:00}/SKILL.md", Skill($"k{i:00}", "", Words(i, 500)))).ToArray();
        var finding = Assert.Single(Found(skills).SelectMany(found => found));
        Assert.Equal("OF8004", finding.Code);
        Assert.Contains("Claude Code", finding.Message, StringComparison.Ordinal);
        Assert.Empty(Found(skills[..10]).SelectMany(found => found));
    }

    [Theory]
    [InlineData("Call the skill `«b»`.", "Then run `/c`.", "Use the `a` skill.", true)]
    [InlineData("Now Skill(b)", "Skill(\"c\") next", "«Skill(a)»", true)]
    [InlineData("Call the skill `b`.", "Never call the skill `a`.", "", false)]
    [InlineData("Call the skill `b`.", "See also `a` and the skill `a`.", "", false)]
    [InlineData("Call the skill `b`.", "```\nSkill(a)\n```", "", false)]
    [InlineData("Call the skill `b`.", "Call the skill `c`.", "Done.", false)]
    [InlineData("Run `b` in the shell.", "Use `a` as a variable.", "", false)]
    public void Skills_that_call_each_other_in_a_circle_are_shown_the_chain(string a, string b, string c, bool circle)
    {
        var found = Found(("s/a/SKILL.md", Body("a", a)), ("s/b/SKILL.md", Body("b", b)), ("s/c/SKILL.md", Body("c", c)));
        Assert.Equal(circle ? ["OF8007"] : [], found.SelectMany(Codes));
        if (circle)
        {
            Assert.Contains("a → b → c → a", found.SelectMany(one => one).Single().Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_skill_that_calls_itself_is_a_circle()
        => Assert.Equal(["OF8007"], Found(("s/a/SKILL.md", Body("a", "At the end run `/a` again."))).SelectMany(Codes));

    [Fact]
    public void Ten_thousand_skills_take_seconds_at_most()
    {
        var skills = Enumerable.Range(0, 10_000)
            .Select(i => Of($"s/k{i}/SKILL.md", Skill($"k{i}", "", i % 2 == 0 ? "Writes the same report as all others do." : Words(i, 200)))).ToList();
        var clock = Stopwatch.StartNew();
        Assert.Equal(10_000, SkillSetRules.Check(skills).Count);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{clock.Elapsed}");
    }

    [Fact]
    public void A_project_can_turn_a_rule_off()
    {
        var off = RuleSettings.Default with { Severities = new Dictionary<string, SkillSeverity?> { ["OF8001"] = null } };
        SkillInSet[] skills = [Of("s/a/SKILL.md", Skill("r")) with { Rules = off }, Of("s/b/SKILL.md", Skill("r")) with { Rules = off }];
        Assert.Empty(SkillSetRules.Check(skills).SelectMany(found => found));
    }

    private static IReadOnlyList<IReadOnlyList<SkillDiagnostic>> Found(params (string Path, string Text)[] skills)
        => SkillSetRules.Check([.. skills.Select(skill => Of(skill.Path, skill.Text))]);

    private static SkillInSet Of(string path, string text) => new(path, SkillLayer.Of(path), SkillDocument.Parse(text));

    private static IEnumerable<string> Codes(IReadOnlyList<SkillDiagnostic> found) => found.Select(finding => finding.Code);

    private static string Skill(string name, string lines = "", string? description = null)
        => $"---\nname: {name}\ndescription: {description ?? name}\n{(lines.Length > 0 ? lines + "\n" : "")}---\nDo it.\n";

    private static string Body(string name, string body)
    {
        var plain = body.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal);
        return $"---\nname: {name}\ndescription: {name}\n---\n{plain}\n";
    }

    private static string Words(int seed, int length)
        => string.Join(' ', Enumerable.Range(0, length / 8).Select(i => $"w{(seed + 1) * 7919 % 10_007}x{i:00}"));
}

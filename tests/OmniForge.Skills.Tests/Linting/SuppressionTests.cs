using OmniForge.Skills.Linting;

namespace OmniForge.Skills.Tests.Linting;

public sealed class SuppressionTests
{
    private static readonly SkillCheck[] Checks = [new(SkillProfile.AgentSkills)];

    [Theory]
    [InlineData("name: a\ndescription: b\n# omniforge-disable-next-line OF3003 -- read by our release\nwhatever: 1\n", "Do it.\n")]
    [InlineData("# omniforge-disable-file OF3003, OF6006 -- made by a program\nname: a\ndescription: b\nwhatever: 1\n", "Do it.\n```\nx\n")]
    [InlineData("name: a\ndescription: b\n", "Do it.\n<!-- omniforge-disable-next-line OF6006 -- ends with the file -->\n```\nx\n")]
    [InlineData("name: a\ndescription: b\n", "<!-- omniforge-disable-file OF6006 -- ends with the file -->\nDo it.\n```\nx\n")]
    [InlineData("name: a\ndescription: b\n# omniforge-disable-next-line OF3003 -- read by our release\n# omniforge-disable-next-line OF3004 -- an old spelling stays\nTags: 1\n", "Do it.\n```\nx\n```\n", "OF8009")]
    public void A_comment_with_a_reason_keeps_findings_back(string fields, string body, params string[] left)
    {
        var (findings, kept) = Apply($"---\n{fields}---\n{body}");

        Assert.Equal(left, findings.Select(finding => finding.Id));
        Assert.True(kept > 0);
    }

    [Theory]
    [InlineData("«# omniforge-disable-next-line OF3003»", "reason", "OF3003 OF8009")]
    [InlineData("«# omniforge-disable-next-line OF3003 -- because»", "8 characters", "OF3003 OF8009")]
    [InlineData("# omniforge-disable-next-line «OF3303» -- read by our release", "OF33", "OF3003 OF8009")]
    [InlineData("«# omniforge-disable-next-line -- read by our release»", "names no rule", "OF3003 OF8009")]
    [InlineData("«# omniforge-disable-line OF3003 -- read by our release»", "omniforge-disable-next-line", "OF3003 OF8009")]
    [InlineData("# omniforge-disable-next-line OF3003, «OF2010» -- read by our release", "finds nothing", "OF8009")]
    public void A_comment_that_does_nothing_is_a_finding(string marked, string hint, string left)
    {
        var prefix = "---\nname: a\ndescription: b\n".Length;
        var from = prefix + marked.IndexOf('«', StringComparison.Ordinal);
        var to = prefix + marked.IndexOf('»', StringComparison.Ordinal) - 1;
        var line = marked.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal);

        var (findings, _) = Apply($"---\nname: a\ndescription: b\n{line}\nwhatever: 1\n---\nDo it.\n");

        Assert.Equal(left.Split(' '), findings.Select(finding => finding.Id).Order(StringComparer.Ordinal));
        var wrong = findings.Single(finding => finding.Id == "OF8009");
        Assert.Equal((from, to), (wrong.Start.Offset, wrong.End.Offset));
        Assert.Contains(hint, wrong.Message, StringComparison.Ordinal);
        Assert.Equal(FixKind.Safe, Assert.Single(wrong.Fixes).Kind);
    }

    [Fact]
    public void Removing_one_of_several_rules_leaves_a_comment_that_counts()
    {
        const string Text = "---\nname: a\ndescription: b\n# omniforge-disable-next-line OF2010, OF3003 -- read by our release\nwhatever: 1\n---\nDo it.\n";
        var (findings, _) = Apply(Text);
        var edit = Assert.Single(findings).Fixes[0].Edits[0];

        var (left, kept) = Apply(Text[..edit.Start.Offset] + edit.NewText + Text[edit.End.Offset..]);

        Assert.Empty(left);
        Assert.Equal(1, kept);
    }

    [Theory]
    [InlineData("Write `omniforge-disable-file OF3003 -- reason enough` into the file.")]
    [InlineData("```\n<!-- omniforge-disable-file OF3003 -- reason enough -->\n```")]
    [InlineData("# omniforge-disable-file OF3003 -- a heading of the body")]
    public void Words_about_it_are_no_comment(string body)
    {
        var (findings, kept) = Apply($"---\nname: a\ndescription: b\nwhatever: 1\n---\n{body}\n");

        Assert.Equal(["OF3003"], findings.Select(finding => finding.Id));
        Assert.Equal(0, kept);
    }

    [Fact]
    public void A_rule_that_no_profile_evaluates_here_makes_no_comment_superfluous()
    {
        var (findings, _) = Apply("---\nname: a\n# omniforge-disable-next-line OF3013 -- must stay as it is\ndescription: b\n---\nDo it.\n");

        Assert.Empty(findings);
    }

    private static (IReadOnlyList<LintFinding> Left, int Kept) Apply(string text)
    {
        var document = SkillDocument.Parse(text);
        var findings = LintFindings.Of(document, null, [.. Checks.Select(check => new ProfileFindings(check.Profile, document.Validate(check)))]);
        return Suppressions.Of(document, null, Checks) is { } comments ? comments.Apply(findings) : (findings, 0);
    }
}

using OmniForge.Skills.Linting;

namespace OmniForge.Skills.Tests.Linting;

public sealed class LintConfigTests
{
    [Fact]
    public void Every_setting_is_read()
    {
        var (config, findings) = LintConfig.Read(
            """
            version: 1
            profiles: [{ files: ".claude/skills/**", profile: claude-code }]
            rules: { OF3013: off, OF6001: { severity: info, max-lines: 800 } }
            fields: { version: { type: text, note: read by our release script } }
            tools: { extra: [deploy_preview, "mcp__internal__*"] }
            layers: { tenant: skills/ }
            exclude: ["vendor/**"]
            baseline: known.json
            fail-on: warning
            """);

        Assert.Empty(findings);
        Assert.Equal(SkillProfile.ClaudeCode, config.ProfileOf(".claude/skills/a/SKILL.md"));
        Assert.Null(config.ProfileOf("a/SKILL.md"));
        Assert.Null(config.Rules.Severities["OF3013"]);
        Assert.Equal((SkillSeverity.Information, 800), (config.Rules.Severities["OF6001"], config.Rules.MaxLines));
        Assert.Equal(["version"], config.Known.Fields);
        Assert.Equal(["deploy_preview", "mcp__internal__*"], config.Known.Tools);
        Assert.Equal("skills", config.Layers["tenant"]);
        Assert.True(config.Excludes("vendor/a/SKILL.md"));
        Assert.False(config.Excludes("a/vendor/SKILL.md"));
        Assert.Equal(("known.json", FailLevel.Warning), (config.Baseline, config.FailOn));
    }

    [Theory]
    [InlineData("«rule»: {}", "rules")]
    [InlineData("rules: { «OF3031»: off }", "OF30")]
    [InlineData("rules: { OF3013: «of» }", "off")]
    [InlineData("rules: { OF3013: { «severty»: info } }", "severity")]
    [InlineData("rules: { OF3013: { «max-lines»: 8 } }", "Known here: severity")]
    [InlineData("rules: { OF6001: { max-lines: «many» } }", "whole number")]
    [InlineData("version: «2»", "version 1")]
    [InlineData("profiles: [{ files: \"**\", profile: «claude-cod» }]", "claude-code")]
    [InlineData("profiles: [{ files: «\"a[\"», profile: omniforge }]", "never closed")]
    [InlineData("profiles: «claude-code»", "list")]
    [InlineData("exclude: [«\"/etc/**\"»]", "relative")]
    [InlineData("exclude: «vendor»", "list")]
    [InlineData("fail-on: «fatal»", "error, warning, info or never")]
    [InlineData("layers: { «tennant»: x }", "tenant")]
    [InlineData("tools: { «more»: [x] }", "extra")]
    [InlineData("fields: { a: { type: «txt» } }", "text")]
    [InlineData("«- a»", "lines")]
    public void What_is_not_known_is_a_finding_at_its_place(string marked, string hint)
    {
        var from = marked.IndexOf('«', StringComparison.Ordinal);
        var to = marked.IndexOf('»', StringComparison.Ordinal) - 1;

        var (_, findings) = LintConfig.Read(
            marked.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal));

        var finding = Assert.Single(findings);
        Assert.Equal(("OF8008", SkillSeverity.Error, from, to), (finding.Id, finding.Severity, finding.Start.Offset, finding.End.Offset));
        Assert.Contains(hint, finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_understood_counts_beside_what_is_not()
    {
        var (config, findings) = LintConfig.Read("nonsense: 1\nrules:\n  OF3013: off\n  OF9999: off\nfail-on: info\n");

        Assert.Equal([1, 4], findings.Select(finding => finding.Start.Line));
        Assert.True(config.Rules.Severities.ContainsKey("OF3013"));
        Assert.Equal(FailLevel.Info, config.FailOn);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("version: 1\n")]
    [InlineData("\uFEFFrules:\n")]
    public void A_file_that_sets_nothing_has_no_findings(string text) => Assert.Empty(LintConfig.Read(text).Findings);

    [Theory]
    [InlineData("rules: {")]
    [InlineData("a: b: c")]
    [InlineData("&a [*a]")]
    [InlineData("version: 1\n---\nversion: 1\n")]
    [InlineData("? [a]\n: b")]
    [InlineData("rules: { OF3013: [off] }")]
    public void A_broken_file_is_a_finding_and_never_an_exception(string text) => Assert.NotEmpty(LintConfig.Read(text).Findings);
}

namespace OmniForge.Skills.Tests.Rules;

/// <summary>Files as other people write them for other programs.</summary>
public sealed class ForeignSkillTests
{
    private const string Commit =
        """
        ---
        allowed-tools: Bash(git add:*), Bash(git status:*), Bash(git commit:*), mcp__plugin_tracker_tracker__*
        argument-hint: "[message] [--amend]"
        description: 建立包含上下文的 git commit。Use when the user says "commit this".
        ---

        ## Context

        - status: !`git status`
        - arguments: `#$ARGUMENTS`, see ${CLAUDE_SKILL_DIR}/references/style.md

        ```bash
        for f in *.md; do echo "${f}"; done
        ```

        - `feat:` for features
        """;

    private const string Pdf =
        """
        ---
        name: pdf-forms
        description: >-
          Fill, merge and split PDF files. Use for anything with
          forms, tables or scanned pages.
        license: Proprietary. LICENSE.txt has complete terms
        metadata:
          version: 1.2
          short-description: PDF forms
          tags:
            - pdf
        version: 1.2.0
        ---
        # PDF

        Costs: $ARGUMENTS. See [forms](references/forms.md) and <InstantSearch> in `/v1`.

        ---

        | a | b |
        |---|---|
        """;

    [Theory]
    [InlineData(Commit, SkillProfile.ClaudeCode)]
    [InlineData(Pdf, SkillProfile.ClaudeCode)]
    [InlineData(Pdf, SkillProfile.AgentSkills)]
    [InlineData(Pdf, SkillProfile.OmniForge)]
    public void A_file_that_its_program_loads_has_no_error(string text, SkillProfile profile)
    {
        foreach (var variant in new[] { text, text.ReplaceLineEndings("\r\n"), "\uFEFF" + text })
        {
            Assert.DoesNotContain(SkillDocument.Parse(variant).Validate(profile), finding => finding.Severity == SkillSeverity.Error);
        }
    }

    [Fact]
    public void Its_fields_are_read()
    {
        var pdf = SkillDocument.Parse(Pdf);
        Assert.Equal("Fill, merge and split PDF files. Use for anything with forms, tables or scanned pages.", pdf.Description);
        Assert.Null(pdf.AllowedTools);
        Assert.Equal(
            ["Bash(git add:*)", "Bash(git status:*)", "Bash(git commit:*)", "mcp__plugin_tracker_tracker__*"],
            SkillDocument.Parse(Commit).AllowedTools!.Items.Select(item => item.Text));
    }

    [Fact]
    public void Moved_to_this_platform_it_says_what_is_missing_and_what_has_no_effect()
        => Assert.Equal(
            ["OF3001 Error", "OF3005 Warning"],
            Check.Severities(Commit, SkillProfile.OmniForge).Where(found => !found.EndsWith("Information", StringComparison.Ordinal)));
}

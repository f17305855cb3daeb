namespace OmniForge.Skills.Tests.Rules;

public sealed class ToolRuleTests
{
    [Theory]
    [InlineData("Read, «Bash(git *»", "OF4002")]
    [InlineData("«Raed»", "OF4003")]
    [InlineData("«read», Write", "OF4003")]
    [InlineData("«bash(git *)»", "OF4003")]
    [InlineData("«Task»", "OF4003")]
    [InlineData("«table_qery»", "OF4003")]
    [InlineData("«deploy_preview»", "OF4003")]
    [InlineData("«mcp_github_x»", "OF4003")]
    [InlineData("[«\"*\"»]", "OF4004")]
    [InlineData("«mcp__*»", "OF4004")]
    [InlineData("«mcp__s__»", "OF4004")]
    [InlineData("«Bash()»", "OF4004")]
    [InlineData("«Bash(git:* push)»", "OF4004")]
    [InlineData("«Bash(command:git *)»", "OF4004")]
    [InlineData("«Bash(!rm *)»", "OF4004")]
    [InlineData("«Bash(git log; rm x)»", "OF4004")]
    [InlineData("«Bash(npm test && ls)»", "OF4004")]
    [InlineData("«WebFetch(https://example.com)»", "OF4004")]
    [InlineData("«WebFetch(domain:)»", "OF4004")]
    [InlineData("«Grep(pattern:x)»", "OF4004")]
    [InlineData("«slack_post_message(channel:x)»", "OF4004")]
    [InlineData("«mcp__github__x(y)»", "OF4004")]
    [InlineData("«Read(../x)»", "OF4009")]
    [InlineData("«Write(/etc/**)»", "OF4009")]
    [InlineData("«Edit(~/x)»", "OF4009")]
    [InlineData("«Bash(ls*)»", "OF4005")]
    [InlineData("«Bash»", "OF4006")]
    [InlineData("«Bash(*)»", "OF4006")]
    [InlineData("«Bash(python *)»", "OF4006")]
    [InlineData("«Bash(env:*)»", "OF4006")]
    [InlineData("Read, «Read»", "OF4007")]
    [InlineData("«Read(docs/**)», Read", "OF4007")]
    [InlineData("notion_*, «notion_search»", "OF4007")]
    [InlineData("«WebSearch»", "OF4003")]
    [InlineData("Read Write Edit Glob Grep WebFetch table_query", "")]
    [InlineData("Bash(git log:*), Bash(git status), Bash(ls -la *), Bash(npm run * --silent)", "")]
    [InlineData("Bash(${CLAUDE_SKILL_DIR}/scripts/a.py *), Bash(${SKILL_DIR}/scripts/b.py:*)", "")]
    [InlineData("Read(docs/**), Write(output/*.md), WebFetch(domain:example.com), WebFetch(domain:*.example.com)", "")]
    [InlineData("mcp__github, mcp__jira__get_*, mcp__crm__find, notion_*, slack_post_message", "")]
    public void An_entry_that_means_something_else_is_named(string tools, string codes)
        => Check.Finds(Check.With($"allowed-tools: {tools}"), codes.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [Theory]
    [InlineData("allowed-tools: Read, «Grep»\ndisallowed-tools: Grep", "OF4007 Warning")]
    [InlineData("allowed-tools: [«Bash(git push *)», Read]\ndisallowed-tools: [Bash]", "OF4007 Warning")]
    [InlineData("allowed-tools: Bash(git *), Read\ndisallowed-tools: Bash(git push *)", "")]
    [InlineData("allowed-tools: Read\ndisallowed-tools: Grep", "")]
    public void A_tool_that_is_also_disallowed_is_not_allowed(string lines, string finding)
    {
        var skill = Marked.Read(Check.With(lines));
        var found = SkillDocument.Parse(skill.Text).Validate(SkillProfile.ClaudeCode);
        Assert.Equal(finding.Length == 0 ? [] : [finding], found.Select(one => $"{one.Code} {one.Severity}"));
        Assert.Equal(skill.Spans, found.Select(one => one.Span));
        Assert.DoesNotContain(SkillDocument.Parse(skill.Text).Validate(SkillProfile.OmniForge), one => one.Code == "OF4007");
    }

    [Theory]
    [InlineData("Task")]
    [InlineData("KillBash")]
    public void An_old_name_is_not_replaced_by_one_that_has_no_effect_either(string tool)
    {
        var text = Check.With($"allowed-tools: Read, {tool}");
        var here = Assert.Single(SkillDocument.Parse(text).Validate(SkillProfile.OmniForge));
        Assert.Equal("Remove it", Assert.Single(here.Fixes).Title);
        Assert.Empty(Check.Severities(Check.Fix(text), SkillProfile.OmniForge));
        Assert.Empty(Check.Severities(Check.Fix(text, SkillProfile.ClaudeCode), SkillProfile.ClaudeCode));
    }

    [Theory]
    [InlineData("Raed", "Read")]
    [InlineData("bash", "Bash")]
    [InlineData("table_qery", "table_query")]
    [InlineData("Wirte(output/**)", "Write")]
    [InlineData("notoin_search", "notion_search")]
    [InlineData("slak_*", "slack_*")]
    public void The_nearest_tool_is_suggested(string tool, string meant)
    {
        var found = Assert.Single(SkillDocument.Parse(Check.With($"allowed-tools: [\"{tool}\"]")).Validate(SkillProfile.OmniForge));
        Assert.Contains($"'{meant}'", found.Message, StringComparison.Ordinal);
        Assert.Equal(meant, found.Fixes[0].Edits[0].NewText);
    }

    [Theory]
    [InlineData("allowed-tools: []")]
    [InlineData("allowed-tools:")]
    [InlineData("allowed-tools: \"\"")]
    [InlineData("allowed-tools: ~")]
    public void An_empty_list_permits_nothing_and_says_so(string line)
    {
        Check.Finds(Check.With(line.Replace("allowed-tools", "«allowed-tools»", StringComparison.Ordinal)), "OF4008");
        Assert.Empty(SkillDocument.Parse(Check.With(line)).AllowedTools!.Items);
    }

    [Theory]
    [InlineData("allowed-tools: «[Read, Write]»")]
    [InlineData("allowed-tools: «Read, Write»")]
    [InlineData("allowed-tools: Read Write")]
    public void The_open_specification_knows_only_blanks(string marked)
        => Check.Finds(Check.With(marked), SkillProfile.AgentSkills, marked.Contains('«', StringComparison.Ordinal) ? ["OF4001"] : []);

    [Theory]
    [InlineData("Read, AskUserQuestion, Agent(Explore), Skill(deploy), TodoWrite, WebSearch")]
    [InlineData("Read(~/docs/**), Edit(/src/**)")]
    public void Claude_Codes_own_tools_are_fine_in_its_profile(string tools)
        => Assert.Empty(Check.Severities(Check.With($"allowed-tools: {tools}"), SkillProfile.ClaudeCode));

    [Fact]
    public void A_tool_named_in_the_instructions_but_not_listed_is_mentioned()
        => Check.Finds("---\nname: a\ndescription: b\nallowed-tools: Read\n---\nUse `Read`, then `«Write»`.\n\n```\n`Edit`\n```\n",
            "OF5005");

    [Fact]
    public void Several_tools_in_one_item_are_explained()
        => Assert.Contains(
            "a line of its own",
            Assert.Single(Check.Finds(Check.With("allowed-tools: [«\"Read, Write\"»]"), "OF4003")).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Items_of_a_block_list_keep_their_places()
        => Check.Finds(Check.With("allowed-tools:\n  - Read\n  - «\"Bash(git *\"»\n  - «'Raed'»"), "OF4002", "OF4003");
}

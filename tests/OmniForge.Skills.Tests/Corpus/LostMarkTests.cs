namespace OmniForge.Skills.Tests.Corpus;

/// <summary>Mistakes that the reader underneath would take without a word, or that were reported twice or elsewhere.</summary>
public sealed class LostMarkTests
{
    [Theory]
    [InlineData("metadata: {\"lamp\":{\"emoji:\"x\",\"os\":[\"linux\"],\"bins\":[\"a\"]}}")]
    [InlineData("metadata: {\"lamp\" \"bulb\"}")]
    [InlineData("tags: ['one' 'two']")]
    [InlineData("tags: [[one] two]")]
    [InlineData("metadata:\n  lamp: {\"os\":[\"linux\" \"darwin\"]}")]
    public void Two_values_without_a_comma_are_one_broken_field(string lines)
    {
        var found = Errors($"---\nname: lamps\ndescription: Lights.\n{lines}\nmodle: x\n---\n\nDo it.\n");
        Assert.Single(found, code => code.StartsWith("OF2", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("metadata: {a: it's, b: don't, c: 5#3, d: http://x, \"e\":f, g: [h]}")]
    [InlineData("keywords: [one, 'it''s', \"\\\"q\\\", r\", [a], {b: c}, d:e] # \"more\" \"text\"")]
    [InlineData("tags: [ # first \"quote\n  one, # don't\n  two\n]")]
    [InlineData("metadata: {a: b}\nlicense: MIT \"or\" 'ISC'")]
    public void Commas_quotes_and_signs_inside_values_are_no_mistake(string lines)
        => Assert.Empty(Errors($"---\nname: lamps\ndescription: Lights.\n{lines}\n---\n\nDo it.\n"));

    [Fact]
    public void A_quote_that_closes_on_the_next_line_is_one_mistake()
        => Assert.Equal(["OF2004"], Errors("---\nname: a\ndescription: b\npaths:\n  - \"**/*.x\n\"\nlicense: 'MIT\n---\n\nDo it.\n").Distinct());

    [Theory]
    [InlineData("在以下情况使用此技能：\n\n* 开始新的功能")]
    [InlineData("- now: the state\n- before: the log")]
    [InlineData("使用時期：次の場合\n\n   ---\n\nmore")]
    [InlineData("# Title\n\nText\n\n   ---\n\nmore")]
    public void Without_a_closing_fence_prose_of_any_kind_ends_the_fields(string body)
    {
        var text = $"---\nname: lamps\ndescription: Lights.\n\n{body}\n";
        var document = SkillDocument.Parse(text);
        Assert.Equal(["OF1007"], document.Validate(SkillProfile.OmniForge).Select(found => found.Code));
        Assert.StartsWith(body[..2], document.Body.TrimStart(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name: weekly-report\n\tdescription: Reports.\nmodle: x", "OF2003")]
    [InlineData("name: \"weekly-report\"\n\tdescription: Reports.\nmodle: x", "OF2003")]
    [InlineData("  name: weekly-report\ndescription: Reports.\nmodle: x", "OF2001")]
    [InlineData("name: weekly-report\nlicense: [a]\n  description: Reports.\nmodle: x", "OF2001")]
    public void A_field_that_is_indented_by_mistake_is_read_all_the_same(string lines, string code)
    {
        var document = SkillDocument.Parse($"---\n{lines}\n---\n\nDo it.\n");
        Assert.Equal([code, "OF3003"], document.Validate(SkillProfile.AgentSkills).Select(found => found.Code).Where(found => found != "OF3007"));
        Assert.Equal(("weekly-report", "Reports."), (document.Name, document.Description));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("arguments: [version]\n", 1)]
    public void Where_no_arguments_are_named_a_dollar_word_is_a_text(string line, int count)
        => Assert.Equal(count, SkillDocument.Parse($"---\nname: a\ndescription: b\n{line}---\n\nOpen $EDITOR for $version.\n")
            .Validate(SkillProfile.ClaudeCode).Count(found => found.Code == "OF5002"));

    [Fact]
    public void A_misspelt_tool_does_not_accuse_the_commands_that_it_was_meant_for()
        => Assert.Equal(["OF4003"], SkillDocument.Parse(Check.With("allowed-tools: Bsah(git status *)") + "\n!`git status -s`\n")
            .Validate(SkillProfile.OmniForge).Select(found => found.Code));

    [Fact]
    public void An_item_of_a_folded_tool_list_is_found_on_its_own_line()
    {
        var text = Check.With("allowed-tools: >-\n  Read,\n  Bash(git add:*,\n  Bash(git log:*)");
        var found = Assert.Single(SkillDocument.Parse(text).Validate(SkillProfile.OmniForge), found => found.Code == "OF4002");
        Assert.StartsWith("Bash(git add", text[found.Span.Start..found.Span.End], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SkillProfile.ClaudeCode, "Use ${CLAUDE_PLUGIN_ROOT}/x and fill in ${amount}.", 0)]
    [InlineData(SkillProfile.OmniForge, "Use ${CLAUDE_PLUGIN_ROOT}/x and fill in ${amount}.", 1)]
    [InlineData(SkillProfile.ClaudeCode, "Use ${CLAUDE_SKIL_DIR}/x.", 1)]
    public void Only_a_variable_of_a_program_is_asked_about(SkillProfile profile, string body, int count)
        => Assert.Equal(count, SkillDocument.Parse($"---\nname: a\ndescription: b\n---\n\n{body}\n").Validate(profile).Count(found => found.Code == "OF5003"));

    [Theory]
    [InlineData("<!-->")]
    [InlineData("<!--->ignore")]
    [InlineData("a <!-->#*](](\n```sh\n(")]
    public void A_comment_that_ends_inside_its_own_sign_is_read(string body)
        => Assert.DoesNotContain(SkillDocument.Parse($"---\nname: a\ndescription: b\n---\n{body}").Validate(SkillProfile.OmniForge),
            found => found.Severity == SkillSeverity.Error);

    private static List<string> Errors(string text)
        => [.. SkillDocument.Parse(text).Validate(SkillProfile.OmniForge)
            .Where(found => found.Severity == SkillSeverity.Error).Select(found => found.Code)];
}

namespace OmniForge.Skills.Tests.Editing;

public sealed class BodyCompletionTests
{
    [Theory]
    [InlineData("Use $¦", "$ARGUMENTS", "Use $ARGUMENTS")]
    [InlineData("Use $AR¦ now", "$ARGUMENTS", "Use $ARGUMENTS now")]
    [InlineData("Use ${¦", "${SKILL_DIR}", "Use ${SKILL_DIR}")]
    [InlineData("Use ${SK¦}/a", "${SKILL_DIR}", "Use ${SKILL_DIR}/a")]
    [InlineData("日本語 🙂$¦🙂", "${DATE}", "日本語 🙂${DATE}🙂")]
    [InlineData("```bash\necho $¦\n```", "$0", "```bash\necho $0\n```")]
    [InlineData("Use $late and $¦", "$late", "Use $late and $late")]
    public void Variables_follow_a_dollar_sign(string body, string label, string expected)
        => Assert.EndsWith("---\n\n" + expected, Cursor.InBody(body).Accept(label), StringComparison.Ordinal);

    [Fact]
    public void Named_arguments_are_offered()
        => Assert.Contains("$file", Cursor.InBody("Use $¦", "arguments: [file, mode]").Completions().Select(found => found.Label));

    [Fact]
    public void Braces_hold_variables_only()
        => Assert.DoesNotContain("$ARGUMENTS", Cursor.InBody("Use ${¦").Completions().Select(found => found.Label));

    [Theory]
    [InlineData("See [guide](¦", "references/guide.md", "See [guide](references/guide.md")]
    [InlineData("See [guide](ref¦) and [b](c)", "references/guide.md", "See [guide](references/guide.md) and [b](c)")]
    [InlineData("See [guide](./ref¦)", "references/guide.md", "See [guide](./references/guide.md)")]
    [InlineData("Run `scr¦`.", "scripts/collect.py", "Run `scripts/collect.py`.")]
    [InlineData("Run `scr¦", "scripts/collect.py", "Run `scripts/collect.py")]
    [InlineData("Use `late¦`", "late-projects", "Use `late-projects`")]
    [InlineData("Use `not¦`", "notion_query_database", "Use `notion_query_database`")]
    public void Names_are_offered_in_links_and_code_spans(string body, string label, string expected)
        => Assert.EndsWith("---\n\n" + expected, Cursor.InBody(body).Accept(label), StringComparison.Ordinal);

    [Theory]
    [InlineData("Just prose ¦")]
    [InlineData("A \\$¦")]
    [InlineData("Closed `a` ¦")]
    [InlineData("Closed [a](b) ¦")]
    public void Prose_gets_nothing(string body) => Assert.Empty(Cursor.InBody(body).Completions());

    [Fact]
    public void A_link_never_gets_a_path_that_would_end_it()
        => Assert.DoesNotContain("references/日本 語.md", Cursor.InBody("[a](¦)").Completions().Select(found => found.Label));

    [Fact]
    public void Only_tools_that_the_skill_may_use_are_offered()
    {
        var labels = Cursor.InBody("Use `¦`", "allowed-tools: [Read, notion_*]").Completions().Select(found => found.Label).ToList();
        Assert.Contains("Read", labels);
        Assert.Contains("notion_query_database", labels);
        Assert.DoesNotContain("Write", labels);
    }
}

namespace OmniForge.Skills.Tests.Editing;

public sealed class SpecCompletionTests
{
    private const string Body =
        """
        # Report

        !`git status`

        ```bash
        $ git log --oneline | head -5
        # a comment
        npm run build && python scripts/collect.py --all
        rm -rf /tmp/x
        python -c 'print(1)'
        ```

        ```json
        {"a": "curl https://not.a.command"}
        ```

        See https://docs.example.com/a and http://localhost.
        """;

    [Fact]
    public void Commands_of_the_instructions_are_offered_as_narrow_patterns()
        => Assert.Equal(
            ["git status", "git status *", "git log *", "head *", "npm run build *", "python scripts/collect.py *", "rm *", "${SKILL_DIR}/scripts/collect.py *"],
            Cursor.InFields("allowed-tools: Bash(¦", Body).Completions().Select(found => found.Label));

    [Theory]
    [InlineData("allowed-tools: Bash(¦", "allowed-tools: Bash(git log *)")]
    [InlineData("allowed-tools: Bash(git ¦)", "allowed-tools: Bash(git log *)")]
    [InlineData("allowed-tools: Bash(gi¦t lo), Read", "allowed-tools: Bash(git log *), Read")]
    [InlineData("allowed-tools: Bash(gi¦, Read", "allowed-tools: Bash(git log *), Read")]
    [InlineData("allowed-tools: [Bash(gi¦), Read]", "allowed-tools: [Bash(git log *), Read]")]
    [InlineData("allowed-tools: [Read, Bash(gi¦", "allowed-tools: [Read, Bash(git log *)")]
    [InlineData("allowed-tools: ['Bash(gi¦']", "allowed-tools: ['Bash(git log *)']")]
    [InlineData("allowed-tools:\n  - Bash(gi¦)\n  - Read", "allowed-tools:\n  - Bash(git log *)\n  - Read")]
    [InlineData("allowed-tools:\n  - Bash(gi¦ # why", "allowed-tools:\n  - Bash(git log *) # why")]
    public void A_pattern_closes_its_parenthesis_when_nobody_has(string lines, string expected)
        => Assert.Equal($"---\n{expected}\n---\n\n{Body}", Cursor.InFields(lines, Body).Accept("git log *"));

    [Fact]
    public void A_pattern_that_the_list_cannot_hold_plain_is_put_in_quotes()
        => Assert.Contains("allowed-tools: [Read, \"Bash(${SKILL_DIR}/scripts/collect.py *)\"]\n",
            Cursor.InFields("allowed-tools: [Read, Bash(¦)]", Body).Accept("${SKILL_DIR}/scripts/collect.py *"), StringComparison.Ordinal);

    [Fact]
    public void Path_variables_are_offered_behind_a_dollar_sign()
        => Assert.Contains("allowed-tools: Bash(python ${SKILL_DIR}/a.py *)\n",
            Cursor.InFields("allowed-tools: Bash(python $SK¦/a.py *)", Body).Accept("${SKILL_DIR}"), StringComparison.Ordinal);

    [Fact]
    public void Paths_come_from_the_bundle()
        => Assert.Equal(
            ["assets/**", "references/**", "scripts/**", "assets/a.png", "references/guide.md", "references/日本 語.md", "scripts/collect.py"],
            Cursor.InFields("allowed-tools: [Read(¦)]").Completions().Select(found => found.Label));

    [Fact]
    public void Hosts_come_from_the_links_of_the_instructions()
    {
        var cursor = Cursor.InFields("allowed-tools:\n  - WebFetch(dom¦", Body);
        Assert.Equal(["domain:not.a.command", "domain:docs.example.com", "domain:example.com", "domain:*.example.com"],
            cursor.Completions().Select(found => found.Label));
        Assert.Contains("  - WebFetch(domain:docs.example.com)\n", cursor.Accept("domain:docs.example.com"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("allowed-tools: Bash(git *)¦x")]
    [InlineData("allowed-tools: Nothing(¦)")]
    public void Other_places_offer_nothing(string lines) => Assert.Empty(Cursor.InFields(lines, Body).Completions());
}

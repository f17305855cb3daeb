namespace OmniForge.Skills.Tests.Editing;

public sealed class ToolCompletionTests
{
    [Theory]
    [InlineData("allowed-tools: ¦", "allowed-tools: Read")]
    [InlineData("allowed-tools:¦", "allowed-tools: Read")]
    [InlineData("allowed-tools: Re¦", "allowed-tools: Read")]
    [InlineData("allowed-tools: Write, ¦", "allowed-tools: Write, Read")]
    [InlineData("allowed-tools: Write R¦", "allowed-tools: Write Read")]
    [InlineData("allowed-tools: Write, R¦, Edit", "allowed-tools: Write, Read, Edit")]
    [InlineData("allowed-tools: \"Write R¦\"", "allowed-tools: \"Write Read\"")]
    [InlineData("allowed-tools: Bash(git log *) ¦", "allowed-tools: Bash(git log *) Read")]
    [InlineData("allowed-tools: [¦]", "allowed-tools: [Read]")]
    [InlineData("allowed-tools: [Write, ¦]", "allowed-tools: [Write, Read]")]
    [InlineData("allowed-tools: [Write, R¦", "allowed-tools: [Write, Read")]
    [InlineData("allowed-tools: [\"R¦\", Write]", "allowed-tools: [\"Read\", Write]")]
    [InlineData("allowed-tools: [Write,\n  R¦]", "allowed-tools: [Write,\n  Read]")]
    [InlineData("allowed-tools: [Write,\n¦]", "allowed-tools: [Write,\nRead]")]
    [InlineData("allowed-tools:\n  - ¦", "allowed-tools:\n  - Read")]
    [InlineData("allowed-tools:\n  -¦", "allowed-tools:\n  - Read")]
    [InlineData("allowed-tools:\n- R¦", "allowed-tools:\n- Read")]
    [InlineData("allowed-tools:\n  - Write\n  - 'R¦'", "allowed-tools:\n  - Write\n  - 'Read'")]
    [InlineData("allowed-tools:\n  - R¦ # why\n  - Write", "allowed-tools:\n  - Read # why\n  - Write")]
    [InlineData("allowed-tools:\n  ¦", "allowed-tools:\n  - Read")]
    [InlineData("allowed-tools:\n  - Write\n  R¦", "allowed-tools:\n  - Write\n  - Read")]
    [InlineData("allowed-tools: >-\n  Write\n  R¦", "allowed-tools: >-\n  Write\n  Read")]
    [InlineData("disallowed-tools: R¦", "disallowed-tools: Read")]
    [InlineData("description: 'open\nallowed-tools: [R¦]\nmodel: {", "description: 'open\nallowed-tools: [Read]\nmodel: {")]
    [InlineData("description: 報告 🙂\nallowed-tools: R¦ead", "description: 報告 🙂\nallowed-tools: Read")]
    public void A_tool_is_written_in_the_shape_of_its_list(string lines, string expected)
    {
        Assert.Equal($"---\n{expected}\n---\n\nDo it.\n", Cursor.InFields(lines).Accept("Read"));
        var crlf = lines.Replace("\n", "\r\n", StringComparison.Ordinal);
        Assert.Equal($"---\r\n{expected.Replace("\n", "\r\n", StringComparison.Ordinal)}\r\n---\r\n", Cursor.Read($"---\r\n{crlf}\r\n---\r\n").Accept("Read"));
    }

    [Theory]
    [InlineData("allowed-tools: [R¦(docs/**)]", "allowed-tools: [Read(docs/**)]")]
    [InlineData("allowed-tools:\n  - R¦ead(docs/**)", "allowed-tools:\n  - Read(docs/**)")]
    public void The_name_in_front_of_parentheses_is_replaced_alone(string lines, string expected)
        => Assert.Equal($"---\n{expected}\n---\n\nDo it.\n", Cursor.InFields(lines).Accept("Read"));

    [Theory]
    [InlineData("allowed-tools: ¦\n  - Read")]
    [InlineData("allowed-tools: ¦[Read]")]
    [InlineData("allowed-tools: [Read]¦")]
    [InlineData("allowed-tools: [Read] ¦")]
    [InlineData("allowed-tools:\n ¦ - Read")]
    [InlineData("allowed-tools: \"Read\" ¦")]
    public void Nothing_is_offered_where_a_tool_would_break_the_list(string lines) => Assert.Empty(Cursor.InFields(lines).Completions());

    [Fact]
    public void Live_tools_servers_and_connections_are_offered()
    {
        var labels = Cursor.InFields("allowed-tools: mcp__¦").Completions().Select(found => found.Label).ToList();
        Assert.Contains("notion_*", labels);
        Assert.Contains("notion_query_database", labels);
        Assert.Contains("mcp__github", labels);
        Assert.Contains("mcp__github__search_issues", labels);
        Assert.Contains("mcp__empty", labels);
    }

    [Fact]
    public void A_tool_behind_a_server_replaces_the_whole_name()
        => Assert.Contains("allowed-tools: [mcp__github__search_issues]\n",
            Cursor.InFields("allowed-tools: [mcp__git¦hub__x]").Accept("mcp__github__search_issues"), StringComparison.Ordinal);

    [Fact]
    public void A_tool_that_is_listed_is_not_offered_again()
        => Assert.DoesNotContain("Read", Cursor.InFields("allowed-tools: [Read, ¦]").Completions().Select(found => found.Label));

    [Fact]
    public void Tools_of_Claude_Code_are_offered_only_where_they_exist()
    {
        Assert.DoesNotContain("AskUserQuestion", Cursor.InFields("allowed-tools: ¦").Completions().Select(found => found.Label));
        Assert.Contains("AskUserQuestion", Cursor.InFields("allowed-tools: ¦").Completions(SkillProfile.ClaudeCode).Select(found => found.Label));
    }

    [Fact]
    public void What_the_agent_was_not_given_is_said()
    {
        var granted = Cursor.Around with { Check = Cursor.Around.Check with { Grant = OmniForge.Skills.Permissions.ToolList.Parse(["Read"]) } };
        var found = Cursor.InFields("allowed-tools: ¦").Completions(granted).ToDictionary(tool => tool.Label, tool => tool.Detail);
        Assert.Equal("workspace", found["Read"]);
        Assert.Equal("this agent was not given it", found["Write"]);
    }
}

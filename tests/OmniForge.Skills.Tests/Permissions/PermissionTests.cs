using OmniForge.Skills.Permissions;

namespace OmniForge.Skills.Tests.Permissions;

public sealed class PermissionTests
{
    private static readonly ToolList Everything = ToolList.Parse(
        ["Read", "Write", "Edit", "Glob", "Grep", "WebFetch", "Bash", "table_query", "notion_*", "slack_*", "mcp__github", "mcp__crm"]);

    private static bool Allows(string items, string tool, string? subject)
    {
        var list = ToolList.ParseText(items);
        var asSkill = Permission.Admits(Everything, [new("s", list)], new(tool, subject)).Allowed;
        var asGrant = Permission.Admits(list, [], new(tool, subject)).Allowed;
        Assert.Equal(asGrant, asSkill);
        return asSkill;
    }

    [Theory]
    [InlineData("Read", "Read", "a.md", true)]
    [InlineData("Read", "Write", "a.md", false)]
    [InlineData("read", "Read", "a.md", false)]
    [InlineData("READ", "Read", "a.md", false)]
    [InlineData("Read, Write", "Write", "a.md", true)]
    [InlineData("Read Write", "Write", "a.md", true)]
    [InlineData("table_query", "table_query", null, true)]
    [InlineData("table_*", "table_query", null, true)]
    [InlineData("notion_*", "notion_query_database", null, true)]
    [InlineData("notion_*", "notion_", null, false)]
    [InlineData("notion_*", "slack_post_message", null, false)]
    [InlineData("notion*", "notion_search", null, false)]
    [InlineData("not_*", "notion_search", null, false)]
    [InlineData("Notion_*", "notion_search", null, false)]
    [InlineData("*_search", "notion_search", null, false)]
    [InlineData("notion_search", "notion_search", null, true)]
    [InlineData("notion_search", "notion_search_all", null, false)]
    [InlineData("notion_search(x)", "notion_search", null, false)]
    [InlineData("*", "Read", "a.md", false)]
    [InlineData("**", "Read", "a.md", false)]
    [InlineData("mcp__*", "mcp__github__find", null, false)]
    [InlineData("mcp_*", "mcp__github__find", null, false)]
    [InlineData("mcp__github", "mcp__github__find", null, true)]
    [InlineData("mcp__github__*", "mcp__github__find", null, true)]
    [InlineData("mcp__github", "mcp__githubx__find", null, false)]
    [InlineData("mcp__git", "mcp__github__find", null, false)]
    [InlineData("mcp__git*", "mcp__github__find", null, false)]
    [InlineData("mcp__github__find", "mcp__github__find", null, true)]
    [InlineData("mcp__github__find", "mcp__github__find_all", null, false)]
    [InlineData("mcp__github__get_*", "mcp__github__get_issue", null, true)]
    [InlineData("mcp__github__get_*", "mcp__github__delete_issue", null, false)]
    [InlineData("mcp__github__*_issue", "mcp__github__get_issue", null, false)]
    [InlineData("mcp__crm", "mcp__github__find", null, false)]
    [InlineData("mcp__github__", "mcp__github__find", null, false)]
    [InlineData("mcp__github(find)", "mcp__github__find", null, false)]
    public void Names_are_exact_and_families_end_at_an_underscore(string items, string tool, string? subject, bool allowed)
        => Assert.Equal(allowed, Allows(items, tool, subject));

    [Theory]
    [InlineData("Read(docs/**)", "docs/a.md", true)]
    [InlineData("Read(docs/**)", "docs/a/b/c.md", true)]
    [InlineData("Read(docs/**)", "./docs//a.md", true)]
    [InlineData("Read(docs/**)", "docs/x/../a.md", true)]
    [InlineData("Read(docs/**)", "x/../docs/a.md", true)]
    [InlineData("Read(docs/**)", "docs", false)]
    [InlineData("Read(docs/**)", "docs2/a.md", false)]
    [InlineData("Read(docs/**)", "Docs/a.md", false)]
    [InlineData("Read(docs/**)", "docs/../secret.md", false)]
    [InlineData("Read(docs/**)", "docs/../../etc/passwd", false)]
    [InlineData("Read(docs/**)", "../docs/a.md", false)]
    [InlineData("Read(docs/**)", "/docs/a.md", false)]
    [InlineData("Read(docs/**)", "~/docs/a.md", false)]
    [InlineData("Read(docs/**)", "docs\\a.md", false)]
    [InlineData("Read(docs/**)", "docs/a\u0000.md", false)]
    [InlineData("Read(docs/**)", "", false)]
    [InlineData("Read(docs/**)", null, false)]
    [InlineData("Read(./docs/**)", "docs/a.md", true)]
    [InlineData("Read(docs/*)", "docs/a.md", true)]
    [InlineData("Read(docs/*)", "docs/a/b.md", false)]
    [InlineData("Read(*.csv)", "a.csv", true)]
    [InlineData("Read(*.csv)", "data/a.csv", false)]
    [InlineData("Read(**/*.csv)", "data/x/a.csv", true)]
    [InlineData("Read(**/*.csv)", "a.csv", true)]
    [InlineData("Read(**)", "a/b", true)]
    [InlineData("Read(a?.md)", "ab.md", true)]
    [InlineData("Read(a?.md)", "a/.md", false)]
    [InlineData("Read(a?.md)", "abc.md", false)]
    [InlineData("Read(docs/**/x.md)", "docs/x.md", true)]
    [InlineData("Read(docs/**/x.md)", "docs/a/b/x.md", true)]
    [InlineData("Read(docs/**/x.md)", "docs/a/b/y.md", false)]
    [InlineData("Read(report (new).md)", "report (new).md", true)]
    [InlineData("Read(a\\(b.md)", "a(b.md", true)]
    [InlineData("Read(projects.csv)", "projects.csv", true)]
    [InlineData("Read(projects.csv)", "Projects.csv", false)]
    [InlineData("Read(/**)", "etc/passwd", false)]
    [InlineData("Read(../**)", "a.md", false)]
    [InlineData("Read()", "a.md", false)]
    [InlineData("Read(docs/**", "docs/a.md", false)]
    [InlineData("Read(path:docs/**)", "docs/a.md", false)]
    public void Paths_are_compared_after_clean_up(string item, string? path, bool allowed)
        => Assert.Equal(allowed, Permission.Admits(ToolList.Parse([item]), [], new("Read", path)).Allowed);

    [Theory]
    [InlineData("Write(output/**)", "Write", "output/report.md", true)]
    [InlineData("Write(output/**)", "Edit", "output/report.md", false)]
    [InlineData("Glob(docs/**)", "Glob", "docs", true)]
    [InlineData("Grep(docs/**)", "Grep", null, false)]
    [InlineData("Grep(**)", "Grep", null, true)]
    [InlineData("Glob(docs/*)", "Glob", "docs", false)]
    public void Searching_a_folder_needs_everything_below_it(string item, string tool, string? path, bool allowed)
        => Assert.Equal(allowed, Permission.Admits(ToolList.Parse([item]), [], new(tool, path)).Allowed);

    [Theory]
    [InlineData("WebFetch", "anything.example", true)]
    [InlineData("WebFetch(domain:example.com)", "example.com", true)]
    [InlineData("WebFetch(domain:example.com)", "EXAMPLE.com", true)]
    [InlineData("WebFetch(domain:example.com)", "www.example.com", false)]
    [InlineData("WebFetch(domain:example.com)", "example.com.evil.org", false)]
    [InlineData("WebFetch(domain:example.com)", "evilexample.com", false)]
    [InlineData("WebFetch(domain:*.example.com)", "www.example.com", true)]
    [InlineData("WebFetch(domain:*.example.com)", "a.b.example.com", true)]
    [InlineData("WebFetch(domain:*.example.com)", "example.com", false)]
    [InlineData("WebFetch(domain:*.example.com)", "evilexample.com", false)]
    [InlineData("WebFetch(domain:*)", "example.com", false)]
    [InlineData("WebFetch(domain:)", "example.com", false)]
    [InlineData("WebFetch(example.com)", "example.com", false)]
    [InlineData("WebFetch(https://example.com)", "example.com", false)]
    [InlineData("WebFetch(domain:example.com)", null, false)]
    public void Hosts_are_exact_or_below(string item, string? host, bool allowed)
        => Assert.Equal(allowed, Permission.Admits(ToolList.Parse([item]), [], new("WebFetch", host)).Allowed);

    [Fact]
    public void A_list_that_is_absent_adds_no_limit_and_an_empty_one_permits_nothing()
    {
        Assert.True(Permission.Admits(Everything, [new("s", null)], new("Read", "a")).Allowed);
        Assert.False(Permission.Admits(Everything, [new("s", ToolList.Empty)], new("Read", "a")).Allowed);
        Assert.False(Permission.Admits(Everything, [new("s", ToolList.Parse(["Raed", "*", "Bash("]))], new("Read", "a")).Allowed);
        Assert.False(Permission.Admits(ToolList.Empty, [], new("Read", "a")).Allowed);
    }

    [Fact]
    public void A_broken_entry_grants_nothing_and_the_others_count()
    {
        var list = ToolList.Parse(["Bash(git *", "Read"]);
        Assert.True(Permission.Admits(list, [], new("Read", "a")).Allowed);
        Assert.False(Permission.Admits(list, [], new("Bash", "git status")).Allowed);
    }

    [Theory]
    [InlineData("docs/a.md", true)]
    [InlineData("docs/b/c.md", false)]
    [InlineData("other/a.md", false)]
    public void Nested_skills_intersect_and_an_inner_one_never_widens(string path, bool allowed)
    {
        SkillFrame[] frames = [new("outer", ToolList.Parse(["Read(docs/*)"])), new("middle", null), new("inner",
            ToolList.Parse(["Read", "Write"]))];
        Assert.Equal(allowed, Permission.Admits(Everything, frames, new("Read", path)).Allowed);
        Assert.False(Permission.Admits(Everything, frames, new("Write", path)).Allowed);
    }

    [Fact]
    public void A_refusal_names_the_skill_that_restricts_and_what_is_allowed()
    {
        var verdict = Permission.Admits(Everything, [new("outer", null), new("reader", ToolList.Parse(["Read", "Glob", "oops("]))],
            new("Write", "a.md"));
        Assert.False(verdict.Allowed);
        Assert.Equal("The skill 'reader' does not allow Write on 'a.md'. Allowed: Read, Glob.", verdict.Rule);
        Assert.Equal("Read(docs/**)", Permission.Admits(ToolList.Parse(["Write", "Read(docs/**)"]), [], new("Read", "docs/a")).Rule);
        Assert.Equal(
            "This agent was not given table_query. It allows no tool at all.",
            Permission.Admits(ToolList.Parse(["*"]), [], new("table_query", null)).Rule);
    }

    [Theory]
    [InlineData("Read(docs/**)", "Read", true)]
    [InlineData("Read(docs/**)", "Write", false)]
    [InlineData("Read(", "Read", false)]
    [InlineData("Bash(git *)", "Bash", true)]
    [InlineData("Bash()", "Bash", false)]
    [InlineData("notion_*", "notion_search", true)]
    [InlineData("", "Read", false)]
    public void Only_tools_that_some_entry_admits_are_offered(string items, string tool, bool offered)
    {
        Assert.Equal(offered, Permission.Offers(Everything, [new("s", ToolList.ParseText(items))], tool));
        Assert.Equal(offered, Permission.Offers(ToolList.ParseText(items), [new("s", null)], tool));
    }

    [Theory]
    [InlineData("Read Write Bash(git add *)", "Read|Write|Bash(git add *)")]
    [InlineData("Read,Write , Bash(git add *)", "Read|Write|Bash(git add *)")]
    [InlineData("Read, Bash(a, b)", "Read|Bash(a, b)")]
    [InlineData("Read Bash(git add *) Bash(npm run *)", "Read|Bash(git add *)|Bash(npm run *)")]
    [InlineData("Read(a (b).md) Write", "Read(a (b).md)|Write")]
    [InlineData(" , ,Read,, ", "Read")]
    [InlineData("", "")]
    [InlineData("Bash(git *, Read", "Bash(git *, Read")]
    public void A_text_is_cut_at_commas_and_blanks_outside_parentheses(string text, string items)
        => Assert.Equal(items, string.Join('|', ToolList.ParseText(text).Items));

    [Theory]
    [InlineData("allowed-tools: [Read, Write, 'Bash(git log *)']")]
    [InlineData("allowed-tools:\n  - Read\n  - Write\n  - Bash(git log *)")]
    [InlineData("allowed-tools:\n- Read\n- Write\n- Bash(git log *)")]
    [InlineData("allowed-tools: Read, Write, Bash(git log *)")]
    [InlineData("allowed-tools: Read Write Bash(git log *)")]
    [InlineData("allowed-tools: \"Read, Write, Bash(git log *)\"")]
    [InlineData("allowed-tools: >\n  Read\n  Write\n  Bash(git log *)")]
    public void All_shapes_of_a_list_are_the_same_list_with_places(string lines)
    {
        var read = SkillDocument.Parse(Check.With(lines));
        Assert.Equal(["Read", "Write", "Bash(git log *)"], read.AllowedTools!.Items.Select(item => item.Text));
        Assert.All(read.AllowedTools.Items, item
            => Assert.Equal(item.Text, read.Text.Substring(item.Span!.Value.Start, item.Span.Value.Length).Trim('\'')));
    }

    [Fact]
    public void A_list_that_cannot_be_read_permits_nothing()
    {
        foreach (var line in new[] { "allowed-tools: [Read", "allowed-tools: {Read: 1}", "allowed-tools: *", "allowed-tools: &a" })
        {
            Assert.Empty(SkillDocument.Parse(Check.With(line)).AllowedTools!.Items);
        }
    }
}

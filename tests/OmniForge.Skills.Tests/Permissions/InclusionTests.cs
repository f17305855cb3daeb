using CsCheck;
using OmniForge.Skills.Permissions;

namespace OmniForge.Skills.Tests.Permissions;

public sealed class InclusionTests
{
    private static readonly Gen<string> Commands = Gen.OneOf(
        Gen.Int[0, 8].Select(at => new[] { "git", "gitx", "ls", "git log", "git -c a", "git log -c x", "find", "find -delete", "scripts/a" }[at]),
        Gen.Select(Gen.Int[0, 3], Gen.Char["ab *"].Array[0, 5]).Select((first, rest) => new[] { "git ", "ls", "a ", "b" }[first] + new string(rest)));

    private static readonly Gen<string> Paths = Gen.Int[0, 6].Select(at => new[] { "a", "b", "*", "**", "a?", "*b", "?" }[at]).Array[1, 4]
        .Select(parts => string.Join('/', parts));

    private static readonly Gen<string> Hosts = Gen.Int[0, 5].Select(at => new[] { "x.y", "*.x.y", "a.x.y", "*.a.x.y", "*.y", "b.y" }[at]);

    private static readonly Gen<string> Names = Gen.Int[0, 9].Select(at => new[]
    {
        "mcp__s", "mcp__s__*", "mcp__s__get_*", "mcp__s__get_x", "mcp__t", "notion_*", "notion_query", "notion_query_*", "Read", "Write",
    }[at]);

    private static readonly Gen<string> Items = Gen.OneOf(
        Gen.Select(Commands, Gen.Int[0, 3]).Select((command, end) => $"Bash({command}{new[] { "", " *", ":*", "*" }[end]})"),
        Gen.Int[0, 1].Select(at => new[] { "Bash", "Bash(*)" }[at]),
        Gen.Select(Paths, Gen.Int[0, 2]).Select((path, tool) => $"{new[] { "Read", "Glob", "Grep" }[tool]}({path})"),
        Gen.Int[0, 2].Select(at => new[] { "Read", "Glob", "WebFetch" }[at]),
        Hosts.Select(host => $"WebFetch(domain:{host})"),
        Names);

    private static readonly Gen<ToolUse> Uses = Gen.OneOf(
        Commands.Select(command => new ToolUse("Bash", command.Replace('*', 'b'))),
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 4].Select(at => new[] { "a", "b", "ab", "bb", "c" }[at]).Array[0, 4]).Select((tool, parts)
            => new ToolUse(new[] { "Read", "Glob", "Grep" }[tool], parts.Length == 0 ? "." : string.Join('/', parts))),
        Gen.Int[0, 4].Select(at => new ToolUse("WebFetch", new[] { "x.y", "a.x.y", "b.a.x.y", "b.y", "y" }[at])),
        Gen.Int[0, 6].Select(at => new ToolUse(
            new[] { "mcp__s__get_x", "mcp__s__get_y", "mcp__s__put", "mcp__t__a", "notion_query", "notion_query_all", "notion_x" }[at], null)));

    [Theory]
    [InlineData("Bash(git *)", "Bash(git log *)", true)]
    [InlineData("Bash(git *)", "Bash(git log)", true)]
    [InlineData("Bash(git *)", "Bash(git:*)", true)]
    [InlineData("Bash(git *)", "Bash(git)", true)]
    [InlineData("Bash(git*)", "Bash(git *)", true)]
    [InlineData("Bash", "Bash(git commit -m *)", true)]
    [InlineData("Bash", "Bash(*)", true)]
    [InlineData("Bash(*)", "Bash", true)]
    [InlineData("Bash(npm run *)", "Bash(npm run * --silent)", true)]
    [InlineData("Bash(${SKILL_DIR}/scripts/*)", "Bash(${CLAUDE_SKILL_DIR}/scripts/a.py *)", true)]
    [InlineData("Bash(scripts/*)", "Bash(${SKILL_DIR}/scripts/a.py)", true)]
    [InlineData("Bash(git log *)", "Bash(git *)", false)]
    [InlineData("Bash(git log *)", "Bash(git logger)", false)]
    [InlineData("Bash(git *)", "Bash(git*)", false)]
    [InlineData("Bash", "Bash(git -c color.ui=never *)", false)]
    [InlineData("Bash(git *)", "Bash(git -c *)", false)]
    [InlineData("Bash(git -c *)", "Bash(git -c x *)", false)]
    [InlineData("Read", "Read(docs/**)", true)]
    [InlineData("Read(docs/**)", "Read(docs/a.md)", true)]
    [InlineData("Read(docs/**)", "Read(docs/*/b/**)", true)]
    [InlineData("Read(**)", "Read(docs/**)", true)]
    [InlineData("Read(*.md)", "Read(a*.md)", true)]
    [InlineData("Read(docs/*)", "Read(docs/**)", false)]
    [InlineData("Read(docs/**)", "Read(docs)", false)]
    [InlineData("Read(**/a/**)", "Read(**/a)", false)]
    [InlineData("Read(a?)", "Read(a*)", false)]
    [InlineData("Read(docs/**)", "Write(docs/a.md)", false)]
    [InlineData("Glob(docs/**)", "Glob(docs/**)", true)]
    [InlineData("Glob(docs/*/**)", "Glob(docs/**)", false)]
    [InlineData("Read(*/references/**)", "Read(${SKILL_DIR}/references/**)", false)]
    [InlineData("mcp__s", "mcp__s__t", true)]
    [InlineData("mcp__s", "mcp__s__*", true)]
    [InlineData("mcp__s__*", "mcp__s", true)]
    [InlineData("mcp__s__get_*", "mcp__s__get_a", true)]
    [InlineData("mcp__s", "mcp__sx__t", false)]
    [InlineData("mcp__s__t", "mcp__s", false)]
    [InlineData("notion_*", "notion_query", true)]
    [InlineData("notion_*", "notion_query_*", true)]
    [InlineData("notion_query", "notion_*", false)]
    [InlineData("WebFetch(domain:*.x.org)", "WebFetch(domain:a.x.org)", true)]
    [InlineData("WebFetch(domain:*.x.org)", "WebFetch(domain:*.a.x.org)", true)]
    [InlineData("WebFetch(domain:*.x.org)", "WebFetch(domain:x.org)", false)]
    [InlineData("WebFetch(domain:a.x.org)", "WebFetch(domain:*.x.org)", false)]
    [InlineData("WebFetch", "WebFetch(domain:x.org)", true)]
    [InlineData("Bash()", "Bash()", false)]
    public void One_entry_includes_another(string wide, string narrow, bool includes)
        => Assert.Equal(includes, ToolList.Parse(["Edit", wide]).Includes(ToolPattern.Parse(narrow)));

    [Fact]
    public void What_an_included_entry_allows_the_wide_one_allows_too()
        => Gen.Select(Items, Items, Uses.Array[12]).Sample(
            (wide, narrow, uses) => !ToolPattern.Parse(wide).Includes(ToolPattern.Parse(narrow))
                || uses.All(use => !Allows(narrow, use) || Allows(wide, use)),
            iter: 100_000);

    private static bool Allows(string item, ToolUse use) => Permission.Admits(
        ToolList.Parse(["Bash", use.Tool, item]), [new("s", ToolList.Parse([item])) { Place = new("skills/s", ".") }], use).Allowed;

    [Theory]
    [InlineData("Bash(git *), Bash(git log *)", 1)]
    [InlineData("Bash(git log *), Bash(git *)", 0)]
    [InlineData("Read, Read(docs/**), Write", 1)]
    [InlineData("Read, Write, Read", 2)]
    [InlineData("mcp__s__t, mcp__s", 0)]
    [InlineData("Read(docs/**), Write(docs/**), Bash(git status), Bash(git log *)", -1)]
    [InlineData("Bash(, Bash(", -1)]
    public void One_finding_for_each_needless_entry(string list, int needless)
    {
        var items = ToolList.ParseText(list);
        Assert.Equal(needless < 0 ? [] : [needless], Enumerable.Range(0, items.Items.Count).Where(i => items.Covering(i) is not null));
    }

    [Fact]
    public void In_a_very_long_list_only_repetitions_are_looked_for()
    {
        var items = ToolList.Parse([.. Enumerable.Range(0, 300).Select(i => $"Read(a{i})"), "Read(a7)", "Read"]);
        Assert.Equal("Read(a7)", items.Covering(300)!.Text);
        Assert.Equal([300], Enumerable.Range(0, 302).Where(i => items.Covering(i) is not null));
    }
}

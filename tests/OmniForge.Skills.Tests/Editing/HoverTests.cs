using OmniForge.Skills.Editing;
using OmniForge.Skills.Permissions;

namespace OmniForge.Skills.Tests.Editing;

public sealed class HoverTests
{
    private static string Says(Cursor cursor, EditingContext? context = null)
    {
        var found = SkillHovers.At(cursor.Document, cursor.Offset, context ?? Cursor.Around);
        Assert.NotNull(found);
        Assert.True(found.Span.Start <= cursor.Offset && cursor.Offset <= found.Span.End);
        return found.Markdown;
    }

    private static EditingContext With(SkillProfile profile = SkillProfile.OmniForge, params string[] grant)
        => Cursor.Around with { Check = Cursor.Around.Check with { Profile = profile, Grant = grant.Length == 0 ? null : ToolList.Parse(grant) } };

    [Theory]
    [InlineData("na¦me: a", "other skills, agents and people find it")]
    [InlineData("context¦: fork", "Shape:")]
    [InlineData("x: [\nmod¦el: a\ny: \"", "Without it:")]
    [InlineData("allowed-tools¦: Read", "**restricts**")]
    [InlineData("allowed-tools¦: Read", "**approves**")]
    public void A_key_says_what_its_field_means(string lines, string part)
        => Assert.Contains(part, Says(Cursor.InFields(lines)), StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void A_field_of_another_program_says_so()
        => Assert.Contains("no meaning in this profile", Says(Cursor.InFields("eff¦ort: low")), StringComparison.Ordinal);

    [Fact]
    public void The_tool_list_says_what_it_leaves_of_the_grant()
    {
        var text = Says(Cursor.InFields("allowed¦-tools: [Read, 'Bash(git log *)', Write, notion_*, 'Bash(']"), With(grant: ["Read", "Bash(git *)", "notion_*"]));
        Assert.Contains("- `Read`\n", text + "\n", StringComparison.Ordinal);
        Assert.Contains("- `Bash` only `git log *` and the agent itself only `git *`", text, StringComparison.Ordinal);
        Assert.Contains("- `notion_query_database`", text, StringComparison.Ordinal);
        Assert.Contains("Not given to this agent: `Write`.", text, StringComparison.Ordinal);
        Assert.Contains("`Bash(` allows nothing: its parentheses do not close.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_leaves_nothing_says_so()
        => Assert.Contains("**no tool at all**", Says(Cursor.InFields("allowed-tools¦: []"), With(grant: ["Read"])), StringComparison.Ordinal);

    [Theory]
    [InlineData("Re¦ad", "Allows reading every file of the workspace.")]
    [InlineData("Read(docs/**)¦", "real path matches `docs/**`")]
    [InlineData("B¦ash", "any single simple command")]
    [InlineData("Bash(git st¦atus)", "exactly the command `git status`")]
    [InlineData("Bash(git log *¦)", "`git log` alone, or followed by a blank and anything.")]
    [InlineData("Bash(git log:*¦)", "`git log` alone, or followed by a blank and anything.")]
    [InlineData("Bash(l¦s*)", "commands of the form `ls*`")]
    [InlineData("Bash(npm * --x¦ *)", "Every other `*`")]
    [InlineData("WebFetch(domain:*.a.bc¦)", "every host below `a.bc`, not of that host itself")]
    [InlineData("WebFetch(domain:a.bc¦)", "the host `a.bc` only")]
    [InlineData("mcp__git¦hub", "every tool of the MCP server `github`")]
    [InlineData("mcp__github__¦get_*", "that start with `get_`")]
    [InlineData("mcp__github__search¦_issues", "Search issues")]
    [InlineData("notion_¦*", "whose name starts with `notion_`")]
    [InlineData("notion_query_data¦base", "Notion, reads")]
    [InlineData("mcp__¦*", "Allows nothing: ")]
    [InlineData("Bash(¦git:* push)", "Allows nothing: ':*' only works at the very end.")]
    [InlineData("Web¦Search", "It does not exist here")]
    [InlineData("Ta¦sk", "now called `Agent`")]
    [InlineData("Rae¦d", "Nobody knows a tool of this name")]
    public void A_tool_says_what_it_admits_in_every_shape_of_the_list(string item, string part)
    {
        foreach (var lines in new[] { $"allowed-tools:\n  - '{item}'", $"allowed-tools: ['{item}', Edit]", $"allowed-tools: Edit, {item}" })
        {
            Assert.Contains(part, Says(Cursor.InFields(lines)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_tool_that_the_agent_lacks_says_so()
    {
        Assert.Contains("was not given it", Says(Cursor.InFields("allowed-tools: Wr¦ite"), With(grant: ["Read"])), StringComparison.Ordinal);
        Assert.DoesNotContain("was not given it", Says(Cursor.InFields("allowed-tools: Re¦ad(a)"), With(grant: ["Read"])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Use $ARG¦UMENTS.", "the argument text as it was given")]
    [InlineData("Use $1¦.", "argument 2;")]
    [InlineData("日本語🙂 ${DA¦TE}", "the day on which the execution started")]
    [InlineData("Use $fi¦le.", "the setting 'file'")]
    [InlineData("Use ${NOP¦E}.", "nobody knows this name")]
    [InlineData("!`git sta¦tus`", "the tool list of this file does not name it")]
    [InlineData("!`git | sta¦tus`", "It will not run: '|'")]
    [InlineData("Use `${DA¦TE}`.", "the day on which")]
    public void A_placeholder_says_what_it_becomes(string body, string part)
        => Assert.Contains(part, Says(Cursor.InBody(body)), StringComparison.Ordinal);

    [Fact]
    public void A_command_names_the_entry_that_lets_it_run()
        => Assert.Contains("`Bash(git *)` of the tool list lets it run", Says(Cursor.InBody("!`git sta¦tus`", "allowed-tools: Bash(git *)")), StringComparison.Ordinal);

    [Fact]
    public void A_named_argument_is_a_position_in_Claude_Code()
        => Assert.Contains("argument 2 in Claude Code", Says(Cursor.InBody("$mo¦de", "arguments: file mode"), With(SkillProfile.ClaudeCode)), StringComparison.Ordinal);

    [Theory]
    [InlineData("[a](references/gui¦de.md)", "`references/guide.md`, 2 KiB")]
    [InlineData("[a](./references/gui¦de.md#part \"T\")", "2 KiB")]
    [InlineData("[a](references/%E6%97%A5%E6%9C%AC%20%E8%AA%9E.md¦)", "10 bytes")]
    [InlineData("[a](references/no¦.md)", "is not there")]
    [InlineData("[a](../../../../../x¦.md)", "leads out of the skill's folder")]
    [InlineData("[a](../late-projects/SKI¦LL.md)", "Finds late projects.")]
    [InlineData("`scripts/coll¦ect.py`", "300 bytes")]
    [InlineData("Use `late-pro¦jects`.", "Finds late projects.")]
    [InlineData("Use the skill `mai¦l`.", ".claude/skills/mail/SKILL.md")]
    [InlineData("<!-- omniforge-disable-file OF30¦13 -- why -->", "OF3013")]
    public void Links_names_and_rules_say_what_they_are(string body, string part)
        => Assert.Contains(part, Says(Cursor.InBody(body)), StringComparison.Ordinal);

    [Theory]
    [InlineData("Just pro¦se with OF9999.")]
    [InlineData("[a](https://x¦.y)")]
    [InlineData("Send it by `mai¦l`.")]
    public void Prose_says_nothing(string body)
    {
        var cursor = Cursor.InBody(body);
        Assert.Null(SkillHovers.At(cursor.Document, cursor.Offset, Cursor.Around));
    }
}

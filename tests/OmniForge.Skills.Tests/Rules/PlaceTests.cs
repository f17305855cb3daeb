using OmniForge.Skills.Permissions;
using OmniForge.Skills.Rules;

namespace OmniForge.Skills.Tests.Rules;

/// <summary>Rules that need to know more than the text: the file's name, the agent's grant, the models there are.</summary>
public sealed class PlaceTests
{
    private static readonly SkillCheck Plain = new(SkillProfile.OmniForge);

    [Theory]
    [InlineData("SKILL.md", "")]
    [InlineData(null, "")]
    [InlineData("skill.md", "OF1001")]
    [InlineData("Skill.MD", "OF1001")]
    [InlineData("weekly-report.md", "OF1001")]
    public void The_file_has_one_name(string? name, string code)
        => Assert.Equal(Codes(code), Found(Check.With("license: MIT"), Plain with { FileName = name }));

    [Theory]
    [InlineData("Read, notion_search, mcp__github__find", "Read, notion_*, mcp__github", "")]
    [InlineData("notion_*, mcp__github, mcp__crm__get_*", "notion_search, mcp__github__find, mcp__crm__get_one", "")]
    [InlineData("mcp__crm__get_*", "mcp__crm__*", "")]
    [InlineData("Bash(git log *)", "Bash", "")]
    [InlineData("Read, Write", "Read", "OF4010")]
    [InlineData("slack_post_message", "notion_*", "OF4010")]
    [InlineData("mcp__crm__get_*", "mcp__crm__set_one", "OF4010")]
    [InlineData("Raed", "Read", "OF4003")]
    [InlineData("WebSearch", "Read", "OF4003")]
    [InlineData("Read(../x)", "Write", "OF4009")]
    public void A_tool_that_the_agent_was_not_given_is_named(string tools, string grant, string code)
        => Assert.Equal(Codes(code), Found(Check.With($"allowed-tools: {tools}"), Plain with { Grant = ToolList.ParseText(grant) }));

    [Fact]
    public void Without_an_agent_no_grant_is_missing() => Assert.Empty(Found(Check.With("allowed-tools: Write"), Plain));

    [Theory]
    [InlineData("inherit")]
    [InlineData("opus")]
    [InlineData("sonnet[1m]")]
    [InlineData("claude-sonnet-4-5-20250929")]
    [InlineData("claude-opus-7")]
    [InlineData("gpt-4.1")]
    [InlineData("openrouter/some-model")]
    [InlineData("llama3.3:70b")]
    [InlineData("us.anthropic.claude-sonnet-4-20250514-v1:0")]
    public void A_known_model_its_other_versions_and_those_of_other_servers_are_fine(string id)
        => Assert.Empty(Found(Check.With($"model: {id}"), Plain));

    [Theory]
    [InlineData("claude-sonet-4", "claude-sonnet-4")]
    [InlineData("sonet", "sonnet")]
    [InlineData("Opus", "opus")]
    [InlineData("gpt-99-ultra", null)]
    public void An_unknown_model_is_mentioned_with_the_nearest(string id, string? nearest)
    {
        var found = Assert.Single(SkillDocument.Parse(Check.With($"model: {id}")).Validate(Plain));
        Assert.Equal(("OF3019", SkillSeverity.Information), (found.Code, found.Severity));
        Assert.Equal(nearest, found.Fixes.SingleOrDefault()?.Edits[0].NewText);
    }

    [Fact]
    public void A_live_list_of_models_counts_instead_of_the_table()
    {
        var live = Plain with { Known = KnownNames.None with { Models = new HashSet<string> { "house-model" } } };
        Assert.Empty(Found(Check.With("model: house-model"), live));
        Assert.Empty(Found(Check.With("model: inherit"), live));
        Assert.Equal(["OF3019"], Found(Check.With("model: claude-opus-4"), live));
    }

    [Theory]
    [InlineData("compatibility: 1.5")]
    [InlineData("compatibility: 1e3")]
    [InlineData("compatibility: +12_000")]
    [InlineData("compatibility: 0x1F")]
    [InlineData("compatibility: 0o17")]
    [InlineData("compatibility: 12:30")]
    [InlineData("compatibility: 12:30:45")]
    [InlineData("compatibility: .5")]
    [InlineData("compatibility: .inf")]
    [InlineData("compatibility: 2026-09-01")]
    [InlineData("compatibility: 2026-9-1 12:00:00")]
    [InlineData("compatibility: 2026-09-01T12:00:00Z")]
    [InlineData("compatibility: yes")]
    [InlineData("compatibility: Off")]
    [InlineData("compatibility: FALSE")]
    [InlineData("tags: [2026, report]")]
    public void Text_that_others_take_for_something_else_is_quoted_safely(string line)
    {
        var text = Check.With(line);
        var found = Assert.Single(SkillDocument.Parse(text).Validate(Plain));
        Assert.Equal(("OF2008", FixKind.Safe), (found.Code, Assert.Single(found.Fixes).Kind));
        Assert.Empty(Found(Check.Fix(text), Plain));
    }

    [Theory]
    [InlineData("e5")]
    [InlineData("v1.2")]
    [InlineData("1.2.3")]
    [InlineData("2026-09")]
    [InlineData("2026-9-1")]
    [InlineData("12:75")]
    [InlineData("tRue")]
    [InlineData("yes please")]
    [InlineData("0x")]
    [InlineData("1e")]
    [InlineData("-")]
    [InlineData("+")]
    [InlineData(".")]
    [InlineData("1_a")]
    [InlineData("Needs Python 3.12")]
    [InlineData("3D")]
    [InlineData("_1")]
    public void Text_that_only_resembles_a_number_is_left_alone(string text) => Assert.Null(LookAlikeValues.Kind(text));

    [Fact]
    public void Quoted_text_is_text_for_everybody() => Assert.Empty(Found(Check.With("license: \"2026\"\ncompatibility: 'yes'"), Plain));

    [Theory]
    [InlineData("Status:«!`git status`»", "OF6007")]
    [InlineData("(«!`git log -3`»)", "OF6007")]
    [InlineData("**«!`pwd`»**", "OF6007")]
    [InlineData("```bash\n«!`git status`»\n```", "OF6007")]
    [InlineData("```«!bash»\ngit status\n```", "OF6007")]
    [InlineData("~~~«!»\ngit status\n~~~", "OF6007")]
    [InlineData("It works!`git status` shows it.", "")]
    [InlineData("(!`isReady`) means not ready", "")]
    [InlineData("```md\n- status: !`git status`\n```", "")]
    [InlineData("```bash\necho \"hi!`date`\"\n```", "")]
    [InlineData("Write ``:!`git status` `` there.", "")]
    [InlineData("```python!x\na = 1\n```", "")]
    public void A_command_that_is_never_recognised_is_mentioned(string marked, string codes)
    {
        var skill = Marked.Read(Check.With("license: MIT").Replace("Do it.", marked, StringComparison.Ordinal));
        var found = SkillDocument.Parse(skill.Text).Validate(Plain).Where(finding => finding.Code == "OF6007").ToList();
        Assert.Equal(Codes(codes), found.Select(finding => finding.Code));
        Assert.Equal(skill.Spans, found.Select(finding => finding.Span));
    }

    [Fact]
    public void A_command_in_the_description_never_runs()
    {
        var text = "---\nname: a\ndescription: Now «!`git log -1`» is shown.\n---\nDo it.\n";
        Check.Finds(text, "OF6007");
    }

    private static string[] Codes(string codes) => codes.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<string> Found(string text, SkillCheck check)
        => SkillDocument.Parse(text).Validate(check).Select(finding => finding.Code);
}

using System.Text.Json;

namespace OmniForge.Cli.Tests.Lint;

/// <summary>format, schema, tables, --explain, --list-rules, --matrix, --watch.</summary>
public sealed class OtherCommandTests : IDisposable
{
    private const string Untidy = "---\r\ndescription: \"Writes a report.\"\r\nname: good\r\n---\r\n\r\n\r\nWrite it.\r\n";

    private readonly LintCalls _calls = new();

    [Fact]
    public async Task Format_writes_the_common_form_once()
    {
        _calls.Skill("good/SKILL.md", Untidy);

        var first = await _calls.RunAsync("format");
        var written = _calls.Folder.Read("good/SKILL.md");
        var second = await _calls.RunAsync("format");

        Assert.Equal((0, "formatted good/SKILL.md\n"), (first.Code, first.Output));
        Assert.StartsWith("---\nname: good\ndescription: ", written, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', written);
        Assert.Equal((0, ""), (second.Code, second.Output));
    }

    [Fact]
    public async Task Format_check_names_what_is_not_formatted_and_writes_nothing()
    {
        _calls.Skill("b/good/SKILL.md", Untidy);
        await _calls.RunAsync(["format", _calls.Skill("a/good/SKILL.md")]);

        var answer = await _calls.RunAsync("format", "--check");

        Assert.Equal((1, "not formatted: b/good/SKILL.md\n"), (answer.Code, answer.Output));
        Assert.Equal(Untidy, _calls.Folder.Read("b/good/SKILL.md"));
        Assert.Contains("+name: good", (await _calls.RunAsync("format", "--diff")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Format_reads_standard_input_and_writes_standard_output()
    {
        var answer = await _calls.RunAsync(Untidy, ["format", "-"]);

        Assert.Equal(0, answer.Code);
        Assert.StartsWith("---\nname: good\n", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Format_leaves_a_file_that_it_cannot_read_and_answers_2()
    {
        const string Unreadable = "no fields at all\n";
        _calls.Skill("good/SKILL.md", Unreadable);

        var answer = await _calls.RunAsync("format");

        Assert.Equal(2, answer.Code);
        Assert.Contains("good/SKILL.md: ", answer.Problems, StringComparison.Ordinal);
        Assert.Equal(Unreadable, _calls.Folder.Read("good/SKILL.md"));
    }

    [Fact]
    public async Task Explain_shows_the_page_of_a_rule_and_corrects_its_id()
    {
        var page = await _calls.RunAsync("lint", "--explain", "of3013");
        var wrong = await _calls.RunAsync("lint", "--explain", "OF3031");

        Assert.Equal(0, page.Code);
        Assert.Contains("OF3013", page.Output, StringComparison.Ordinal);
        Assert.Equal(2, wrong.Code);
        Assert.Contains("Did you mean 'OF30", wrong.Problems, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_rules_are_listed_with_their_severities()
    {
        var answer = await _calls.RunAsync("lint", "--list-rules");

        Assert.Contains("\nOF3013  -  -  W  E   ", answer.Output, StringComparison.Ordinal);
        Assert.True(answer.Output.Split('\n').Length > 60);
    }

    [Fact]
    public async Task The_matrix_says_which_programs_load_a_skill()
    {
        _calls.Skill("good/SKILL.md");

        var text = await _calls.RunAsync("lint", "--matrix");
        using var json = JsonDocument.Parse((await _calls.RunAsync("lint", "--matrix", "--format", "json")).Output);

        Assert.Contains("Claude Code", text.Output, StringComparison.Ordinal);
        Assert.Equal("good/SKILL.md", json.RootElement.GetProperty("files")[0].GetProperty("path").GetString());
    }

    [Theory]
    [InlineData("schema", "urn:omniforge:skill:omniforge:")]
    [InlineData("schema --profile claude-code --draft 2020-12", "2020-12")]
    [InlineData("tables", "fields")]
    public async Task What_the_rules_know_can_be_shown(string line, string holds)
    {
        var answer = await _calls.RunAsync(line.Split(' '));

        Assert.Equal(0, answer.Code);
        Assert.Contains(holds, answer.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("schema --profile codex")]
    [InlineData("schema --draft 4")]
    public async Task A_wrong_word_answers_2(string line) => Assert.Equal(2, (await _calls.RunAsync(line.Split(' '))).Code);

    [Fact]
    public async Task Counts_go_to_standard_error_and_leave_the_report_alone()
    {
        _calls.Skill("good/SKILL.md", "---\nname: good\ndescription: x\nmodle: 1\n---\nDo it.\n");

        var plain = await _calls.RunAsync("lint");
        var counted = await _calls.RunAsync("lint", "--stats");

        Assert.Equal(plain.Output, counted.Output);
        Assert.Contains("OF3003  1", counted.Problems, StringComparison.Ordinal);
    }

    public void Dispose() => _calls.Dispose();
}

namespace OmniForge.Cli.Tests.Lint;

public sealed class LintCommandTests : IDisposable
{
    private const string Misspelt = "---\nname: good\ndescription: Writes a report.\nmodle: opus\n---\nWrite it.\n";

    private readonly LintCalls _calls = new();

    [Fact]
    public async Task Good_skills_answer_0_with_one_line()
    {
        _calls.Skill("a/good/SKILL.md");
        _calls.Skill("b/good/SKILL.md");

        var answer = await _calls.RunAsync("lint");

        Assert.Equal((0, "2 files checked, nothing to report.\n", ""), (answer.Code, answer.Output, answer.Problems));
    }

    [Fact]
    public async Task A_finding_shows_its_place_its_line_and_a_mark_below_the_wrong_text()
    {
        _calls.Skill("good/SKILL.md", Misspelt);

        var answer = await _calls.RunAsync("lint", "good");

        Assert.Equal(0, answer.Code);
        Assert.StartsWith("good/SKILL.md:4:1: warning OF3003: ", answer.Output, StringComparison.Ordinal);
        Assert.Contains("\n  4 | modle: opus\n    | ^^^^^\n", answer.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 warning in 1 file; 1 file checked.\n", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_answer_1_and_fail_on_and_max_warnings_move_the_line()
    {
        _calls.Skill("good/SKILL.md", Misspelt);

        Assert.Equal(0, (await _calls.RunAsync("lint")).Code);
        Assert.Equal(1, (await _calls.RunAsync("lint", "--fail-on", "warning")).Code);
        Assert.Equal(1, (await _calls.RunAsync("lint", "--max-warnings", "0")).Code);
        Assert.Equal(0, (await _calls.RunAsync("lint", "--max-warnings", "1")).Code);
        Assert.Equal(1, (await _calls.RunAsync("lint", "--profile", "omniforge-strict")).Code);
        Assert.Equal(0, (await _calls.RunAsync("lint", "--profile", "omniforge-strict", "--fail-on", "never")).Code);
    }

    [Fact]
    public async Task A_broken_file_among_a_thousand_hides_none_of_them()
    {
        for (var i = 0; i < 1_000; i++)
        {
            _calls.Skill($"s{i}/good/SKILL.md", i == 500 ? "\0\uFFFF---\n\"a: [" : LintCalls.Good);
        }

        Directory.CreateDirectory(_calls.Folder.At("x/SKILL.md"));
        var answer = await _calls.RunAsync("lint", ".");

        Assert.Equal(2, answer.Code);
        Assert.Contains("1000 files checked", answer.Output, StringComparison.Ordinal);
        Assert.Contains("s500/good/SKILL.md:", answer.Output, StringComparison.Ordinal);
        Assert.Contains("x/SKILL.md:1:1: warning OF8006: ", answer.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("s501/", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_is_the_same_on_repeat_and_with_any_number_of_threads()
    {
        for (var i = 0; i < 60; i++)
        {
            _calls.Skill($"s{i}/wrong/SKILL.md", Misspelt);
        }

        var once = await _calls.RunAsync("lint", "--threads", "1");

        Assert.Equal(once, await _calls.RunAsync("lint", "--threads", "1"));
        Assert.Equal(once, await _calls.RunAsync("lint", "--threads", "8"));
    }

    [Fact]
    public async Task A_path_that_does_not_exist_answers_2_with_a_suggestion_and_the_others_are_checked()
    {
        _calls.Skill("skills/good/SKILL.md", Misspelt);

        var answer = await _calls.RunAsync("lint", "skils", "skills");

        Assert.Equal(2, answer.Code);
        Assert.Contains("'skils'", answer.Problems, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'skills'?", answer.Problems, StringComparison.Ordinal);
        Assert.Contains("OF3003", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_to_check_answers_2_unless_that_is_allowed()
    {
        var answer = await _calls.RunAsync("lint");

        Assert.Equal(2, answer.Code);
        Assert.Contains("no SKILL.md", answer.Problems, StringComparison.Ordinal);
        Assert.Equal(0, (await _calls.RunAsync("lint", "--allow-empty")).Code);
    }

    [Fact]
    public async Task Standard_input_is_checked_by_the_path_it_is_given()
    {
        var answer = await _calls.RunAsync(LintCalls.Good, ["lint", "-", "--stdin-path", ".claude/skills/other/SKILL.md", "--fail-on", "info"]);

        Assert.Equal(1, answer.Code);
        Assert.StartsWith(".claude/skills/other/SKILL.md:2:7: info OF3010: ", answer.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await _calls.RunAsync(LintCalls.Good, ["lint", "-"])).Code);
    }

    [Fact]
    public async Task Empty_standard_input_is_a_file_without_fields()
    {
        var answer = await _calls.RunAsync("", ["lint", "-"]);

        Assert.Equal(1, answer.Code);
        Assert.StartsWith("-:1:1: error OF1006: ", answer.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--profile", "codex")]
    [InlineData("--format", "xml")]
    [InlineData("--fail-on", "sometimes")]
    [InlineData("--threads", "0")]
    [InlineData("--max-warnings", "-1")]
    [InlineData("--rule", "OF3013")]
    [InlineData("--rule", "OF3013=loud")]
    [InlineData("--nonsense", "x")]
    public async Task A_wrong_option_answers_2_and_says_which(string option, string value)
    {
        _calls.Skill("good/SKILL.md");

        var answer = await _calls.RunAsync("lint", option, value);

        Assert.Equal(2, answer.Code);
        Assert.Contains(option, answer.Problems, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_place_has_its_profile()
    {
        const string Long = "---\nname: good\ndescription: x\ncontext: inherit\npriority: 1\n---\nDo it.\n";
        _calls.Skill("tenants/t/skills/good/SKILL.md", Long);
        _calls.Skill(".claude/skills/good/SKILL.md", Long);
        _calls.Skill("home/global/skills/good/SKILL.md", Long);
        _calls.Skill("public/skills/good/SKILL.md", Long);

        var answer = await _calls.RunAsync("lint", ".", "--rule", "OF8002=off");

        Assert.DoesNotContain("tenants/", answer.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("home/", answer.Output, StringComparison.Ordinal);
        Assert.Contains(".claude/skills/good/SKILL.md:4:10: warning OF3008: ", answer.Output, StringComparison.Ordinal);
        Assert.Contains("public/skills/good/SKILL.md:4:1: warning OF3005: ", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_profiles_give_one_finding_that_lists_them()
    {
        _calls.Skill("good/SKILL.md", Misspelt);

        var answer = await _calls.RunAsync("lint", "--profile", "claude-code,agent-skills,omniforge-strict");

        Assert.Single(answer.Output.Split('\n'), line => line.Contains("OF3003", StringComparison.Ordinal));
        Assert.Contains("error OF3003: ", answer.Output, StringComparison.Ordinal);
        Assert.Contains("[agent-skills, claude-code, omniforge-strict]", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_and_its_twins_with_a_mark_or_other_line_ends_have_the_same_findings()
    {
        var plain = await _calls.RunAsync(Misspelt, ["lint", "-", "--quiet"]);
        var windows = await _calls.RunAsync(Misspelt.ReplaceLineEndings("\r\n"), ["lint", "-", "--quiet"]);
        var marked = await _calls.RunAsync("\uFEFF" + Misspelt, ["lint", "-", "--quiet", "--rule", "OF1002=off"]);

        Assert.Equal(plain, windows);
        Assert.Equal(plain, marked);
    }

    [Fact]
    public async Task A_huge_file_is_one_finding_and_no_burden()
    {
        _calls.Skill("good/SKILL.md", LintCalls.Good + new string('x', 6_000_000));

        var answer = await _calls.RunAsync("lint");

        Assert.Contains("OF1009", answer.Output, StringComparison.Ordinal);
        Assert.InRange(answer.Output.Length, 1, 2_000);
    }

    [Fact]
    public async Task A_report_goes_into_a_file_when_asked()
    {
        _calls.Skill("good/SKILL.md", Misspelt);

        var answer = await _calls.RunAsync("lint", "--output", _calls.Folder.At("out/report.txt"));

        Assert.Equal("", answer.Output);
        Assert.Contains("OF3003", _calls.Folder.Read("out/report.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Colours_are_used_only_when_asked_for_here()
    {
        _calls.Skill("good/SKILL.md", Misspelt);

        Assert.DoesNotContain('\e', (await _calls.RunAsync("lint")).Output);
        Assert.Contains("\e[1;33mwarning\e[0m", (await _calls.RunAsync("lint", "--color", "always")).Output, StringComparison.Ordinal);
    }

    public void Dispose() => _calls.Dispose();
}

namespace OmniForge.Cli.Tests.Lint;

/// <summary>Configurations, comments and baselines.</summary>
public sealed class ProjectSettingsTests : IDisposable
{
    private const string Misspelt = "---\nname: good\ndescription: Writes a report.\nmodle: opus\n---\nWrite it.\n";

    private readonly LintCalls _calls = new();

    [Fact]
    public async Task The_nearest_configuration_counts_and_is_not_merged()
    {
        _calls.Folder.Write(".omniforge.yaml", "rules: { OF3003: off, OF1008: off }\n");
        _calls.Folder.Write("inner/.omniforge.yaml", "rules: { OF3003: error }\n");
        _calls.Skill("good/SKILL.md", Misspelt);
        _calls.Skill("inner/good/SKILL.md", Misspelt);

        var answer = await _calls.RunAsync("lint", ".", "--quiet");

        Assert.Equal(1, answer.Code);
        Assert.StartsWith("inner/good/SKILL.md:4:1: error OF3003", answer.Output, StringComparison.Ordinal);
        Assert.Equal(2, (await _calls.RunAsync("lint", "--no-config", "--quiet")).Output.Split("OF3003").Length - 1);
    }

    [Fact]
    public async Task A_configuration_gives_profiles_names_and_exclusions()
    {
        _calls.Folder.Write(
            ".omniforge.yaml",
            "profiles: [{ files: \"cc/**\", profile: claude-code }]\nfields: { modle: { type: text } }\nexclude: [\"vendor/**\"]\nfail-on: info\n"
            + "tools: { extra: [deploy_preview] }\n");
        _calls.Skill("cc/good/SKILL.md", "---\nname: good\ndescription: x\ncontext: inherit\n---\nDo it.\n");
        _calls.Skill("a/good/SKILL.md", Misspelt);
        _calls.Skill("b/good/SKILL.md", "---\nname: good\ndescription: Writes a report.\nallowed-tools: deploy_preview\n---\nWrite it.\n");
        _calls.Skill("vendor/good/SKILL.md", "");

        var answer = await _calls.RunAsync("lint", ".", "--quiet");

        Assert.Equal(1, answer.Code);
        Assert.StartsWith("cc/good/SKILL.md:4:10: warning OF3008", answer.Output, StringComparison.Ordinal);
        Assert.Single(answer.Output.Split('\n'), line => line.Contains(": ", StringComparison.Ordinal) && line.Contains("SKILL.md:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_configuration_answers_2_with_its_place_and_the_files_are_checked_all_the_same()
    {
        _calls.Folder.Write(".omniforge.yaml", "rules:\n  OF3030: off\n  OF3003: error\n");
        _calls.Skill("good/SKILL.md", Misspelt);

        var answer = await _calls.RunAsync("lint");

        Assert.Equal(2, answer.Code);
        Assert.Contains(".omniforge.yaml:2:3: error OF8008: ", answer.Output, StringComparison.Ordinal);
        Assert.Contains("good/SKILL.md:4:1: error OF3003: ", answer.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_win_over_the_configuration()
    {
        _calls.Folder.Write("other.yaml", "rules: { OF3003: off }\nfail-on: warning\n");
        _calls.Skill("good/SKILL.md", Misspelt);

        Assert.Equal(0, (await _calls.RunAsync("lint", "--config", "other.yaml")).Code);
        Assert.Equal(1, (await _calls.RunAsync("lint", "--config", "other.yaml", "--rule", "OF3003=error")).Code);
        Assert.Equal(0, (await _calls.RunAsync("lint", "--config", "other.yaml", "--rule", "OF3003=warning", "--fail-on", "error")).Code);
        Assert.Equal(2, (await _calls.RunAsync("lint", "--config", "nowhere.yaml")).Code);
        Assert.Equal(1, (await _calls.RunAsync("lint", "--preset", "upload")).Code);
    }

    [Fact]
    public async Task A_rule_nobody_knows_is_refused_with_the_one_that_was_meant()
    {
        var answer = await _calls.RunAsync("lint", "--rule", "of3003=off");

        Assert.Equal(2, answer.Code);
        Assert.Contains("Did you mean 'OF3003'?", answer.Problems, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_comment_with_a_reason_keeps_a_finding_back_and_is_counted()
    {
        _calls.Skill("good/SKILL.md", Misspelt.Replace("modle", "# omniforge-disable-next-line OF3003 -- read by our release\nmodle", StringComparison.Ordinal));

        var answer = await _calls.RunAsync("lint", "--fail-on", "info");

        Assert.Equal((0, "1 file checked, nothing to report. 1 finding kept back by comments or the baseline.\n"), (answer.Code, answer.Output));
    }

    [Fact]
    public async Task A_baseline_hides_what_is_known_and_tells_what_is_gone()
    {
        _calls.Skill("a/good/SKILL.md", Misspelt);
        var written = await _calls.RunAsync("lint", "--baseline", "known.json", "--write-baseline");
        Assert.Equal((0, "1 finding written to known.json.\n"), (written.Code, written.Output));

        _calls.Skill("b/good/SKILL.md", Misspelt);
        _calls.Skill("a/good/SKILL.md", "# moved\n" + Misspelt);
        var later = await _calls.RunAsync("lint", "--baseline", "known.json", "--quiet");
        Assert.Contains("b/good/SKILL.md:4:1: warning OF3003", later.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("a/good/SKILL.md:5:1", later.Output, StringComparison.Ordinal);

        _calls.Skill("a/good/SKILL.md");
        _calls.Skill("b/good/SKILL.md");
        var repaired = await _calls.RunAsync("lint", "--baseline", "known.json", "--quiet");
        Assert.StartsWith("known.json:1:1: warning OF8009: ", repaired.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_baseline_that_cannot_be_read_answers_2()
    {
        _calls.Skill("good/SKILL.md", Misspelt);
        _calls.Folder.Write("known.json", "{");

        Assert.Equal(2, (await _calls.RunAsync("lint", "--baseline", "known.json")).Code);
        Assert.Equal(2, (await _calls.RunAsync("lint", "--baseline", "nowhere.json")).Code);
    }

    public void Dispose() => _calls.Dispose();
}

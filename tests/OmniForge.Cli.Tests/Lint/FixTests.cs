using OmniForge.Cli.Lint;
using OmniForge.Files.Linting;

namespace OmniForge.Cli.Tests.Lint;

public sealed class FixTests : IDisposable
{
    private const string Broken = "---\r\nname: good\r\ndescription: Writes a report: weekly\r\n---\r\nWrite it.\r\n";
    private const string Repaired = "---\r\nname: good\r\ndescription: \"Writes a report: weekly\"\r\n---\r\nWrite it.\r\n";

    private readonly LintCalls _calls = new();

    [Fact]
    public async Task Safe_fixes_are_written_and_the_file_is_checked_again()
    {
        var path = _calls.Skill("good/SKILL.md", Broken);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var answer = await _calls.RunAsync("lint", "--fix", "good");

        Assert.Equal((0, "1 file checked, nothing to report.\n"), (answer.Code, answer.Output));
        Assert.Equal(Repaired, _calls.Folder.Read("good/SKILL.md"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
        Assert.Equal(["SKILL.md"], Directory.EnumerateFiles(_calls.Folder.At("good")).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("--fix", "--dry-run")]
    [InlineData("--diff")]
    public async Task A_dry_run_shows_the_difference_and_writes_nothing(params string[] options)
    {
        _calls.Skill("good/SKILL.md", Broken);

        var answer = await _calls.RunAsync(["lint", .. options]);

        Assert.Equal(0, answer.Code);
        Assert.Contains("--- a/good/SKILL.md\n+++ b/good/SKILL.md\n@@ -1,5 +1,5 @@\n", answer.Output, StringComparison.Ordinal);
        Assert.Contains("-description: Writes a report: weekly", answer.Output, StringComparison.Ordinal);
        Assert.Contains("+description: \"Writes a report: weekly\"", answer.Output, StringComparison.Ordinal);
        Assert.Equal(Broken, _calls.Folder.Read("good/SKILL.md"));
    }

    [Fact]
    public async Task Choices_with_one_candidate_are_applied_only_when_asked_for()
    {
        _calls.Skill("good/SKILL.md", "---\nname: good\ndescription: x\nallowed-tools: Raed\n---\nDo it.\n");

        await _calls.RunAsync("lint", "--fix", "--profile", "claude-code");
        var safe = _calls.Folder.Read("good/SKILL.md");
        await _calls.RunAsync("lint", "--fix=choice", "--profile", "claude-code");

        Assert.Contains("Raed", safe, StringComparison.Ordinal);
        Assert.Contains("allowed-tools: Read", _calls.Folder.Read("good/SKILL.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mark_at_the_start_is_removed_from_the_bytes()
    {
        _calls.Skill("good/SKILL.md", "\uFEFF" + LintCalls.Good);

        await _calls.RunAsync("lint", "--fix");

        Assert.Equal((byte)'-', File.ReadAllBytes(_calls.Folder.At("good/SKILL.md"))[0]);
    }

    [Fact]
    public async Task What_an_author_keeps_on_purpose_is_not_repaired_and_an_idle_comment_is_removed()
    {
        const string Kept = "---\nname: good\ndescription: Writes a report.\n# omniforge-disable-next-line OF3004 -- an old reader wants this\n"
            + "Licence: MIT\nallowed-tools: Read\n---\nWrite it.\n";
        _calls.Skill("a/good/SKILL.md", Kept);
        _calls.Skill("b/good/SKILL.md", LintCalls.Good.Replace("description", "# omniforge-disable-next-line OF3004 -- no longer needed\ndescription", StringComparison.Ordinal));

        await _calls.RunAsync("lint", "--fix", ".");

        Assert.Contains("# omniforge-disable-next-line OF3004", _calls.Folder.Read("a/good/SKILL.md"), StringComparison.Ordinal);
        Assert.Contains("\nLicence: MIT\n", _calls.Folder.Read("a/good/SKILL.md"), StringComparison.Ordinal);
        Assert.Equal(LintCalls.Good, _calls.Folder.Read("b/good/SKILL.md"));
    }

    [Fact]
    public async Task A_link_that_leads_out_of_the_folder_is_not_written()
    {
        var outside = _calls.Folder.Write("outside/SKILL.md", Broken);
        Directory.CreateDirectory(_calls.Folder.At("skills/good"));
        File.CreateSymbolicLink(_calls.Folder.At("skills/good/SKILL.md"), outside);

        var answer = await _calls.RunAsync("lint", "--fix", "skills");

        Assert.Equal(2, answer.Code);
        Assert.Contains("link", answer.Problems, StringComparison.Ordinal);
        Assert.Equal(Broken, File.ReadAllText(outside));
    }

    [Fact]
    public void A_file_that_somebody_changed_meanwhile_is_left_alone()
    {
        var path = _calls.Skill("good/SKILL.md", "newer");
        var file = new FoundFile(path, "good/SKILL.md") { Root = _calls.Folder.Path };

        var problem = FixRun.Write(new(file, "older"u8.ToArray(), "repaired"u8.ToArray()));

        Assert.Contains("changed by somebody else", problem, StringComparison.Ordinal);
        Assert.Equal("newer", File.ReadAllText(path));
        Assert.Equal(["SKILL.md"], Directory.EnumerateFiles(_calls.Folder.At("good")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_dry_run_without_a_repair_is_refused()
        => Assert.Equal(2, (await _calls.RunAsync("lint", "--dry-run")).Code);

    public void Dispose() => _calls.Dispose();
}

namespace OmniForge.Cli.Tests.Lint;

public sealed class SkillSetTests : IDisposable
{
    private readonly LintCalls _calls = new();

    [Fact]
    public async Task Two_skills_of_one_name_in_one_layer_are_found_together_and_not_alone()
    {
        _calls.Skill("skills/good/SKILL.md");
        _calls.Skill("skills/other/SKILL.md");

        var together = await _calls.RunAsync("lint", "skills", "--rule", "OF3010=off");
        var alone = await _calls.RunAsync("lint", "skills/other", "--rule", "OF3010=off");

        Assert.Contains("OF8001", together.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("OF8001", alone.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_configuration_gives_folders_their_layers()
    {
        _calls.Folder.Write(".omniforge.yaml", "layers: { tenant: mine/, public: theirs/ }\n");
        _calls.Skill("mine/good/SKILL.md");
        _calls.Skill("theirs/good/SKILL.md");

        Assert.Contains("OF8002", (await _calls.RunAsync("lint", "--profile", "omniforge")).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("OF8002", (await _calls.RunAsync("lint", "--no-config", "--profile", "omniforge")).Output, StringComparison.Ordinal);
    }

    public void Dispose() => _calls.Dispose();
}

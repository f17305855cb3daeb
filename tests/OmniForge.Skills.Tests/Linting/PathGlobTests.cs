using OmniForge.Skills.Linting;

namespace OmniForge.Skills.Tests.Linting;

public sealed class PathGlobTests
{
    [Theory]
    [InlineData("skills/*/SKILL.md", "skills/a/SKILL.md")]
    [InlineData("**/SKILL.md", "SKILL.md")]
    [InlineData("**/SKILL.md", "a/b/SKILL.md")]
    [InlineData(".claude/skills/**", ".claude/skills/a/SKILL.md")]
    [InlineData("a/**/b/**/c", "a/x/b/b/y/c")]
    [InlineData("a/**/b", "a/b")]
    [InlineData("{docs,skills}/*.{md,txt}", "skills/a.txt")]
    [InlineData("v[0-9]/[!x]?", "v2/ab")]
    [InlineData("*a*b*c", "xxaxbxbxc")]
    [InlineData("日本/*", "日本/語.md")]
    [InlineData("./a/*", "a/b")]
    public void A_path_fits(string pattern, string path) => Assert.True(PathGlob.Parse(pattern, out _)!.Matches(path));

    [Theory]
    [InlineData("skills/*", "skills/a/SKILL.md")]
    [InlineData("skills/**", "skills")]
    [InlineData("SKILL.md", "a/SKILL.md")]
    [InlineData("SKILL.md", "skill.md")]
    [InlineData("v[0-9]", "vx")]
    [InlineData("v[!0-9]", "v1")]
    [InlineData("a/**/b", "a/x/c")]
    [InlineData("{a,b}", "c")]
    public void A_path_does_not_fit(string pattern, string path) => Assert.False(PathGlob.Parse(pattern, out _)!.Matches(path));

    [Theory]
    [InlineData("")]
    [InlineData("a[b")]
    [InlineData("a{b")]
    [InlineData("/etc/*")]
    public void A_pattern_that_cannot_mean_anything_says_why(string pattern)
    {
        Assert.Null(PathGlob.Parse(pattern, out var problem));
        Assert.NotNull(problem);
    }

    [Fact]
    public void A_hostile_pattern_does_not_take_for_ever()
    {
        var glob = PathGlob.Parse(string.Join('/', Enumerable.Repeat("**/*a*a*a*b", 30)), out _)!;

        Assert.False(glob.Matches(string.Join('/', Enumerable.Repeat(new string('a', 60), 200))));
    }
}

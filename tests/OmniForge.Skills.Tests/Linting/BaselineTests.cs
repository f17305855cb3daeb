using System.Text;
using OmniForge.Skills.Linting;

namespace OmniForge.Skills.Tests.Linting;

public sealed class BaselineTests
{
    private const string Text = "---\nname: a\ndescription: b\nwhatever: 1\nother: 2\n---\nDo it.\n";

    [Fact]
    public void A_known_finding_stays_known_when_its_line_moves_and_a_second_equal_one_is_new()
    {
        var baseline = Written("a/SKILL.md", Find(Text));
        var use = new BaselineUse();
        var moved = Find(Text.Replace("description", "# moved down\n\ndescription", StringComparison.Ordinal));

        Assert.All(moved, finding => Assert.True(baseline.Knows("a/SKILL.md", finding, use)));
        Assert.False(baseline.Knows("a/SKILL.md", moved[0], use));
        Assert.False(baseline.Knows("b/SKILL.md", moved[0], new()));
    }

    [Fact]
    public void Another_text_on_the_line_is_a_new_finding()
        => Assert.False(Written("a", Find(Text)).Knows("a", Find(Text.Replace("whatever: 1", "whatever: 2", StringComparison.Ordinal))[0], new()));

    [Fact]
    public void What_was_repaired_is_stale_for_files_that_were_checked()
    {
        var baseline = Written("a", Find(Text));
        var use = new BaselineUse();
        baseline.Knows("a", Find(Text)[0], use);

        Assert.Equal([("a", "OF3003")], baseline.Stale(use, _ => true));
        Assert.Empty(baseline.Stale(use, _ => false));
    }

    [Fact]
    public void The_file_is_the_same_whatever_the_order_of_files()
    {
        var (one, other) = (new Baseline(), new Baseline());
        one.Add("a", Find(Text));
        one.Add("b", Find(Text));
        other.Add("b", Find(Text).Reverse());
        other.Add("a", Find(Text));

        Assert.Equal(Encoding.UTF8.GetString(one.Write()), Encoding.UTF8.GetString(other.Write()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"version\":1}")]
    [InlineData("{\"version\":2,\"findings\":[]}")]
    [InlineData("{\"version\":1,\"findings\":[{\"path\":1}]}")]
    [InlineData("{\"version\":1,\"findings\":[{\"path\":null,\"id\":")]
    public void A_file_that_is_no_baseline_says_so(string text)
    {
        Assert.Null(Baseline.Read(Encoding.UTF8.GetBytes(text), out var problem));
        Assert.Contains("--write-baseline", problem, StringComparison.Ordinal);
    }

    private static Baseline Written(string path, IReadOnlyList<LintFinding> findings)
    {
        var baseline = new Baseline();
        baseline.Add(path, findings);
        return Baseline.Read(baseline.Write(), out _)!;
    }

    private static IReadOnlyList<LintFinding> Find(string text)
    {
        var document = SkillDocument.Parse(text);
        return LintFindings.Of(document, null, [new(SkillProfile.AgentSkills, document.Validate(SkillProfile.AgentSkills))]);
    }
}

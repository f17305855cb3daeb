using OmniForge.Cli.Lint.Reports;
using OmniForge.Skills;
using OmniForge.Skills.Linting;

namespace OmniForge.Cli.Tests.Lint;

public sealed class SourceExcerptTests
{
    [Theory]
    [InlineData("name: «Wrong» x", "name: Wrong x", "      ^^^^^")]
    [InlineData("\t«x»", "    x", "    ^")]
    [InlineData("ab\t«\t»c", "ab      c", "    ^^^^")]
    [InlineData("日本: «語»", "日本: 語", "      ^^")]
    [InlineData("👍 «👍👍»!", "👍 👍👍!", "   ^^^^")]
    [InlineData("e\u0301 «x»", "e\u0301 x", "  ^")]
    [InlineData("a«»", "a", " ^")]
    [InlineData("a\u202E«b»", "a\uFFFDb", "  ^")]
    [InlineData("«»", "", "^")]
    public void Marks_stand_below_the_wrong_text(string marked, string text, string marks)
    {
        var excerpt = SourceExcerpt.Of(Finding(marked));

        Assert.Equal((text, marks), (excerpt.Text, excerpt.Marks));
    }

    [Fact]
    public void A_long_line_is_cut_around_the_wrong_text()
    {
        var excerpt = SourceExcerpt.Of(Finding(new string('a', 500) + "«wrong»" + new string('b', 500)));

        Assert.Equal("wrong", excerpt.Text.Substring(excerpt.Marks.IndexOf('^', StringComparison.Ordinal), 5));
        Assert.Equal(5, excerpt.Marks.Count(mark => mark == '^'));
        Assert.True(excerpt.Text.Length <= 112);
        Assert.StartsWith("…", excerpt.Text, StringComparison.Ordinal);
        Assert.EndsWith("…", excerpt.Text, StringComparison.Ordinal);
    }

    private static LintFinding Finding(string marked)
    {
        var (from, to) = (marked.IndexOf('«', StringComparison.Ordinal), marked.IndexOf('»', StringComparison.Ordinal) - 1);
        return new("OF0000", SkillSeverity.Error, "x", new(from, 0, 1, 0, from + 1), new(to, 0, 1, 0, to + 1))
        {
            Line = marked.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal),
        };
    }
}

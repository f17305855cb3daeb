using OmniForge.Skills.Rules;
using OmniForge.TestKit;

namespace OmniForge.Skills.Tests.Rules;

/// <summary>Every rule explains itself, and what its page shows is true.</summary>
public sealed class RulePageTests
{
    private const int LongestSection = 600;

    /// <summary>Rules about the disk, which no golden case can hold, with the test that proves each.</summary>
    private static readonly Dictionary<string, string> ProvenOnDisk = new()
    {
        ["OF8006"] = "tests/OmniForge.Cli.Tests/Lint/LintCommandTests.cs#A_broken_file_among_a_thousand_hides_none_of_them",
    };

    public static TheoryData<string> Ids => [.. RulePages.Ids];

    [Fact]
    public void Rules_pages_and_goldens_match_one_to_one()
    {
        var ids = RulePages.Ids.ToList();
        Assert.Equal(ids, RulePages.All.Select(page => page.Id));
        Assert.Equal(ids, Names("src/OmniForge.Skills/Data/Rules", "*.md"));
        Assert.Equal(ids.Except(ProvenOnDisk.Keys), Names("tests/OmniForge.Skills.Tests/Goldens", "OF*"));
    }

    [Fact]
    public void What_no_golden_can_hold_is_proven_by_a_test_that_names_the_rule()
        => Assert.All(ProvenOnDisk, proof =>
        {
            var (file, test) = (proof.Value.Split('#')[0], proof.Value.Split('#')[1]);
            var source = File.ReadAllText(Path.Combine(SourceTree.Root, file)).Split("    [");
            Assert.Contains(source, part => part.Contains($"Task {test}(", StringComparison.Ordinal) && part.Contains(proof.Key, StringComparison.Ordinal));
        });

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_page_says_everything_in_few_words(string id)
    {
        var page = RulePages.Find(id.ToLowerInvariant())!;
        Assert.All([page.Meaning, page.Reason, page.Remedy], text => Assert.InRange(text.Length, 20, LongestSection));
        Assert.InRange(page.Title.Length, 5, 80);
        Assert.False(page.Title.EndsWith('.'), page.Title);
        Assert.NotEmpty(page.Bad);
        Assert.NotEmpty(page.Good);
        Assert.NotEmpty(page.Severities);
        Assert.True(page.Source == "OmniForge" || page.Source.Contains("](https://", StringComparison.Ordinal), page.Source);
        Assert.Equal(page.Severities.Count, page.Severities.Select(row => row.When).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_bad_example_raises_the_rule_and_the_good_one_never_does(string id)
    {
        if (ProvenOnDisk.ContainsKey(id))
        {
            return;
        }

        var page = RulePages.Find(id)!;
        var strictest = page.Severities[0].PerProfile.Min(severity => severity ?? SkillSeverity.Hint);
        Assert.Contains(id, Enum.GetValues<SkillProfile>().Where(profile => (page.Severities[0].PerProfile[(int)profile] ?? SkillSeverity.Hint) == strictest)
            .SelectMany(profile => RuleExamples.Found(page, page.Bad, profile)));
        Assert.All(Enum.GetValues<SkillProfile>(), profile => Assert.DoesNotContain(id, RuleExamples.Found(page, page.Good, profile)));
    }

    [Fact]
    public void There_is_no_page_for_a_rule_that_does_not_exist() => Assert.Null(RulePages.Find("OF9999"));

    [Fact]
    public void The_documentation_shows_the_same_pages()
    {
        var folder = Path.Combine(SourceTree.Root, "docs", "rules");
        foreach (var page in RulePages.All)
        {
            Golden.Match(folder, $"{page.Id}.md", page.ToMarkdown());
        }

        Golden.Match(folder, "README.md", RuleIndex.Write(RulePages.All));
        Assert.Equal([.. RulePages.Ids, "README"], Names("docs/rules", "*.md"));
    }

    private static IEnumerable<string> Names(string folder, string pattern)
        => new DirectoryInfo(Path.Combine(SourceTree.Root, folder)).EnumerateFileSystemInfos(pattern)
            .Select(entry => Path.GetFileNameWithoutExtension(entry.Name)).Order(StringComparer.Ordinal);
}

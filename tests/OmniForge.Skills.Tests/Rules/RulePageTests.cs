using System.Text;
using OmniForge.Skills.Rules;
using OmniForge.TestKit;

namespace OmniForge.Skills.Tests.Rules;

/// <summary>Every rule explains itself, and what its page shows is true.</summary>
public sealed class RulePageTests
{
    private const int LongestSection = 600;

    /// <summary>Their rules arrive these days; what is proven of them leaves this list.</summary>
    private static readonly string[] Awaited =
    [
        "OF6901", "OF6902", "OF6903", "OF6904", "OF6905", "OF6906", "OF6907", "OF6908", "OF6909", "OF6910",
        "OF8001", "OF8002", "OF8003", "OF8004", "OF8006", "OF8007", "OF8008",
    ];

    /// <summary>Judged together with other files, an agent or the disk, so that one file cannot show them; their goldens do.</summary>
    private static readonly string[] NeedSurroundings =
    [
        "OF4010", "OF8001", "OF8002", "OF8003", "OF8004", "OF8005", "OF8006", "OF8007", "OF8008", "OF8009",
    ];

    public static TheoryData<string> Ids => [.. RulePages.Ids.Except(Awaited)];

    [Fact]
    public void Rules_pages_and_goldens_match_one_to_one()
    {
        var ids = RulePages.Ids.ToList();
        Assert.Equal(ids, RulePages.All.Select(page => page.Id));
        Assert.Equal(ids.Union(Awaited).Order(StringComparer.Ordinal), Names("src/OmniForge.Skills/Data/Rules", "*.md"));
        var goldens = Names("tests/OmniForge.Skills.Tests/Goldens", "OF*").ToList();
        Assert.Equal(ids.Except(Awaited), goldens.Except(Awaited));
        Assert.Empty(ids.Intersect(goldens).Intersect(Awaited));
    }

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
        if (NeedSurroundings.Contains(id))
        {
            return;
        }

        var page = RulePages.Find(id)!;
        var strictest = Enum.GetValues<SkillProfile>().MinBy(profile => page.Severities[0].PerProfile[(int)profile] ?? SkillSeverity.Hint);
        Assert.Contains(id, Found(page, page.Bad, strictest).Select(finding => finding.Code));
        Assert.All(Enum.GetValues<SkillProfile>(), profile
            => Assert.DoesNotContain(id, Found(page, page.Good, profile).Select(finding => finding.Code)));
    }

    [Fact]
    public void There_is_no_page_for_a_rule_that_does_not_exist() => Assert.Null(RulePages.Find("OF9999"));

    [Fact]
    public void The_documentation_shows_the_same_pages()
    {
        var folder = Path.Combine(SourceTree.Root, "docs", "rules");
        var pages = RulePages.All.Where(page => !Awaited.Contains(page.Id)).ToList();
        foreach (var page in pages)
        {
            Golden.Match(folder, $"{page.Id}.md", page.ToMarkdown());
        }

        Golden.Match(folder, "README.md", RuleIndex.Write(pages));
        Assert.Equal([.. pages.Select(page => page.Id), "README"], Names("docs/rules", "*.md"));
    }

    private static IReadOnlyList<SkillDiagnostic> Found(RulePage page, IReadOnlyList<RuleExample> files, SkillProfile profile)
    {
        var path = (files[0].Path ?? "SKILL.md").Split('/');
        var check = new SkillCheck(profile)
        {
            FileName = path[^1],
            FolderName = path.Length > 1 ? path[^2] : null,
            Bundle = path.Length > 1 ? [.. files.Select(file => Bundled(path[0], file))] : null,
            ReadBundled = wanted => files.FirstOrDefault(file => file.Path == $"{path[0]}/{wanted}")?.Text,
            Rules = page.Severities[0].PerProfile.All(severity => severity is null)
                ? RuleSettings.Default with { Severities = new Dictionary<string, SkillSeverity?> { [page.Id] = SkillSeverity.Warning } }
                : RuleSettings.Default,
        };
        return SkillDocument.Parse(files[0].Text).Validate(check);
    }

    private static BundleFile Bundled(string folder, RuleExample file)
        => new(file.Path![(folder.Length + 1)..], Encoding.UTF8.GetByteCount(file.Text));

    private static IEnumerable<string> Names(string folder, string pattern)
        => new DirectoryInfo(Path.Combine(SourceTree.Root, folder)).EnumerateFileSystemInfos(pattern)
            .Select(entry => Path.GetFileNameWithoutExtension(entry.Name)).Order(StringComparer.Ordinal);
}

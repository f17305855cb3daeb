using OmniForge.Skills.Parsing;

namespace OmniForge.Skills.Tests.Repair;

public sealed class MutationRepairTests
{
    private static readonly SkillCheck Place = new(SkillProfile.OmniForge) { FolderName = "weekly-report" };

    /// <summary>Least share of the planted mistakes that is repaired without asking, and with choices.</summary>
    public static TheoryData<string, double, double> Thresholds { get; } = new()
    {
        { "mark", 1, 1 },
        { "windows", 1, 1 },
        { "tab", 0.9, 0.9 },
        { "colon", 1, 1 },
        { "quote", 0.9, 0.9 },
        { "bracket", 0.9, 0.9 },
        { "fence", 0.9, 0.9 },
        { "double", 1, 1 },
        { "key", 0.9, 0.9 },
        { "tool", 0, 0.9 },
        { "parenthesis", 0, 0.9 },
        { "type", 0.9, 0.9 },
    };

    [Fact]
    public void The_files_are_good_and_many()
    {
        Assert.True(GoodFiles.All.Count >= 60);
        Assert.All(GoodFiles.All, text => Assert.DoesNotContain(SkillDocument.Parse(text).Validate(Place),
            finding => finding.Severity is SkillSeverity.Error or SkillSeverity.Warning));
    }

    [Theory]
    [MemberData(nameof(Thresholds))]
    public void A_planted_mistake_is_repaired(string operation, double safe, double choice)
    {
        var (tried, safely, chosen) = (0, 0, 0);
        var missed = new List<string>();
        foreach (var good in GoodFiles.All)
        {
            foreach (var planted in Mutations.Of(good, operation))
            {
                tried++;
                var repaired = SkillFixes.Apply(planted, Place, FixKind.Safe);
                var done = Equivalent(repaired.Text, good);
                safely += done ? 1 : 0;
                chosen += done || Equivalent(SkillFixes.Apply(planted, Place, FixKind.Choice).Text, good) ? 1 : 0;
                missed.AddRange(done ? [] : [$"{planted}\n=====\n{repaired.Text}\n{string.Join('\n', repaired.Left)}\n"]);
                Assert.Equal(repaired.Text, SkillFixes.Apply(repaired.Text, Place, FixKind.Safe).Text);
            }
        }

        Assert.True(tried >= GoodFiles.All.Count / 4, $"{operation}: only {tried} planted");
        TestContext.Current.TestOutputHelper?.WriteLine($"{operation}: {safely} safe, {chosen} with choices, of {tried}");
        Assert.True(safely >= safe * tried && chosen >= choice * tried,
            $"{operation}: {safely} safe, {chosen} with choices, of {tried}\n{string.Join('\n', missed.Where((_, i) => i % Math.Max(1, missed.Count / 6) == 0))}");
    }

    // The same fields with the same values, and the same instructions.
    private static bool Equivalent(string repaired, string good)
    {
        var (one, other) = (SkillDocument.Parse(repaired), SkillDocument.Parse(good));
        return one.Validate(Place).All(finding => finding.Severity is SkillSeverity.Information)
            && Lines(one.Body) == Lines(other.Body)
            && one.Frontmatter.Entries.Select(entry => entry.Key).Order(StringComparer.Ordinal)
                .SequenceEqual(other.Frontmatter.Entries.Select(entry => entry.Key).Order(StringComparer.Ordinal))
            && one.Frontmatter.Entries.All(entry => NodeValue.Same(entry.Value!, other.Frontmatter.Find(entry.Key)!.Value!));
    }

    private static string Lines(string body) => body.ReplaceLineEndings("\n").TrimStart('\n');
}

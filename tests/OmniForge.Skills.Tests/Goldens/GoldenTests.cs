using OmniForge.Skills.Rules;
using OmniForge.TestKit;

namespace OmniForge.Skills.Tests.Goldens;

/// <summary>Every rule is proven by cases: a file, and every output for it as a file beside it.</summary>
public sealed class GoldenTests
{
    public static TheoryData<string> Names => [.. Golden.Cases("OmniForge.Skills.Tests", "Goldens")
        .SelectMany(Directory.GetDirectories).Order(StringComparer.Ordinal)
        .Select(folder => Path.GetRelativePath(Path.Combine(SourceTree.Root, "tests", "OmniForge.Skills.Tests", "Goldens"), folder))];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_findings_are_the_expected_ones(string name)
    {
        var golden = Open(name);
        Golden.Match(golden.Folder, "diagnostics.txt", GoldenFindings.Write(golden));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_case_shows_the_rule_that_it_stands_for(string name)
    {
        var golden = Open(name);
        var rule = name.Split('/', '\\')[0];
        var found = golden.Checks.SelectMany(golden.Document.Validate).Where(finding => finding.Code == rule).ToList();

        // A case named "fine" shows where the rule must stay silent.
        Assert.Equal(!Path.GetFileName(golden.Folder).StartsWith("fine", StringComparison.Ordinal), found.Count > 0);
        Assert.Subset(RulePages.Read(rule).Fixes.ToHashSet(), found.SelectMany(finding => finding.Fixes).Select(fix => fix.Kind).ToHashSet());
    }

    private static GoldenCase Open(string name)
        => GoldenCase.Open(Path.Combine(SourceTree.Root, "tests", "OmniForge.Skills.Tests", "Goldens", name));
}

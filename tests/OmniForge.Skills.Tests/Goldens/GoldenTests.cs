using System.Text;
using OmniForge.Skills.Rules;
using OmniForge.TestKit;

namespace OmniForge.Skills.Tests.Goldens;

/// <summary>Every rule is proven by cases: a file, and every output for it as a file beside it.</summary>
public sealed class GoldenTests
{
    public static TheoryData<string> Names => [.. Golden.Cases("OmniForge.Skills.Tests", "Goldens")
        .SelectMany(Directory.GetDirectories).Order(StringComparer.Ordinal)
        .Select(folder => Path.GetRelativePath(Path.Combine(SourceTree.Root, "tests", "OmniForge.Skills.Tests", "Goldens"), folder))];

    public static TheoryData<string> NamesWithCompletions => [.. Names.Select(row => row.Data).Where(name => Open(name).Place.CompleteAt is not null)];

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

    [Theory]
    [MemberData(nameof(Names))]
    public void All_safe_fixes_together_make_the_expected_file(string name)
    {
        var golden = Open(name);
        var fixedFile = SkillFixes.ApplyBytes(golden.Bytes, golden.Main, FixKind.Safe);
        Golden.MatchChange(golden.Folder, "fixed.md", golden.Bytes, fixedFile.Bytes.Span);
        Assert.Equal(fixedFile.Bytes, SkillFixes.ApplyBytes(fixedFile.Bytes.Span, golden.Main, FixKind.Safe).Bytes);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_common_form_is_the_expected_one(string name)
    {
        var golden = Open(name);
        var formatted = SkillFormatter.Format(golden.Document, golden.Main.Profile);
        var given = Encoding.UTF8.GetBytes(golden.Document.Text);
        Golden.MatchChange(golden.Folder, "formatted.md", given, Encoding.UTF8.GetBytes(formatted.Text));
    }

    [Theory]
    [MemberData(nameof(NamesWithCompletions))]
    public void The_proposals_are_the_expected_ones(string name)
    {
        var golden = Open(name);
        Golden.Match(golden.Folder, "completions.txt", GoldenCompletions.Write(golden));
    }

    private static GoldenCase Open(string name)
        => GoldenCase.Open(Path.Combine(SourceTree.Root, "tests", "OmniForge.Skills.Tests", "Goldens", name));
}

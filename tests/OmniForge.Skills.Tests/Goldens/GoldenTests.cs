using System.Text;
using OmniForge.Skills.Rules;
using OmniForge.TestKit;

namespace OmniForge.Skills.Tests.Goldens;

/// <summary>Every rule is proven by cases: a file, and every output for it as a file beside it.</summary>
public sealed class GoldenTests
{
    public static TheoryData<string> Names => [.. Cases.Where(IsFile)];

    public static TheoryData<string> SetNames => [.. Cases.Where(name => !IsFile(name))];

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
        var found = golden.Checks.SelectMany(check => GoldenFindings.Of(golden, check)).Where(finding => finding.Id == rule).ToList();

        Assert.Equal(!IsFine(name), found.Count > 0);
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

    [Fact]
    public void Every_fix_that_a_page_promises_is_shown_by_a_case()
    {
        var shown = Names.Select(row => Open(row.Data)).SelectMany(golden => golden.Checks.SelectMany(check => GoldenFindings.Of(golden, check)))
            .Concat(SetNames.SelectMany(row => GoldenSet.Open(row.Data).Findings))
            .SelectMany(finding => finding.Fixes.Select(fix => (finding.Id, fix.Kind))).ToHashSet();

        // Accounts are connected by the builder, not by an edit of the file.
        var promised = RulePages.All.Where(page => page.Id != "OF4010").SelectMany(page => page.Fixes.Select(kind => (page.Id, Kind: kind)));
        Assert.Empty(promised.Except(shown));
    }

    [Theory]
    [MemberData(nameof(SetNames))]
    public void The_findings_across_files_are_the_expected_ones(string name)
    {
        var found = GoldenSet.Open(name).Write();
        Assert.Equal(!IsFine(name), found.Contains(name.Split('/', '\\')[0], StringComparison.Ordinal));
        Golden.Match(Folder(name), "diagnostics.txt", found);
    }

    private static IEnumerable<string> Cases => Golden.Cases("OmniForge.Skills.Tests", "Goldens")
        .SelectMany(Directory.GetDirectories).Order(StringComparer.Ordinal).Select(folder => Path.GetRelativePath(Folder(""), folder));

    private static bool IsFile(string name) => File.Exists(Path.Combine(Folder(name), "SKILL.md"));

    // A case named "fine" shows where the rule must stay silent.
    private static bool IsFine(string name) => Path.GetFileName(name).StartsWith("fine", StringComparison.Ordinal);

    private static GoldenCase Open(string name) => GoldenCase.Open(Folder(name));

    private static string Folder(string name) => Path.Combine(SourceTree.Root, "tests", "OmniForge.Skills.Tests", "Goldens", name);
}

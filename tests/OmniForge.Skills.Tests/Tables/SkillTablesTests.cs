using System.Text.Json;
using OmniForge.Skills.Data;
using OmniForge.Skills.Rules;
using OmniForge.Skills.Tables;

namespace OmniForge.Skills.Tests.Tables;

public sealed class SkillTablesTests
{
    [Fact]
    public void All_tables_have_one_version_by_date()
    {
        Assert.Equal(["clients", "fields", "models", "names", "tools"], SkillTables.All.Select(table => table.Name));
        Assert.All(SkillTables.All, table => Assert.Equal(SkillTables.Version, table.Version));
        Assert.Matches(@"^20\d\d\.([1-9]|1[0-2])\.[1-9]\d*$", SkillTables.Version);
    }

    [Fact]
    public void Every_record_has_a_source_that_is_known_and_dated()
        => Assert.All(SkillTables.All, table =>
        {
            using var file = JsonDocument.Parse(DataFile.Open(table.Name + ".json"));
            Assert.True(file.RootElement.TryGetProperty("source", out var inherited) && SkillTables.Sources.ContainsKey(inherited.GetString()!));
            Assert.NotEmpty(table.Sources);
            Assert.All(table.Sources, source => Assert.True(source.VerifiedOn > new DateOnly(2026, 1, 1)));
        });

    [Theory]
    [InlineData(0, false)]
    [InlineData(180, false)]
    [InlineData(181, true)]
    public void A_table_is_stale_after_180_days(int days, bool stale)
    {
        var table = SkillTables.Find("tools")!;
        Assert.Equal(stale, table.IsStaleOn(table.VerifiedOn.AddDays(days)));
    }

    [Fact]
    public void A_table_is_as_old_as_its_oldest_record()
        => Assert.All(SkillTables.All, table => Assert.All(table.Sources, source => Assert.True(table.VerifiedOn <= source.VerifiedOn)));

    [Fact]
    public void Every_field_says_what_it_is_for_in_one_or_two_sentences()
        => Assert.All(FieldTable.All, field =>
        {
            Assert.InRange(field.Doc.Length, 20, 200);
            Assert.EndsWith(".", field.Doc, StringComparison.Ordinal);
            Assert.NotEmpty(field.Shape);
        });

    [Fact]
    public void Every_client_says_something_of_known_fields_only()
        => Assert.All(ClientTable.All, client => Assert.All(
            client.Fields.Keys.Concat(client.Limits.Keys).Concat(client.Without.Keys).Concat(client.Notes.Keys),
            field => Assert.NotNull(FieldTable.Find(field))));

    [Theory]
    [InlineData(null, "OF3003 Warning, OF4003 Warning")]
    [InlineData(180, "OF3003 Warning, OF4003 Warning")]
    [InlineData(181, "OF3003 Information, OF8009 Information, OF4003 Information")]
    public void Stale_tables_only_advise_about_what_they_do_not_know(int? days, string found)
    {
        var verified = SkillTables.All.Where(table => table.Name is "fields" or "tools").Select(table => table.VerifiedOn).ToList();
        DateOnly? today = days is null ? null : (days == 180 ? verified.Min() : verified.Max()).AddDays(days.Value);
        var check = new SkillCheck(SkillProfile.OmniForge) { Today = today };
        Assert.Equal(found, string.Join(", ", SkillDocument.Parse(Check.With("sparkle: 1\nallowed-tools: Sparkler")).Validate(check)
            .Select(finding => $"{finding.Code} {finding.Severity}")));
    }

    [Fact]
    public void A_stale_table_never_softens_an_error_or_what_a_project_has_set()
    {
        var late = new DateOnly(2030, 1, 1);
        var document = SkillDocument.Parse("---\nname: weekly-report\ndescripton: Reports.\nsparkle: 1\n---\n\nDo it.\n");
        Assert.Equal(
            ["OF3003 Error", "OF3003 Information", "OF8009 Information"],
            document.Validate(new SkillCheck(SkillProfile.OmniForge) { Today = late }).Select(found => $"{found.Code} {found.Severity}"));
        var set = RuleSettings.Default with { Severities = new Dictionary<string, SkillSeverity?> { ["OF3003"] = SkillSeverity.Warning } };
        Assert.Equal(
            ["OF3003 Warning", "OF3003 Warning"],
            document.Validate(new SkillCheck(SkillProfile.OmniForge) { Today = late, Rules = set }).Select(found => $"{found.Code} {found.Severity}"));
    }
}

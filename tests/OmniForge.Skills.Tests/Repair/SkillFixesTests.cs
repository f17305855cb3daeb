using System.Text;

namespace OmniForge.Skills.Tests.Repair;

public sealed class SkillFixesTests
{
    private static readonly SkillCheck Place = new(SkillProfile.OmniForge) { FolderName = "weekly-report" };

    private static string Repaired(string text, FixKind upTo = FixKind.Safe) => SkillFixes.Apply(text, Place, upTo).Text;

    [Theory]
    [InlineData("license: use: it", "license: \"use: it\"")]
    [InlineData("license: use: it\"", "license: \"use: it\"")]
    [InlineData("license: \"never closed", "license: \"never closed\"")]
    [InlineData("license: 'two\n  lines", "license: 'two\n  lines'")]
    [InlineData("license: \"a \\d b \\w c\"", "license: \"a \\\\d b \\\\w c\"")]
    [InlineData("license:MIT", "license: MIT")]
    [InlineData("license:Use: it", "license: \"Use: it\"")]
    [InlineData("tags: [one, two", "tags: [one, two]")]
    [InlineData("tags: [one, two # both", "tags: [one, two] # both")]
    [InlineData("tags: [\n  one,\n  two", "tags: [\n  one,\n  two]")]
    [InlineData("tags: one, two]", "tags: [one, two]")]
    [InlineData("allowed-tools: Read, Write]", "allowed-tools: [Read, Write]")]
    [InlineData("tags: [\"one, \"two\"]", "tags: [\"one\", \"two\"]")]
    [InlineData("tags: ['one', 'two]", "tags: ['one', 'two']")]
    [InlineData("tags: [one}", "tags: [one]")]
    [InlineData("metadata: {a: b", "metadata: {a: b}")]
    [InlineData("metadata:\n\ta: b\n\tc: d", "metadata:\n  a: b\n  c: d")]
    [InlineData("metadata:\n  a: b\n\tc: d", "metadata:\n  a: b\n  c: d")]
    [InlineData("tags:\n    - one\n\t- two", "tags:\n    - one\n    - two")]
    [InlineData("license: MIT\nlicense: MIT", "license: MIT")]
    [InlineData("license: MIT\n  compatibility: all", "license: MIT\ncompatibility: all")]
    public void What_has_one_reading_is_repaired_without_asking(string lines, string repaired)
    {
        var result = SkillFixes.Apply(Check.With(lines), Place, FixKind.Safe);
        Assert.Equal(Check.With(repaired), result.Text);
        Assert.Empty(result.Left);
        Assert.Equal(SkillDocument.Parse(Check.With(lines)).Validate(Place).Count, result.Removed.Count);
    }

    [Theory]
    [InlineData("license: one\nlicense: two")]
    [InlineData("model: a: b")]
    [InlineData("license: \"it\" is")]
    [InlineData("allowed-tools: Raed")]
    [InlineData("allowed-tools: Bash(git log")]
    [InlineData("allowed-tools: []")]
    public void What_has_several_readings_or_would_allow_more_is_left_alone(string lines)
        => Assert.Equal(Check.With(lines), Repaired(Check.With(lines)));

    [Theory]
    [InlineData("name: weekly-report\ndescription: b\n---\n\nDo it.\n", "---\nname: weekly-report\ndescription: b\n---\n\nDo it.\n")]
    [InlineData("---\nname: weekly-report\ndescription: b\n\n# Do\n\nit.\n", "---\nname: weekly-report\ndescription: b\n---\n\n# Do\n\nit.\n")]
    [InlineData("---\nname: weekly-report\ndescription: b\n\nDo it.\n", "---\nname: weekly-report\ndescription: b\n---\n\nDo it.\n")]
    [InlineData("---\nname: weekly-report\ndescription: b\nDo it.\n", "---\nname: weekly-report\ndescription: b\nDo it.\n")]
    [InlineData("----\nname: weekly-report\ndescription: b\n---\nDo it.\n", "---\nname: weekly-report\ndescription: b\n---\nDo it.\n")]
    [InlineData("\n\n---\nname: weekly-report\ndescription: b\n---\nDo it.\n", "---\nname: weekly-report\ndescription: b\n---\nDo it.\n")]
    public void A_lost_fence_comes_back_where_its_place_is_certain(string text, string repaired)
        => Assert.Equal(repaired, Repaired(text));

    [Fact]
    public void A_mark_at_the_start_is_taken_out_of_texts_and_files()
    {
        var text = "\uFEFF" + Check.With("license: a: b");
        var fixedText = SkillFixes.Apply(text, Place, FixKind.Safe);
        Assert.Equal(Check.With("license: \"a: b\""), fixedText.Text);
        Assert.Equal(["OF1002", "OF2002"], fixedText.Removed.Select(finding => finding.Code));
        var fixedBytes = SkillFixes.ApplyBytes(Encoding.UTF8.GetBytes(text), Place, FixKind.Safe);
        Assert.Equal(Encoding.UTF8.GetBytes(fixedText.Text), fixedBytes.Bytes.ToArray());
    }

    [Fact]
    public void A_mark_stays_where_its_rule_is_off()
    {
        var silent = Place with { Rules = RuleSettings.Default with { Severities = new Dictionary<string, SkillSeverity?> { ["OF1002"] = null } } };
        var text = "\uFEFF" + Check.With("license: a: b");
        Assert.Equal("\uFEFF" + Check.With("license: \"a: b\""), SkillFixes.Apply(text, silent, FixKind.Safe).Text);
    }

    [Fact]
    public void Bytes_of_another_encoding_are_only_changed_by_choice()
    {
        byte[] bytes = [.. "---\nname: weekly-report\ndescription: Gr"u8, 0xFC, .. "n\nlicense: a: b\n---\nDo it."u8];
        Assert.Equal(bytes, SkillFixes.ApplyBytes(bytes, Place, FixKind.Safe).Bytes.ToArray());
        var chosen = SkillFixes.ApplyBytes(bytes, Place, FixKind.Choice);
        Assert.Equal("---\nname: weekly-report\ndescription: Grün\nlicense: \"a: b\"\n---\nDo it.", Encoding.UTF8.GetString(chosen.Bytes.Span));
        Assert.Equal(["OF1003", "OF2002"], chosen.Removed.Select(finding => finding.Code));
        Assert.Empty(chosen.Left);
        byte[] wide = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Check.With("license: MIT"))];
        Assert.Equal(wide, SkillFixes.ApplyBytes(wide, Place, FixKind.Safe).Bytes.ToArray());
        Assert.Equal(Check.With("license: MIT"), Encoding.UTF8.GetString(SkillFixes.ApplyBytes(wide, Place, FixKind.Choice).Bytes.Span));
    }

    [Fact]
    public void Good_files_come_back_byte_for_byte()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(Check.With("# nothing else").ReplaceLineEndings("\r\n"))];
        var result = SkillFixes.ApplyBytes(bytes, Place, FixKind.Platform);
        Assert.Equal(bytes, result.Bytes.ToArray());
        Assert.Empty(result.Removed);
    }

    [Fact]
    public void A_list_that_reads_only_after_its_repair_allows_nothing_until_then()
    {
        var read = SkillDocument.Parse(Check.With("allowed-tools: [Read, Write"));
        Assert.Empty(read.AllowedTools!.Items);
        Assert.Equal(2, SkillDocument.Parse(Repaired(read.Text)).AllowedTools!.Items.Count);
    }
}

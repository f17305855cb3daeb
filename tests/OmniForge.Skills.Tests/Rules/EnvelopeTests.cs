using System.Text;

namespace OmniForge.Skills.Tests.Rules;

public sealed class EnvelopeTests
{
    private const string Good = "---\nname: weekly-report\ndescription: Reports.\n---\n\nDo it.\n";

    [Theory]
    [InlineData(Good)]
    [InlineData("---\r\nname: weekly-report\r\ndescription: Reports.\r\n---\r\n\r\nDo it.\r\n")]
    [InlineData("---\rname: weekly-report\rdescription: Reports.\r---\r\rDo it.")]
    [InlineData("---\nname: weekly-report\ndescription: Reports.\n---\nDo it.")]
    [InlineData("--- \t\nname: weekly-report\ndescription: Reports.\n---  \nDo it.")]
    [InlineData("---\nname: weekly-report\ndescription: Reports.\n---\n\nOne\n\n---\n\nTwo\n\n---\n")]
    [InlineData("---\n\n# a comment\nname: weekly-report # another\n\ndescription: Reports.\n\n# last\n---\nDo it.")]
    [InlineData("---\nname: weekly-report\ndescription: |\n  Reports\n\n  # no heading, still text\n---\nDo it.")]
    public void These_files_are_fine_everywhere(string text)
    {
        foreach (var profile in Enum.GetValues<SkillProfile>())
        {
            Assert.DoesNotContain(SkillDocument.Parse(text).Validate(profile), finding => finding.Severity == SkillSeverity.Error);
        }

        Assert.Equal("weekly-report", SkillDocument.Parse(text).Name);
    }

    [Fact]
    public void A_byte_order_mark_is_only_a_warning_and_moves_nothing()
    {
        var plain = SkillDocument.Parse(Good + "\n${NOPE}");
        var marked = SkillDocument.Parse("\uFEFF" + Good + "\n${NOPE}");
        Assert.Equal(plain.Text, marked.Text);
        Assert.Equal(plain.BodyStart, marked.BodyStart);
        Assert.Equal(
            ["OF1002", .. plain.Validate(SkillProfile.OmniForge).Select(finding => finding.Code)],
            marked.Validate(SkillProfile.OmniForge).Select(finding => finding.Code));
        Assert.Equal(SkillSeverity.Warning, marked.Validate(SkillProfile.OmniForge)[0].Severity);
        Assert.Equal(marked.Text, SkillDocument.Parse([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Good + "\n${NOPE}")]).Text);
    }

    [Fact]
    public void Windows_line_ends_change_no_finding()
    {
        const string Wrong = "---\nname: A\nfoo: 1\nallowed-tools: Raed, Bash(\n---\n\nDo $USD it.\n";
        var unix = SkillDocument.Parse(Wrong);
        var windows = SkillDocument.Parse(Wrong.ReplaceLineEndings("\r\n"));
        Assert.Equal(
            unix.Validate(SkillProfile.OmniForge).Select(found => (found.Code, found.Message, unix.Lines.Position(found.Span.Start))),
            windows.Validate(SkillProfile.OmniForge).Select(found => (found.Code, found.Message,
                windows.Lines.Position(found.Span.Start))));
    }

    [Theory]
    [InlineData("«\n\n»---\nname: a\ndescription: b\n---\nDo it.")]
    [InlineData("«Hello!\n»---\nname: a\ndescription: b\n---\nDo it.")]
    [InlineData("«----»\nname: a\ndescription: b\n---\nDo it.")]
    [InlineData("«–––»\nname: a\ndescription: b\n---\nDo it.")]
    [InlineData("« ---»\nname: a\ndescription: b\n---\nDo it.")]
    [InlineData("«--»\nname: a\ndescription: b\n---\nDo it.")]
    [InlineData("«--- yaml»\nname: a\ndescription: b\n---\nDo it.")]
    [InlineData("---\nname: a\ndescription: b\n«----»\nDo it.")]
    [InlineData("---\nname: a\ndescription: b\n«...»\nDo it.")]
    [InlineData("---\nname: a\ndescription: b\n« ---»\nDo it.")]
    [InlineData("---\nname: a\ndescription: b\n«———»\nDo it.\n\n---\n\nMore.")]
    public void A_fence_that_is_nearly_right_is_named_and_the_fields_are_still_read(string marked)
    {
        Check.Finds(marked, "OF1005");
        var read = SkillDocument.Parse(Marked.Read(marked).Text);
        Assert.Equal(("a", "b"), (read.Name, read.Description));
        Assert.StartsWith("Do it.", read.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("«»", "")]
    [InlineData("«»# Just instructions\n\nDo it.\n", "# Just instructions\n\nDo it.\n")]
    [InlineData("«»Text\n\n---\n\nMore text\n\n---\n", "Text\n\n---\n\nMore text\n\n---\n")]
    public void Without_fields_that_is_the_only_finding(string marked, string body)
    {
        Check.Finds(marked, "OF1006");
        Assert.Equal(body, SkillDocument.Parse(Marked.Read(marked).Text).Body);
    }

    [Fact]
    public void Fields_without_the_opening_fence_are_still_read()
    {
        Check.Finds("«»name: a\ndescription: b\n---\nDo it.", "OF1006");
        Assert.Equal("a", SkillDocument.Parse("name: a\ndescription: b\n---\nDo it.").Name);
    }

    [Theory]
    [InlineData("«---»\nname: a\ndescription: b\n\n# Heading\n\nDo it.\n")]
    [InlineData("«---»\nname: a\ndescription: b\n\nDo it now\n\n---\n\nMore.\n")]
    [InlineData("«---»\nname: a\ndescription: b\nDo it now\n")]
    public void Fields_that_are_never_closed_end_before_the_text(string marked)
    {
        Check.Finds(marked, "OF1007");
        var text = Marked.Read(marked).Text;
        Assert.Equal(("a", "b"), (SkillDocument.Parse(text).Name, SkillDocument.Parse(text).Description));
        Assert.Empty(SkillDocument.Parse(Check.Fix(text)).Validate(SkillProfile.OmniForge));
    }

    [Theory]
    [InlineData("---\nname: a\ndescription: b\n---\n«»")]
    [InlineData("---\nname: a\ndescription: b\n---\n\n  \n«»")]
    public void A_skill_without_instructions_is_refused(string marked) => Check.Finds(marked, "OF1008");

    [Fact]
    public void An_empty_frontmatter_misses_both_fields()
        => Check.Finds("---\n«»«»---\nDo it.", "OF3001", "OF3002");

    [Fact]
    public void Bytes_that_are_not_UTF8_are_named_and_the_rest_is_read()
    {
        var read = SkillDocument.Parse([.. "---\nname: a\ndescription: b\n---\nGr"u8, 0xFC, 0xDF, .. "e ok"u8]);
        var found = Assert.Single(read.Validate(SkillProfile.OmniForge));
        Assert.Equal("OF1003", found.Code);
        Assert.Equal("\uFFFD\uFFFD", read.Text.Substring(found.Span.Start, found.Span.Length));
        Assert.Contains("byte 33", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_UTF16_is_named_and_read()
    {
        var read = SkillDocument.Parse([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Good)]);
        Assert.Equal("weekly-report", read.Name);
        Assert.Equal(["OF1003"], read.Validate(SkillProfile.OmniForge).Select(finding => finding.Code));
    }

    [Theory]
    [InlineData(2 << 20)]
    [InlineData(70_000)]
    public void Beyond_a_hard_limit_there_is_one_finding(int length)
    {
        var text = $"---\nname: a\ndescription: {new string('x', length)}\n---\nDo it.";
        Assert.Equal(["OF1009"], SkillDocument.Parse(text).Validate(SkillProfile.OmniForge).Select(finding => finding.Code));
    }

    [Fact]
    public void A_control_character_is_named_and_hides_no_later_field()
        => Check.Finds("---\nname: a\ndescription: b«\u0001\u0000»c\nfoo: 1\n---\nDo it.".Replace("foo", "«foo»",
            StringComparison.Ordinal), "OF1003", "OF3003");
}

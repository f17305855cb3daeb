namespace OmniForge.Skills.Tests.Rules;

public sealed class SyntaxTests
{
    [Theory]
    [InlineData("argument-hint: use«:» it", "OF2002")]
    [InlineData("argument-hint: uses\n  more«:» words", "OF2002")]
    [InlineData("metadata:\n  note: first«:» second", "OF2002")]
    [InlineData("metadata:\n«\t»note: first", "OF2003")]
    [InlineData("tags:\n«\t»- one\n\t- two", "OF2003")]
    [InlineData("license: «\"»never closed", "OF2004")]
    [InlineData("license: 'it'«s closed»", "OF2004")]
    [InlineData("license: \"closed\" «and more»", "OF2004")]
    [InlineData("tags: «[»one, two", "OF2004")]
    [InlineData("tags: [one, two] «three»", "OF2004")]
    [InlineData("metadata: «{»a: b", "OF2004")]
    [InlineData("tags: [one«}»", "OF2004")]
    [InlineData("license: \"a «\\d» b\"", "OF2001")]
    [InlineData("license: «@»home", "OF2001")]
    [InlineData("license: «-» home", "OF2001")]
    [InlineData("metadata:\n  a: 1\n   b«: 2»", "OF2001")]
    [InlineData("? «[[a]]»\n: b", "OF2005")]
    [InlineData("? «{}»\n: b", "OF2005")]
    [InlineData("license: «`»code`", "OF2001")]
    [InlineData("license: «*bold*»", "OF2007")]
    [InlineData("license: «*» star", "OF2001")]
    [InlineData("«this line belongs nowhere»", "OF2001")]
    [InlineData("«license MIT»", "OF2001")]
    [InlineData("license: MIT\n«  »compatibility: all", "OF2001")]
    [InlineData("license: MIT «#12 fixed»", "OF2010")]
    [InlineData("license: «#fff»", "OF2010")]
    [InlineData("tags:\n  - one «#two»", "OF2010")]
    [InlineData("license«:»MIT", "OF2011")]
    [InlineData("license«:\u00A0»MIT", "OF2011")]
    [InlineData("license«：»MIT", "OF2011")]
    [InlineData("license: one\n«license»: two", "OF2006")]
    [InlineData("license: «&a» one", "OF2007")]
    [InlineData("license: «!!str» one", "OF2007")]
    [InlineData("? «[a]»\n: b", "OF2005")]
    public void A_broken_entry_has_one_finding_at_its_place(string marked, string code)
    {
        var skill = Marked.Read(Check.With(marked));
        var found = SkillDocument.Parse(skill.Text).Validate(SkillProfile.OmniForge)
            .Where(finding => finding.Code[2] is '1' or '2').ToList();
        Assert.Equal([code], found.Select(finding => finding.Code));
        Assert.Equal(skill.Spans, found.Select(finding => finding.Span));
    }

    [Theory]
    [InlineData("license: use«:» it")]
    [InlineData("metadata:\n«\t»note: x")]
    [InlineData("license: «\"»open")]
    [InlineData("license: «'»open")]
    [InlineData("tags: «[»open")]
    [InlineData("«lost line»")]
    [InlineData("license«:»MIT")]
    [InlineData("license: «%»x")]
    public void Mistakes_before_and_after_it_are_still_found(string broken)
    {
        var marked = $"---\n«priotity»: 3\nname: weekly-report\n{broken}\ndescription: Reports.\ncontext: "
            + "«weird»\nallowed-tools: «Raed»\n---\nDo it.\n";
        var codes = Check.Finds(marked, [.. Codes(broken)]);
        Assert.Contains(codes, finding => finding.Message.Contains("'priority'", StringComparison.Ordinal));
    }

    private static string[] Codes(string broken)
    {
        var found = SkillDocument.Parse(Marked.Read(Check.With(broken)).Text).Validate(SkillProfile.OmniForge);
        return ["OF3003", Assert.Single(found).Code, "OF3008", "OF4003"];
    }

    [Theory]
    [InlineData("description: Use this: now")]
    [InlineData("description:Use this: now")]
    [InlineData("description：Use this: now")]
    public void A_certain_repair_is_used_for_the_value(string line)
        => Assert.Equal("Use this: now", SkillDocument.Parse($"---\nname: a\n{line}\n---\nDo it.").Description);

    [Fact]
    public void A_field_indented_by_mistake_is_still_read()
    {
        var read = SkillDocument.Parse("---\nname: weekly\n description: Reports.\n---\nDo it.");
        Assert.Equal(("weekly", "Reports."), (read.Name, read.Description));
        Assert.Equal("---\nname: weekly\ndescription: Reports.\n---\nDo it.", Check.Fix(read.Text));
    }

    [Fact]
    public void Mixed_line_ends_are_mentioned()
        => Check.Finds("---\nname: a«\r\n»description: b\n---\r\nDo it.\n", "OF1004");

    [Theory]
    [InlineData("license: MIT # a comment")]
    [InlineData("license: MIT ## a comment")]
    [InlineData("license: a#b")]
    [InlineData("license: \"a #b\"")]
    [InlineData("license: # nothing yet")]
    public void Ordinary_comments_are_fine(string line) => Check.Finds(Check.With(line));

    [Theory]
    [InlineData("name: \"open\ndescription: b")]
    [InlineData("description: b\nname: [open")]
    [InlineData("description: b\nname weekly")]
    [InlineData("description: b\nname: @x")]
    public void A_broken_name_is_not_missing_too(string lines)
    {
        var found = SkillDocument.Parse($"---\n{lines}\n---\nDo it.").Validate(SkillProfile.OmniForge);
        Assert.StartsWith("OF2", Assert.Single(found).Code, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("---\n«- name: a»\n- b\n---\nDo it.")]
    [InlineData("---\n«Just some words»\n---\nDo it.")]
    [InlineData("---\n«[a, b]»\n---\nDo it.")]
    public void A_list_or_plain_text_instead_of_fields_is_one_finding(string marked) => Check.Finds(marked, "OF2005");

    [Theory]
    [InlineData("description: \"Two\n  lines\"", "Two lines")]
    [InlineData("description: >-\n  Two\n  lines", "Two lines")]
    [InlineData("description: Two\n  lines", "Two lines")]
    [InlineData("description: 'it''s'", "it's")]
    [InlineData("description: \"a: b\"", "a: b")]
    [InlineData("description: a:b # c", "a:b")]
    [InlineData("description: |\n  One\n", "One")]
    [InlineData("description: 1e3", "1e3")]
    [InlineData("description: 0x1F", "0x1F")]
    [InlineData("description: 🙂 日本語", "🙂 日本語")]
    public void Values_are_read_as_written(string lines, string value)
        => Assert.Equal(value, SkillDocument.Parse($"---\nname: a\n{lines}\npriority: 4\n---\nDo it.").Description);

    [Fact]
    public void Places_are_right_behind_astral_characters_and_windows_line_ends()
        => Check.Finds("---\r\nname: a\r\ndescription: 🙂🙂 日本語\r\n«modle»: x\r\n---\r\nDo it.", "OF3003");

    [Theory]
    [InlineData("\u2028schedule: x")]
    [InlineData("\u2029schedule: x")]
    [InlineData("\u0085schedule: x")]
    public void Other_line_ends_start_no_field(string tail)
    {
        var read = SkillDocument.Parse($"---\nname: a\ndescription: \"b{tail}\"\nlicense: "
            + $"c{tail.Replace(": ", ":", StringComparison.Ordinal)}\n---\nDo it.");
        Assert.Equal("b" + tail, read.Description);
        Assert.DoesNotContain(read.Validate(SkillProfile.OmniForge), finding => finding.Code == "OF3006");
    }

    [Fact]
    public void Deep_nesting_is_given_up_quickly()
    {
        var found = SkillDocument.Parse(Check.With("metadata: " + new string('[', 30_000))).Validate(SkillProfile.OmniForge);
        Assert.Equal(["OF1009"], found.Select(finding => finding.Code));
    }

    [Fact]
    public void A_backslash_before_an_emoji_is_marked_with_the_whole_emoji()
        => Check.Finds("---\nname: weekly-report\ndescription: \"Reports «\\🙂» here.\"\n---\n\nDo it.\n", "OF2001");
}

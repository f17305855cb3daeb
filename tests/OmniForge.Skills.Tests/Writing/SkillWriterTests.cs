using CsCheck;
using OmniForge.Skills.Writing;

namespace OmniForge.Skills.Tests.Writing;

public sealed class SkillWriterTests
{
    // Words that YAML versions read as something else, signs that open something, and what could end a line.
    private static readonly string[] Nasty =
    [
        "---", "...", "\nschedule: x", "\r\nschedule: x", ": ", " #", "#", "- ", "-", "? ", "!!tag", "&a", "*a", "{", "}", "[",
            "]", ",", "%", "@", "`",
        "|", ">", "'", "\"", "\\", "\\n", "true", "No", "null", "~", "1e3", "0x1F", "012", "1:20", "2026-01-01", ".5", "+1", "=", "<<",
        "\t", "\u0085", "\u2028schedule: x", "\u2029", "\uFEFF", "\u0007", "\u001B", "\u007F", "🙂", "日本語", "\u00A0", "\uE000",
            "\uFFFE", "${DATE}",
        "$0", "«", "é", " ", "  ", "a", "word", ":", "://", "name: b",
    ];

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Int[0, Nasty.Length - 1].Select(i => Nasty[i]).Array[1, 6].Select(parts => string.Concat(parts)),
        Gen.Int[1, 0x10FFFF].Where(value => value is < 0xD800 or > 0xDFFF).Select(char.ConvertFromUtf32).Array[1,
            12].Select(parts => string.Concat(parts)));

    // By night every field gets 100,000 random values.
    private static readonly int Times = Environment.GetEnvironmentVariable("OMNIFORGE_NIGHTLY") == "1" ? 100_000 : 3_000;

    private static SkillDraft Draft(string value) => new() { Name = "a", Description = value, Body = "Do it." };

    [Fact]
    public void No_value_ends_its_line_or_becomes_a_key()
        => Gen.Select(Text, Text, Text, Text).Sample(
            (description, tool, model, tag) =>
            {
                var read = SkillDocument.Parse(SkillWriter.Write(new()
                {
                    Name = "a",
                    Description = description,
                    AllowedTools = [tool, "Read"],
                    Model = model,
                    Tags = [tag],
                    Body = "Do it.",
                }));
                return read.Description == description
                    && read.AllowedTools!.Items.Select(item => item.Text).SequenceEqual([tool, "Read"])
                    && read.Model == model
                    && read.Tags.SequenceEqual([tag])
                    && !read.Validate(SkillProfile.OmniForge).Any(
                        finding => finding.Code is "OF3003" or "OF3006" or "OF2001" or "OF2002" or "OF2006");
            },
            iter: Times);

    [Fact]
    public void Legal_values_have_no_error_in_any_profile_and_formatting_adds_no_finding()
        => Gen.Select(Text, Gen.Int[0, 2]).Sample(
            (value, tools) =>
            {
                var text = SkillWriter.Write(new()
                {
                    Name = "weekly-report",
                    Description = string.Concat(value.EnumerateRunes().Where(rune => !System.Text.Rune.IsControl(rune)).Take(60)) + " reports.",
                    AllowedTools = tools switch { 0 => null, 1 => ["Read"], _ => ["Read", "Bash(git log *)", "mcp__crm__find"] },
                    Tags = ["report"],
                    Body = "Do it.",
                });
                return Enum.GetValues<SkillProfile>().All(profile =>
                {
                    var found = SkillDocument.Parse(text).Validate(profile, "weekly-report");
                    var formatted = SkillFormatter.Format(SkillDocument.Parse(text), profile);
                    return formatted.Refusal is null
                        && found.All(finding => finding.Severity != SkillSeverity.Error || finding.Code == "OF7002")
                        && SkillDocument.Parse(formatted.Text).Validate(profile, "weekly-report").Count <= found.Count;
                });
            },
            iter: Times / 3);

    [Fact]
    public void Any_body_reads_back()
        => Text.Array[0, 5].Sample(
            parts =>
            {
                var body = string.Join('\n', parts);
                var read = SkillDocument.Parse(SkillWriter.Write(Draft("b") with { Body = body }));
                return read.Body == "\n" + body.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Trim('\n') + "\n";
            },
            iter: Times);

    [Theory]
    [InlineData("Reports: every \"Monday\"\nat 8 🙂")]
    [InlineData("yes")]
    [InlineData("  padded  ")]
    [InlineData("ends with newline\n")]
    [InlineData("---")]
    [InlineData("")]
    public void A_description_reads_back_to_the_same_text(string description)
    {
        var read = SkillDocument.Parse(SkillWriter.Write(Draft(description)));
        Assert.Equal(description, read.Description);
        Assert.Equal(["name", "description"], read.Text.Split('\n')[1..3].Select(line => line.Split(':')[0]));
    }

    [Theory]
    [InlineData("Sends the report, then waits.", "description: Sends the report, then waits.")]
    [InlineData("on", "description: \"on\"")]
    [InlineData("1e3", "description: \"1e3\"")]
    [InlineData("a: b", "description: \"a: b\"")]
    [InlineData("a #b", "description: \"a #b\"")]
    [InlineData("a\"b\\c", "description: \"a\\\"b\\\\c\"")]
    [InlineData("a\u0085b", "description: \"a\\x85b\"")]
    public void Plain_text_stays_plain_and_everything_else_is_quoted(string description, string line)
        => Assert.Contains(line + "\n", SkillWriter.Write(Draft(description)), StringComparison.Ordinal);

    [Fact]
    public void Absent_and_empty_lists_stay_apart()
    {
        Assert.Null(SkillDocument.Parse(SkillWriter.Write(Draft("b"))).AllowedTools);
        Assert.Empty(SkillDocument.Parse(SkillWriter.Write(Draft("b") with { AllowedTools = [] })).AllowedTools!.Items);
    }

    [Fact]
    public void The_whole_file_looks_like_this()
        => Assert.Equal(
            """
            ---
            name: weekly-report
            description: Reports late projects.
            allowed-tools:
              - Read
              - Bash(git log *)
            model: inherit
            context: fork
            user-invocable: false
            priority: 7
            tags:
              - report
            ---

            # Report

            Do it.

            """.ReplaceLineEndings("\n"),
            SkillWriter.Write(new()
            {
                Name = "weekly-report",
                Description = "Reports late projects.",
                AllowedTools = ["Read", "Bash(git log *)"],
                Model = "inherit",
                Fork = true,
                UserInvocable = false,
                Priority = 7,
                Tags = ["report"],
                Body = "\n# Report\r\n\r\nDo it.\n\n",
            }));

    [Fact]
    public void What_is_written_has_no_error_in_any_profile()
    {
        var text = SkillWriter.Write(new()
        {
            Name = "weekly-report",
            Description = "Reports late projects: \"at risk\" first, then the rest by due date.",
            AllowedTools = ["Read", "Write(output/**)", "table_query"],
            Model = "inherit",
            Fork = true,
            UserInvocable = true,
            Priority = 0,
            Tags = ["report"],
            Body = "Do it.",
        });
        foreach (var profile in Enum.GetValues<SkillProfile>())
        {
            Assert.DoesNotContain(SkillDocument.Parse(text).Validate(profile, "weekly-report"),
                finding => finding.Severity == SkillSeverity.Error);
        }
    }

    [Theory]
    [InlineData('\0')]
    [InlineData('\uD800')]
    [InlineData('\uDC00')]
    public void Text_that_no_file_can_hold_is_refused(char sign)
    {
        var value = $"a{sign}b";
        Assert.Throws<ArgumentException>(() => SkillWriter.Write(Draft(value)));
        Assert.Throws<ArgumentException>(() => SkillWriter.Write(Draft("b") with { Tags = [value] }));
        Assert.Throws<ArgumentException>(() => SkillWriter.Write(Draft("b") with { Body = value }));
    }

    [Fact]
    public void What_would_not_read_back_is_never_returned()
        => Assert.Throws<InvalidOperationException>(() => SkillWriter.Write(Draft("b") with { Body = new('x', 2 << 20) }));
}

using CsCheck;
using OmniForge.Skills.Parsing;
using OmniForge.Skills.Tests.Repair;

namespace OmniForge.Skills.Tests.Formatting;

public sealed class SkillFormatterTests
{
    private static readonly string[] Pieces =
    [
        "\n", "\r\n", ": ", " ", "  ", "\t", "- ", "\"", "'", "[", "]", "{", "|", ">-\n  ", "# note\n", "\n# note\n", "---\n", "a: b\n", "🙂", "\u2028",
        "  indented\n", "tags:", "? ", "|+\n  a\n\n\n", "\uFEFF", "description: x\n",
    ];

    private static readonly Gen<string> Mutated =
        from file in Gen.Int[0, GoodFiles.All.Count - 1]
        from edits in Gen.Select(Gen.Int[0, 400], Gen.Int[0, 6], Gen.Int[0, Pieces.Length - 1]).Array[0, 4]
        select edits.Aggregate(GoodFiles.All[file], (text, edit) =>
        {
            var at = Math.Min(edit.Item1, text.Length);
            return text.Remove(at, Math.Min(edit.Item2, text.Length - at)).Insert(at, Pieces[edit.Item3]);
        });

    private static string Formatted(string text, SkillProfile profile = SkillProfile.OmniForge)
    {
        var formatted = SkillFormatter.Format(SkillDocument.Parse(text), profile);
        Assert.Null(formatted.Refusal);
        return formatted.Text;
    }

    [Fact]
    public void The_whole_form_looks_like_this()
        => Assert.Equal(
            """
            ---
            # what it is called
            name: weekly-report
            description: Reports late projects to the whole team.
            license: MIT
            allowed-tools:
              - Read
              - Bash(git log *)
            model: inherit # as always
            user-invocable: false
            priority: 3
            tags: [report, q3]
            metadata:
                owner: red
            # ours
            version: 1.0
            # the end
            ---

            # Report

                code

            """.ReplaceLineEndings("\n"),
            Formatted(
                """

                ---
                # ours
                version: 1.0
                user-invocable: no

                tags:
                  - report
                  - q3
                priority:   3
                metadata:
                    owner: red
                license: MIT
                model: inherit # as always
                allowed-tools: Read, Bash(git log *)
                description: >-
                  Reports late projects
                  to the whole team.
                # what it is called
                name: weekly-report
                # the end
                ---
                # Report

                    code


                """.ReplaceLineEndings("\r\n")));

    [Fact]
    public void The_open_specification_writes_tools_as_one_text()
    {
        Assert.Contains("\nallowed-tools: Read Bash(git log *)\n",
            Formatted(Check.With("allowed-tools:\n- Read\n- 'Bash(git log *)'"), SkillProfile.AgentSkills), StringComparison.Ordinal);
        Assert.Contains("\n  - Read Write\n", Formatted(Check.With("allowed-tools:\n- Read Write"), SkillProfile.OmniForge), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("description: |\n  One\n\n  two\n", "description: |-\n  One\n\n  two\n")]
    [InlineData("description: |\n  One\n", "description: One\n")]
    [InlineData("description: 'One: two'\n", "description: 'One: two'\n")]
    [InlineData("description: >-\n  One:\n  two\n", "description: \"One: two\"\n")]
    [InlineData("description: |\n  # One\n  two\n", "description: |\n  # One\n  two\n")]
    public void A_description_stands_on_one_line_unless_it_has_several(string written, string formatted)
        => Assert.Equal($"---\nname: a\n{formatted}---\n\nDo it.\n", Formatted($"---\nname: a\n{written}---\n\nDo it.\n"));

    [Theory]
    [InlineData("tags: [one, two", null)]
    [InlineData("license: a: b", null)]
    [InlineData("license: one\nlicense: two", "cannot be read")]
    [InlineData("{a: b}", "cannot be read")]
    [InlineData("license: \"it\" is", "cannot be read")]
    public void What_cannot_be_read_gets_safe_fixes_only(string lines, string? refusal)
    {
        var formatted = SkillFormatter.Format(SkillDocument.Parse(Check.With(lines)), SkillProfile.OmniForge);
        Assert.Equal(refusal is null, formatted.Refusal is null);
        Assert.Contains(refusal ?? "", formatted.Refusal ?? "", StringComparison.Ordinal);
        Assert.Equal(refusal is null, formatted.Text != Check.With(lines));
    }

    [Fact]
    public void Good_files_keep_their_values_and_gain_no_finding()
    {
        foreach (var profile in Enum.GetValues<SkillProfile>())
        {
            Assert.All(GoodFiles.All, text =>
            {
                var (before, after) = (SkillDocument.Parse(text), SkillDocument.Parse(Formatted(text, profile)));
                Assert.Equal((before.Name, before.Description, before.Model, before.Fork, before.UserInvocable, before.Priority),
                    (after.Name, after.Description, after.Model, after.Fork, after.UserInvocable, after.Priority));
                Assert.Equal(before.AllowedTools?.Items.Select(item => item.Text), after.AllowedTools?.Items.Select(item => item.Text));
                Assert.Equal(before.Tags, after.Tags);
                Assert.Equal(before.Body, after.Body);
                Assert.True(after.Validate(profile).Count <= before.Validate(profile).Count);
            });
        }
    }

    [Fact]
    public void Formatting_twice_changes_nothing_more()
        => Gen.Select(Mutated, Gen.Int[0, 3]).Sample(
            (text, profile) =>
            {
                var once = SkillFormatter.Format(SkillDocument.Parse(text), (SkillProfile)profile);
                var twice = SkillFormatter.Format(SkillDocument.Parse(once.Text), (SkillProfile)profile);
                return once.Text == twice.Text && (once.Refusal is null || twice.Refusal is not null);
            },
            iter: 3_000);

    [Fact]
    public void Whatever_is_formatted_says_the_same()
        => Mutated.Sample(
            text =>
            {
                var before = SkillDocument.Parse(text);
                var formatted = SkillFormatter.Format(before, SkillProfile.OmniForge);
                var after = SkillDocument.Parse(formatted.Text);
                return formatted.Refusal is not null || before.Envelope.Findings.Count + before.Frontmatter.Findings.Count > 0
                    || (before.Frontmatter.Entries.Count == after.Frontmatter.Entries.Count && before.Frontmatter.Entries.All(entry =>
                        entry.Key is "allowed-tools" or "user-invocable"
                        || NodeValue.Same(entry.Value!, after.Frontmatter.Find(entry.Key)!.Value!)));
            },
            iter: 3_000);
}

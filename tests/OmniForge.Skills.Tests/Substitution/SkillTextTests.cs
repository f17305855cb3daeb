using OmniForge.Skills.Substitution;

namespace OmniForge.Skills.Tests.Substitution;

public sealed class SkillTextTests
{
    private const string NotRun = "[command not run: commands are switched off]";

    private static readonly SubstitutionValues Values = new()
    {
        Arguments = "one \"two words\" three",
        Settings = new Dictionary<string, string> { ["region"] = "north", ["max_rows"] = "20" },
        SkillDir = "/skills/report",
        Workspace = "/work",
        ExecutionId = "e1",
        Date = "2026-11-22",
    };

    [Theory]
    [InlineData("Process $ARGUMENTS in ${SKILL_DIR}", "Process one \"two words\" three in /skills/report")]
    [InlineData("$0|$1|$2", "one|two words|three")]
    [InlineData("$ARGUMENTS[0]|$ARGUMENTS[1]", "one|two words")]
    [InlineData("$0 $3 $ARGUMENTS[7]", "one $3 $ARGUMENTS[7]")]
    [InlineData("$0 $100 $1x $1_a $1.", "one $100 $1x $1_a two words.")]
    [InlineData("$0 in $region, $max_rows rows, $regions, $Region", "one in north, 20 rows, $regions, $Region")]
    [InlineData("$0 \\$1 \\$ARGUMENTS \\$region \\\\$region \\x", "one $1 $ARGUMENTS $region \\\\north \\x")]
    [InlineData("$0 \\${DATE} \\${HOME}", "one ${DATE} \\${HOME}")]
    [InlineData("$0 ${SKILL_DIR} ${WORKSPACE} ${EXECUTION_ID} ${DATE}", "one /skills/report /work e1 2026-11-22")]
    [InlineData("$0 ${CLAUDE_SKILL_DIR} ${CLAUDE_PROJECT_DIR} ${CLAUDE_SESSION_ID}", "one /skills/report /work e1")]
    [InlineData("$0 ${NOPE} ${ARGUMENTS} ${date} ${X $ARGUMENTSX $arguments", "one ${NOPE} ${ARGUMENTS} ${date} ${X $ARGUMENTSX "
        + "$arguments")]
    [InlineData("$0 costs $USD 5, $ 5, $", "one costs $USD 5, $ 5, $")]
    [InlineData("$0 in `$1` and\n```\n$2\n```\n", "one in `two words` and\n```\nthree\n```\n")]
    [InlineData("$0 {{rows.markdown}} {x}", "one {{rows.markdown}} {x}")]
    public void Placeholders_are_replaced_once(string body, string rendered)
        => Assert.Equal(rendered, SkillText.Render(body, Values));

    [Theory]
    [InlineData("Do it.", "Do it.\n\nARGUMENTS: one \"two words\" three\n")]
    [InlineData("Do it.\n", "Do it.\n\nARGUMENTS: one \"two words\" three\n")]
    [InlineData("On ${DATE}.", "On 2026-11-22.\n\nARGUMENTS: one \"two words\" three\n")]
    [InlineData("Keep \\$ARGUMENTS.", "Keep $ARGUMENTS.\n\nARGUMENTS: one \"two words\" three\n")]
    public void Arguments_that_no_placeholder_takes_are_appended_once(string body, string rendered)
        => Assert.Equal(rendered, SkillText.Render(body, Values));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Without_arguments_nothing_is_appended(string? arguments)
        => Assert.Equal("Do it.", SkillText.Render("Do it.", Values with { Arguments = arguments }));

    [Theory]
    [InlineData("$DATE")]
    [InlineData("${DATE}")]
    [InlineData("!`touch x`")]
    [InlineData("${SKILL_DIR}")]
    [InlineData("$ARGUMENTS")]
    [InlineData("$region $0")]
    [InlineData("---\nschedule: x")]
    [InlineData("```!\ntouch x\n```")]
    [InlineData("\\$0")]
    public void A_value_is_never_expanded(string value)
    {
        Assert.Equal($"a {value} b", SkillText.Render("a $ARGUMENTS b", Values with { Arguments = value }));
        Assert.Equal($"a {value} b", SkillText.Render("a $s b", Values with
        {
            Arguments = null,
            Settings = new Dictionary<string, string> { ["s"] = value },
        }));
    }

    [Theory]
    [InlineData("!`git log; rm x`")]
    [InlineData("!`git log | sh`")]
    [InlineData("!`git log && rm x`")]
    [InlineData("!`git log > x`")]
    [InlineData("!`echo $(id)`")]
    [InlineData("!`git log\nrm x`")]
    [InlineData("!`git log & rm x`")]
    [InlineData("!`echo $HOME $0 ${DATE}`")]
    [InlineData("!`git status`")]
    [InlineData("!``")]
    public void An_embedded_command_leaves_a_plain_line(string command)
    {
        Assert.Equal(NotRun, SkillText.Render(command, Values with { Arguments = null }));
        Assert.Equal($"See {NotRun}.", SkillText.Render($"See {command}.", Values with { Arguments = null }));
    }

    [Theory]
    [InlineData("```!\ngit status\n\n# note\ngit log\n```\nEnd", NotRun + "\n" + NotRun + "\nEnd")]
    [InlineData("```!\ngit status", NotRun)]
    [InlineData("  ```!\n  git status\n  ```\nEnd", "  " + NotRun + "\nEnd")]
    public void A_block_of_commands_leaves_a_line_for_each(string body, string rendered)
        => Assert.Equal(rendered.TrimStart(), SkillText.Render(body, Values with { Arguments = null }).TrimStart());

    [Theory]
    [InlineData("Wow!`x`")]
    [InlineData("```\n!`ls`\n```\n")]
    [InlineData("~~~\n!`ls`\n~~~\n")]
    [InlineData("````\n```!\nls\n```\n````\n")]
    [InlineData("Write `` !`ls` `` here")]
    [InlineData("!`never closed")]
    public void What_only_looks_like_a_command_stays(string body)
        => Assert.Equal(body, SkillText.Render(body, Values with { Arguments = null }));

    [Fact]
    public void Control_characters_of_values_are_removed()
        => Assert.Equal("a b\tc\nd", SkillText.Render("$ARGUMENTS", Values with { Arguments = "a\0 \u001Bb\tc\r\nd\u0007" }));

    [Fact]
    public void Long_values_stay_literal_and_huge_ones_are_cut_with_a_mark()
    {
        var value = string.Concat(Enumerable.Repeat("$DATE !`x` ", 1_000));
        Assert.Equal(value, SkillText.Render("$ARGUMENTS", Values with { Arguments = value }));
        Assert.EndsWith("[cut here: too long]", SkillText.Render("$ARGUMENTS", Values with { Arguments = new('x', 40_000) }),
            StringComparison.Ordinal);
        Assert.EndsWith("[cut here: too long]", SkillText.Render(new('x', 300_000), Values), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$ARGUMENTS[100] $100", "$ARGUMENTS[100] $100")]
    [InlineData("$0 $ARGUMENTS[99] $99", "one $ARGUMENTS[99] $99")]
    [InlineData("$00|$01|$ARGUMENTS[01]", "one|two words|two words")]
    [InlineData("$ARGUMENTS[] $ARGUMENTS[x]", "a[] a[x]", "a")]
    [InlineData("$ARGUMENTS[0", "a[0", "a")]
    [InlineData("\\$ARGUMENTS[0] $0", "$ARGUMENTS[0] a", "a")]
    public void An_index_has_at_most_two_digits(string body, string rendered, string? arguments = null)
        => Assert.StartsWith(rendered, SkillText.Render(body, arguments is null ? Values : Values with { Arguments = arguments }),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("x")]
    [InlineData("\u65E5")]
    [InlineData("\U0001F600")]
    public void Limits_count_bytes_and_split_no_character(string sign)
    {
        var wide = string.Concat(Enumerable.Repeat(sign, 300_000));
        foreach (var (text, most) in new[]
        {
            (SkillText.Render("$ARGUMENTS", Values with { Arguments = wide }), 32 << 10),
            (SkillText.Render(wide, Values with { Arguments = null }), 256 << 10),
        })
        {
            Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(text), most - 4, most);
            Assert.Equal(text, System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text)));
        }
    }

    [Fact]
    public void A_filled_piece_gets_neither_commands_nor_appended_arguments()
    {
        Assert.Equal("On 2026-11-22: $(x) !`ls`", SkillText.Fill("On ${DATE}: $(x) !`ls`", Values));
        Assert.Equal("```!\nls\nls\n```\none", SkillText.Fill("```!\nls\nls\n```\n$0", Values));
    }

    [Fact]
    public void The_same_input_gives_the_same_text()
        => Assert.Equal(SkillText.Render("$0 ${DATE} $region", Values), SkillText.Render("$0 ${DATE} $region", Values));

    [Theory]
    [InlineData("Pay «$USD» 5", "OF5002")]
    [InlineData("Pay «$1».00", "OF5002")]
    [InlineData("Use «$region» and $region again", "OF5002")]
    [InlineData("In «${SKILLDIR}»", "OF5003")]
    [InlineData("In «${ARGUMENTS}»", "OF5003")]
    [InlineData("In $ARGUMENTS, $0, ${DATE}, \\$x, $5", "")]
    [InlineData("In `$HOME` and\n```bash\necho ${HOME}\n```\n", "")]
    [InlineData("Run «!`git log; rm x`»", "OF7004")]
    [InlineData("Run «!`echo $0`»", "OF7004")]
    [InlineData("Run «!`git status`»", "OF5004")]
    [InlineData("```!\n«git status»\n«a | b»\n```", "OF5004 OF7004")]
    [InlineData("```\nnever closed", "OF6006")]
    public void What_stays_as_written_is_reported(string body, string codes)
        => Check.Finds(
            $"---\nname: a\ndescription: b\n---\n\n{(codes == "OF6006" ? body.Replace("```", "«```»", StringComparison.Ordinal) : body)}",
            codes.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [Theory]
    [InlineData("arguments: [city, day]", "Use $0, $1, «$2» and «$ARGUMENTS[7]», then `$9` and $2 again", "OF5002 OF5002")]
    [InlineData("arguments: city day", "Use $1 and «$2».", "OF5002")]
    [InlineData("arguments: city, day", "Use $city and $1.", "")]
    [InlineData("arguments:", "Use $5.", "")]
    [InlineData("argument-hint: city", "Use $5.", "")]
    public void An_argument_beyond_the_declared_ones_stays_as_written(string line, string body, string codes)
        => Check.Finds(
            $"---\nname: a\ndescription: b\n{line}\n---\n\n{body}", SkillProfile.ClaudeCode, codes.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [Theory]
    [InlineData("Bash(python ${CLAUDE_SKILL_DIR}/scripts/a.py)", "python ${CLAUDE_SKILL_DIR}/scripts/a.py")]
    [InlineData("Bash(python ${SKILL_DIR}/scripts/a.py:*)", "python ${CLAUDE_SKILL_DIR}/scripts/a.py x")]
    [InlineData("[\"Bash(${CLAUDE_SKILL_DIR}/scripts/a.py *)\"]", "${CLAUDE_SKILL_DIR}/scripts/a.py x")]
    [InlineData("\"Bash(python \\\"${SKILL_DIR}/a.py\\\")\"", "python \"${SKILL_DIR}/a.py\"")]
    [InlineData("Bash(ls ${WORKSPACE}/out), Read", "ls ${CLAUDE_PROJECT_DIR}/out")]
    public void A_listed_command_with_a_path_is_fine(string tools, string command)
    {
        foreach (var profile in new[] { SkillProfile.OmniForge, SkillProfile.ClaudeCode })
        {
            Assert.Empty(Check.Severities($"---\nname: a\ndescription: b\nallowed-tools: {tools}\n---\n\nRun !`{command}`", profile));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("allowed-tools: Read\n")]
    [InlineData("allowed-tools: Read, Grep\n")]
    [InlineData("allowed-tools: \"Read, Grep\"\n")]
    [InlineData("allowed-tools: [Read]\n")]
    [InlineData("allowed-tools:\n  - Read\n")]
    public void The_suggested_entry_is_the_command_and_removes_the_finding(string line)
    {
        foreach (var command in new[] { "python ${SKILL_DIR}/scripts/a.py --all", "ls \"a b\"", "git log -n 5, x" })
        {
            var text = $"---\nname: a\ndescription: b\n{line}---\n\nRun !`{command}`\n";
            var found = SkillDocument.Parse(text).Validate(SkillProfile.OmniForge).Single(finding => finding.Code == "OF5004");
            Assert.Contains($"Bash({command})", found.Message, StringComparison.Ordinal);
            var edit = Assert.Single(Assert.Single(found.Fixes).Edits);
            var changed = SkillDocument.Parse(text.Remove(edit.Span.Start, edit.Span.Length).Insert(edit.Span.Start, edit.NewText));
            Assert.DoesNotContain(changed.Validate(SkillProfile.OmniForge), finding => finding.Severity <= SkillSeverity.Warning);
            Assert.Contains(changed.AllowedTools!.Items, item => item.Text == $"Bash({command})");
        }
    }

    [Theory]
    [InlineData("Bash(git status)", "")]
    [InlineData("Bash(git *)", "")]
    [InlineData("Bash(git log *)", "OF5004 Error")]
    [InlineData("Read", "OF5004 Error")]
    public void A_listed_command_is_fine(string tools, string finding)
        => Assert.Equal(
            finding.Length == 0 ? [] : [finding],
            Check.Severities($"---\nname: a\ndescription: b\nallowed-tools: {tools}\n---\n\nRun !`git status`", SkillProfile.OmniForge));
}

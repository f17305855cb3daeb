using OmniForge.Skills.Editing;

namespace OmniForge.Skills.Tests.Editing;

public sealed class NavigationTests
{
    private static readonly SkillSource[] Others =
    [
        new(".claude/skills/late-projects/SKILL.md", SkillDocument.Parse(
            "---\nname: late-projects\nallowed-tools: [Read, Skill(weekly-report)]\n---\nThen `weekly-report` or `/weekly-report`, see "
            + "[it](../weekly-report/SKILL.md) and [b](../weekly-reports/SKILL.md). weekly-report in prose stays.\n")),
        new("docs/notes.md", SkillDocument.Parse("See [r](../.claude/skills/weekly-report/references/guide.md#x).\n")),
        new(".claude/skills/mail/SKILL.md", SkillDocument.Parse("---\nname: mail\n---\nNothing.\n")),
    ];

    private static SkillLocation? Definition(Cursor cursor) => SkillDefinitions.At(cursor.Document, cursor.Offset, Cursor.Around);

    [Theory]
    [InlineData("[a](references/gui¦de.md)", SkillLocationKind.Bundle, "references/guide.md")]
    [InlineData("`scripts/coll¦ect.py`", SkillLocationKind.Bundle, "scripts/collect.py")]
    [InlineData("Use `/ma¦il`.", SkillLocationKind.Workspace, ".claude/skills/mail/SKILL.md")]
    [InlineData("Use `late-proj¦ects`.", SkillLocationKind.Workspace, ".claude/skills/late-projects/SKILL.md")]
    [InlineData("[a](../mail/SK¦ILL.md)", SkillLocationKind.Workspace, ".claude/skills/mail/SKILL.md")]
    public void Names_lead_to_their_files(string body, SkillLocationKind kind, string path)
    {
        var found = Definition(Cursor.InBody(body));
        Assert.Equal((kind, path), (found?.Kind, found?.Path));
    }

    [Theory]
    [InlineData("arguments: [«file», mode]", "Use $fi¦le.")]
    [InlineData("arguments: file «mode»", "Use $m¦ode.")]
    [InlineData("allowed-tools: [«Read», Write]", "Use `Re¦ad`.")]
    public void Names_lead_to_their_place_in_this_file(string lines, string body)
    {
        var marked = Marked.Read($"---\n{lines}\n---\n{body}");
        var found = Definition(Cursor.Read(marked.Text));
        Assert.Equal(marked.Spans[0], found?.Span);
    }

    [Theory]
    [InlineData("[a](references/gone¦.md)")]
    [InlineData("[a](https://x.y¦)")]
    [InlineData("$unkn¦own")]
    [InlineData("pro¦se")]
    public void What_is_not_known_leads_nowhere(string body) => Assert.Null(Definition(Cursor.InBody(body)));

    [Theory]
    [InlineData("arguments: [«fi¦le», mode]", "$«file», `$«file»`, $files")]
    [InlineData("arguments: «file»", "$«fi¦le»")]
    [InlineData("name: «week¦ly-report»", "Run `«weekly-report»` again, weekly-report.")]
    [InlineData("tags: [a]", "[a](«references/gui¦de.md») [b](«./references/guide.md#x») `«references/guide.md»`")]
    public void Uses_are_marked_in_the_file(string lines, string body)
    {
        var marked = Marked.Read($"---\n{lines}\n---\n{body}\n");
        var cursor = Cursor.Read(marked.Text);
        var spans = marked.Spans.Select(span => TextSpan.Between(Without(span.Start), Without(span.End)));
        int Without(int offset) => offset > cursor.Offset ? offset - 1 : offset;

        Assert.Equal(spans, SkillUses.Highlights(cursor.Document, cursor.Offset, Cursor.Around));
    }

    [Fact]
    public void Uses_of_a_skill_are_found_in_the_other_files()
    {
        var cursor = Cursor.InFields("name: week¦ly-report");
        var found = SkillUses.At(cursor.Document, cursor.Offset, Cursor.Around, Others);
        Assert.Equal(["", ".claude/skills/late-projects/SKILL.md", ".claude/skills/late-projects/SKILL.md", ".claude/skills/late-projects/SKILL.md"],
            found.Select(use => use.Path));
    }

    [Fact]
    public void A_skill_gets_its_new_name_in_its_file_its_folder_and_every_mention()
    {
        var cursor = Cursor.InFields("name: 'week¦ly-report'", "As `weekly-report` says.\n");
        var renaming = SkillRename.At(cursor.Document, cursor.Offset, "status-report", Cursor.Around, Others);
        Assert.Null(renaming.Refusal);
        Assert.Equal(new FolderRenaming(".claude/skills/weekly-report", ".claude/skills/status-report"), renaming.Folder);
        Assert.Equal([".claude/skills/late-projects/SKILL.md", ".claude/skills/weekly-report/SKILL.md", "docs/notes.md"],
            renaming.Edits.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("---\nname: 'status-report'\n---\n\nAs `status-report` says.\n",
            Cursor.Apply(cursor.Document.Text, renaming.Edits[".claude/skills/weekly-report/SKILL.md"]));
        Assert.Equal(
            "---\nname: late-projects\nallowed-tools: [Read, Skill(status-report)]\n---\nThen `status-report` or `/status-report`, see "
            + "[it](../status-report/SKILL.md) and [b](../weekly-reports/SKILL.md). weekly-report in prose stays.\n",
            Cursor.Apply(Others[0].Document.Text, renaming.Edits[Others[0].Path]));
        Assert.Equal("See [r](../.claude/skills/status-report/references/guide.md#x).\n", Cursor.Apply(Others[1].Document.Text, renaming.Edits["docs/notes.md"]));
    }

    [Theory]
    [InlineData("name: ol¦d", "late-projects", "already, in '.claude/skills/late-projects/SKILL.md'")]
    [InlineData("name: ol¦d", "Late", "Use a-z")]
    [InlineData("name: ol¦d", "a--b", "single hyphens")]
    [InlineData("name: ol¦d", "", "at least one")]
    [InlineData("name: ol¦d", "synced", "reserved")]
    [InlineData("arguments: [fi¦le, mode]", "mode", "already")]
    [InlineData("arguments: [fi¦le, mode]", "0x", "digits")]
    [InlineData("arguments: [fi¦le, mode]", "ARGUMENTS", "cannot be")]
    [InlineData("model: ol¦d", "new", "Nothing here")]
    public void A_name_that_cannot_be_taken_is_refused_with_a_reason(string lines, string name, string reason)
    {
        var cursor = Cursor.InFields(lines);
        var renaming = SkillRename.At(cursor.Document, cursor.Offset, name, Cursor.Around, Others);
        Assert.Contains(reason, renaming.Refusal, StringComparison.Ordinal);
        Assert.Empty(renaming.Edits);
    }

    [Fact]
    public void An_argument_gets_its_new_name_everywhere()
    {
        var cursor = Cursor.Read("---\narguments: file mode\n---\nUse $fi¦le, not $files, and ${file}.\n");
        var renaming = SkillRename.At(cursor.Document, cursor.Offset, "path", Cursor.Around, Others);
        Assert.Equal("---\narguments: path mode\n---\nUse $path, not $files, and ${file}.\n",
            Cursor.Apply(cursor.Document.Text, renaming.Edits[".claude/skills/weekly-report/SKILL.md"]));
        Assert.Equal("file", cursor.Document.Text.Substring(SkillRename.Prepare(cursor.Document, cursor.Offset)!.Value.Start, 4));
    }
}

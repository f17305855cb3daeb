using OmniForge.Skills.Editing;

namespace OmniForge.Skills.Tests.Editing;

public sealed class StructureTests
{
    private const string Text =
        "---\nname: a # why\n# about\nallowed-tools:\n  - \"Bash(${SKILL_DIR}/x *)\"\ndescription: |\n  one # two\n  three\n---\n\n"
        + "# One\n\n!`git status`\n\n## Two 見出し ##\n\n```sh\n# no heading\n```\n\n# Three\n<!-- a\nb -->\nUse $1 `x`.\n";

    private static readonly SkillDocument Document = SkillDocument.Parse(Text);

    private static string At(TextSpan span) => Text.Substring(span.Start, span.Length);

    [Fact]
    public void The_outline_nests_headings_and_holds_commands()
    {
        var symbols = SkillSymbols.Of(Document);
        Assert.Equal(["name", "allowed-tools", "description", "One", "Three"], symbols.Select(symbol => symbol.Name));
        Assert.Equal([("git status", SkillSymbolKind.Command), ("Two 見出し", SkillSymbolKind.Heading)],
            symbols[3].Children.Select(child => (child.Name, child.Kind)));
        Assert.StartsWith("# One", At(symbols[3].Span), StringComparison.Ordinal);
        Assert.EndsWith("```\n\n", At(symbols[3].Span), StringComparison.Ordinal);
        Assert.Equal("Two 見出し", At(symbols[3].Children[1].NameSpan));
    }

    [Fact]
    public void Everything_of_several_lines_can_be_folded()
        => Assert.Equal(
            ["Fields ---", "Field allowed-tools:", "Field description: |", "Section # One", "Section ## Two 見出し ##", "Block ```sh", "Section # Three",
                "Comment <!-- a"],
            SkillFolds.Of(Document).Select(fold => $"{fold.Kind} {At(fold.Span).Split('\n')[0]}"));

    [Fact]
    public void A_fold_ends_with_its_last_line_of_text()
    {
        var folds = SkillFolds.Of(SkillDocument.Parse(Text.Replace("\n", "\r\n", StringComparison.Ordinal)));
        Assert.Equal(8, folds.Count);
        Assert.All(folds, fold => Assert.False(char.IsWhiteSpace(Text.Replace("\n", "\r\n", StringComparison.Ordinal)[fold.Span.End - 1])));
    }

    [Fact]
    public void Words_with_a_meaning_are_coloured()
        => Assert.Equal(
            [
                "Key name", "Comment # why", "Comment # about", "Key allowed-tools", "Tool Bash", "Variable ${SKILL_DIR}", "Pattern /x *", "Key description",
                "Command !`git status`", "Comment <!-- a", "Comment b -->", "Variable $1",
            ],
            SkillSemantics.Of(Document).Select(token => $"{token.Kind} {At(token.Span)}"));

    [Fact]
    public void A_growing_selection_never_shrinks()
    {
        var offset = Text.IndexOf("SKILL_DIR", StringComparison.Ordinal) + 2;
        var steps = SkillSelections.At(Document, offset).Select(At).ToList();
        Assert.Equal("SKILL_DIR", steps[0]);
        Assert.Contains("Bash(${SKILL_DIR}/x *)", steps);
        Assert.Contains("\"Bash(${SKILL_DIR}/x *)\"", steps);
        Assert.Equal(Text, steps[^1]);
        Assert.All(steps.Zip(steps.Skip(1)), pair => Assert.True(pair.First.Length < pair.Second.Length && pair.Second.Contains(pair.First, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_selection_in_the_body_grows_over_its_paragraph_and_section()
    {
        var steps = SkillSelections.At(Document, Text.IndexOf("no heading", StringComparison.Ordinal)).Select(At).ToList();
        Assert.Contains("# no heading\n", steps);
        Assert.Contains("```sh\n# no heading\n```", steps);
        Assert.Contains(steps, step => step.StartsWith("# One", StringComparison.Ordinal));
    }

    [Fact]
    public void Hints_tell_the_command_and_the_size()
    {
        var document = SkillDocument.Parse("---\nname: a\n---\n12345678 and 9");
        Assert.Equal([(11, "/a"), (15, "about 4 tokens")], SkillInlayHints.Of(document, Cursor.Around).Select(hint => (hint.Offset, hint.Label)));
        var claude = Cursor.Around with { Check = Cursor.Around.Check with { Profile = SkillProfile.ClaudeCode } };
        Assert.Equal("/weekly-report", SkillInlayHints.Of(document, claude)[0].Label);
    }

    [Fact]
    public void A_skill_that_people_cannot_start_has_no_command()
        => Assert.DoesNotContain(SkillInlayHints.Of(SkillDocument.Parse("---\nname: a\nuser-invocable: false\n---\nDo it."), Cursor.Around), hint => hint.Label == "/a");
}

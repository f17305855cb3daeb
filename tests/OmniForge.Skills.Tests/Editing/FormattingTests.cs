using OmniForge.Skills.Editing;

namespace OmniForge.Skills.Tests.Editing;

public sealed class FormattingTests
{
    private const string Untidy = "---\ndescription: Reports.\nname: weekly-report\nuser-invocable: True\nallowed-tools: Read, Write\n---\n\nDo it.\n\n\n";

    private static string In(string text, string from, string to)
    {
        var document = SkillDocument.Parse(text);
        var start = text.IndexOf(from, StringComparison.Ordinal);
        return Cursor.Apply(text, SkillFormatting.In(document, TextSpan.Between(start, text.IndexOf(to, StringComparison.Ordinal) + to.Length),
            SkillProfile.OmniForge));
    }

    [Fact]
    public void The_edits_of_the_whole_file_are_its_common_form()
    {
        var document = SkillDocument.Parse(Untidy);
        Assert.Equal(SkillFormatter.Format(document, SkillProfile.OmniForge).Text,
            Cursor.Apply(Untidy, SkillFormatting.Of(document, SkillProfile.OmniForge)));
    }

    [Fact]
    public void A_range_changes_nothing_outside_of_it()
    {
        const string Text =
            "---\nname: weekly-report\ndescription:   Reports.\nmodel: inherit\nuser-invocable: true\npriority:   3\n---\n\nDo it.\n";
        Assert.Equal(Text.Replace("priority:   3", "priority: 3", StringComparison.Ordinal), In(Text, "priority", "3"));
    }

    [Fact]
    public void Half_of_a_move_is_not_made() => Assert.Equal(Untidy, In(Untidy, "description", "description"));

    [Fact]
    public void A_file_without_fields_is_not_formatted()
        => Assert.Empty(SkillFormatting.Of(SkillDocument.Parse("# Only a title\n"), SkillProfile.OmniForge));

    [Fact]
    public void The_fields_can_be_organised_by_an_action()
    {
        var document = SkillDocument.Parse(Untidy);
        var action = SkillActions.At(document, [], new(5, 0), Cursor.Around).Single(found => found.Kind == SkillActionKind.Organise);
        Assert.StartsWith("---\nname: weekly-report\ndescription: Reports.\nallowed-tools:\n  - Read\n  - Write\nuser-invocable: true\n---\n",
            Cursor.Apply(Untidy, action.Edits), StringComparison.Ordinal);
    }
}

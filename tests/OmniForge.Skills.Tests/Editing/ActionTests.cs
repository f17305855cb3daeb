using OmniForge.Skills.Editing;

namespace OmniForge.Skills.Tests.Editing;

public sealed class ActionTests
{
    private static IReadOnlyList<SkillAction> At(Cursor cursor, SkillProfile profile = SkillProfile.OmniForge)
    {
        var context = new EditingContext(new SkillCheck(profile));
        return SkillActions.At(cursor.Document, cursor.Document.Validate(context.Check), new(cursor.Offset, 0), context);
    }

    private static string Take(string marked, SkillActionKind kind)
    {
        var cursor = Cursor.Read(marked);
        var found = At(cursor).FirstOrDefault(action => action.Kind == kind);
        Assert.NotNull(found);
        return Cursor.Apply(cursor.Document.Text, found.Edits);
    }

    [Fact]
    public void The_fixes_of_a_finding_are_offered_where_it_stands()
    {
        var fixes = At(Cursor.Read(Check.With("user-invocable: n¦o"))).Where(action => action.Kind == SkillActionKind.Fix).ToList();
        Assert.Equal("OF2009", Assert.Single(fixes).Finding?.Code);
        Assert.Equal(FixKind.Safe, fixes[0].Decision);
        Assert.DoesNotContain(At(Cursor.Read(Check.With("user-invocable: no\ntags: ¦[a]"))), action => action.Kind == SkillActionKind.Fix);
    }

    [Fact]
    public void All_safe_fixes_are_one_edit()
    {
        var fixedText = Take("---\nname: weekly-report\ndescription: Re¦ports.\nuser-invocable: no\nlicence: MIT\n---\n\nDo it 🙂.\n", SkillActionKind.FixAll);
        Assert.Equal("---\nname: weekly-report\ndescription: Reports.\nuser-invocable: false\nlicense: MIT\n---\n\nDo it 🙂.\n", fixedText);
    }

    [Fact]
    public void A_good_file_needs_nothing() => Assert.Empty(At(Cursor.Read(Check.With("user-invocable: f¦alse"))));

    [Theory]
    [InlineData("---\nname: a\nver¦sion: 1\n---\nDo it.", "---\nname: a\n# omniforge-disable-next-line OF3003 -- why?\nversion: 1\n---\nDo it.")]
    [InlineData("---\nname: a\nallowed-tools:\n  - Rea¦d2\n---\nDo it.",
        "---\nname: a\nallowed-tools:\n  # omniforge-disable-next-line OF4003 -- why?\n  - Read2\n---\nDo it.")]
    [InlineData("---\nname: a\n---\nDo ${NO¦PE}.", "---\nname: a\n---\n<!-- omniforge-disable-next-line OF5003 -- why? -->\nDo ${NOPE}.")]
    [InlineData("---\r\nname: a\r\n---\r\nDo ${NO¦PE}.", "---\r\nname: a\r\n---\r\n<!-- omniforge-disable-next-line OF5003 -- why? -->\r\nDo ${NOPE}.")]
    [InlineData("---\n¦name: a\n---\nDo it.", "---\n# omniforge-disable-file OF3002 -- why?\nname: a\n---\nDo it.")]
    public void A_finding_can_be_hidden_where_a_comment_is_one(string marked, string expected)
        => Assert.Equal(expected, Take(marked, SkillActionKind.Suppress));

    [Fact]
    public void A_comment_is_never_put_into_a_text_or_a_block()
    {
        const string Block = "---\nname: a\ndescription: a\n---\n```!\ngit | st¦atus\n```\n";
        Assert.StartsWith("---\n# omniforge-disable-file OF7004 -- why?\nname: a", Take(Block, SkillActionKind.Suppress), StringComparison.Ordinal);
        var cursor = Cursor.Read("---\nname: a\ndescription: |\n  one\n  t¦\u200Bwo\n---\nDo it.");
        var hidden = At(cursor).Single(action => action.Kind == SkillActionKind.Suppress && action.Finding?.Code == "OF7002");
        Assert.StartsWith("---\n# omniforge-disable-file OF7002", Cursor.Apply(cursor.Document.Text, hidden.Edits), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_fields_there_is_no_place_for_a_comment()
        => Assert.DoesNotContain(At(Cursor.Read("¦# Title\n")), action => action.Kind == SkillActionKind.Suppress);
}

namespace OmniForge.Skills.Tests.Editing;

public sealed class ValueCompletionTests
{
    [Theory]
    [InlineData("context: ¦", "fork", "context: fork")]
    [InlineData("context:¦", "fork", "context: fork")]
    [InlineData("context: fo¦", "fork", "context: fork")]
    [InlineData("context: in¦her", "fork", "context: fork")]
    [InlineData("context: \"fo¦\"", "fork", "context: \"fork\"")]
    [InlineData("context: 'fo¦", "fork", "context: 'fork")]
    [InlineData("context: fo¦ # why", "fork", "context: fork # why")]
    [InlineData("context: ¦fork", "inherit", "context: inherit")]
    [InlineData("user-invocable: ¦", "false", "user-invocable: false")]
    [InlineData("user-invocable: t¦", "true", "user-invocable: true")]
    [InlineData("user-invocable:¦", "true", "user-invocable: true")]
    [InlineData("name: ¦", "weekly-report", "name: weekly-report")]
    [InlineData("name: old¦-name", "weekly-report", "name: weekly-report")]
    [InlineData("model: ¦", "inherit", "model: inherit")]
    [InlineData("description: 日本語\ncontext: f¦\nmodel: [", "fork", "description: 日本語\ncontext: fork\nmodel: [")]
    [InlineData("x: \"never closed\ncontext: f¦", "fork", "x: \"never closed\ncontext: fork")]
    public void A_value_replaces_the_word_under_the_cursor(string lines, string label, string expected)
        => Assert.Equal($"---\n{expected}\n---\n\nDo it.\n", Cursor.InFields(lines).Accept(label));

    [Fact]
    public void Claude_Code_knows_only_one_context()
        => Assert.Equal(["fork"], Cursor.InFields("context: ¦").Completions(SkillProfile.ClaudeCode).Select(found => found.Label));

    [Fact]
    public void Models_are_those_that_may_be_used()
    {
        var known = Cursor.Around with { Check = Cursor.Around.Check with { Known = KnownNames.None with { Models = new HashSet<string> { "b-1", "a:2" } } } };
        var cursor = Cursor.InFields("model: ¦");
        var found = cursor.Completions(known);
        Assert.Equal(["inherit", "a:2", "b-1"], found.Select(model => model.Label));
        Assert.Equal("a:2", SkillDocument.Parse(Cursor.Apply(cursor.Document.Text, found[1].Edit)).Model);
    }

    [Fact]
    public void The_first_sentence_of_the_instructions_can_be_the_description()
        => Assert.Contains("description: Collect what is late.\n",
            Cursor.InFields("name: a\ndescription: ¦", "# Report\n\nCollect what is late. Then write.\n").Accept("Collect what is late."),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("tags: [a, ¦]", "tags: [a, reports]")]
    [InlineData("tags: [a, re¦]", "tags: [a, reports]")]
    [InlineData("tags:\n  - re¦", "tags:\n  - reports")]
    [InlineData("tags:\n  -¦", "tags:\n  - reports")]
    [InlineData("tags:\n  ¦", "tags:\n  - reports")]
    public void Tags_come_from_the_other_skills(string lines, string expected)
        => Assert.Equal($"---\n{expected}\n---\n\nDo it.\n", Cursor.InFields(lines).Accept("reports"));

    [Fact]
    public void A_tag_that_is_there_is_not_offered_again()
        => Assert.Equal(["own", "projects"], Cursor.InFields("tags: [reports, ¦]").Completions().Select(found => found.Label));
}

namespace OmniForge.Skills.Tests.Editing;

public sealed class KeyCompletionTests
{
    private static string[] Labels(string marked, SkillProfile profile = SkillProfile.OmniForge)
        => [.. Cursor.Read(marked).Completions(profile).Select(found => found.Label)];

    [Fact]
    public void Required_fields_come_first_and_all_fields_of_the_profile_follow()
        => Assert.Equal(
            ["name", "description", "license", "compatibility", "allowed-tools", "model", "context", "user-invocable", "priority", "tags", "metadata"],
            Labels("---\n¦\n---\n"));

    [Fact]
    public void The_strict_profile_offers_its_eight_fields()
        => Assert.Equal(
            ["name", "description", "allowed-tools", "model", "context", "user-invocable", "priority", "tags"],
            Labels("---\n¦\n---\n", SkillProfile.OmniForgeStrict));

    [Theory]
    [InlineData("---\nname: a\ndescription: b\n¦\n---\n")]
    [InlineData("---\nname: a\n¦\ndescription: b\n---\n")]
    [InlineData("---\nname: a\ndescription: b\nmo¦")]
    [InlineData("---\nname: a\ndescription: b\nmo¦\n")]
    [InlineData("---\nname: a\ndescription: b\nmo¦\n\n# Title\n\nText.\n")]
    [InlineData("---\nname: a\ndescription: b\n\nmo¦\n---\n\nText.\n")]
    [InlineData("---\nname: a\nmo¦\ndescription: b: c\n---\n")]
    [InlineData("---\nname: [a\nmo¦el\ndescription: b\n---\n")]
    [InlineData("---\r\nname: a\r\ndescription: b\r\nmo¦\r\n---\r\n")]
    [InlineData("---\nname: a\ndescription: >-\n  日本語 🙂\n  text: more\nmo¦\n---\n")]
    [InlineData("---\nname: a\ndescription: b\nallowed-tools:\n  - Read\n¦\n---\n")]
    [InlineData("---\nname: a\ndescription: b\n¦")]
    [InlineData("---\nname: a\n  ¦bad: b\ndescription: c\n---\n¦")]
    public void Fields_that_are_there_are_not_offered_again_wherever_the_cursor_stands(string marked)
    {
        marked = marked.Replace("  ¦bad", "  bad", StringComparison.Ordinal);
        var at = marked.IndexOf(Cursor.Mark, StringComparison.Ordinal);
        if (at == marked.Length - 1 && marked.EndsWith("---\n¦", StringComparison.Ordinal))
        {
            Assert.Empty(Labels(marked));
            return;
        }

        var labels = Labels(marked);
        Assert.Contains("model", labels);
        Assert.DoesNotContain("name", labels);
        Assert.DoesNotContain("description", labels);
    }

    [Theory]
    [InlineData("de¦", "description", "description: ")]
    [InlineData("de¦x", "description", "description: ")]
    [InlineData("na¦", "name", "name: weekly-report")]
    [InlineData("all¦", "allowed-tools", "allowed-tools:\n  - ")]
    [InlineData("con¦", "context", "context: fork")]
    [InlineData("user¦", "user-invocable", "user-invocable: false")]
    [InlineData("ta¦", "tags", "tags:\n  - ")]
    [InlineData("ta¦: [a]", "tags", "tags: [a]")]
    [InlineData("tagz¦: [a]", "tags", "tags: [a]")]
    public void A_key_brings_the_shape_of_its_value(string line, string label, string expected)
        => Assert.Equal($"---\n{expected}\n---\n\nDo it.\n", Cursor.InFields(line).Accept(label));

    [Fact]
    public void New_lines_are_written_as_the_file_writes_them()
        => Assert.Equal("---\r\nallowed-tools:\r\n  - \r\n---\r\n", Cursor.Read("---\r\n¦\r\n---\r\n").Accept("allowed-tools"));

    [Theory]
    [InlineData("# na¦")]
    [InlineData("description: >-\n  na¦")]
    [InlineData("name: a # na¦")]
    [InlineData("description: |\n  some text\n  ¦")]
    [InlineData("priority: ¦")]
    public void Nothing_is_offered_in_comments_and_prose(string lines) => Assert.Empty(Cursor.InFields(lines).Completions());

    [Theory]
    [InlineData("¦---\nname: a\n---\n")]
    [InlineData("---¦\nname: a\n---\n")]
    [InlineData("---\nname: a\n-¦--\nText")]
    public void Nothing_is_offered_on_a_fence(string marked) => Assert.Empty(Cursor.Read(marked).Completions());

    [Theory]
    [InlineData("¦")]
    [InlineData("na¦")]
    [InlineData("\n\n¦")]
    [InlineData("ski¦ll\n")]
    public void An_empty_file_gets_a_whole_skill_without_a_finding(string marked)
    {
        var text = Cursor.Read(marked).Accept("New skill").TrimStart('\n');
        foreach (var profile in Enum.GetValues<SkillProfile>())
        {
            Assert.Empty(SkillDocument.Parse(text).Validate(profile, "weekly-report"));
        }
    }

    [Fact]
    public void Instructions_without_fields_get_fields_only()
        => Assert.StartsWith("---\nname: weekly-report\ndescription: ", Cursor.Read("¦# Title\n\nDo it.\n").Accept("Fields of a skill"),
            StringComparison.Ordinal);

    [Fact]
    public void Fields_of_the_project_are_offered_where_they_count()
    {
        var known = Cursor.Around with
        {
            Check = Cursor.Around.Check with
            {
                Profile = SkillProfile.ClaudeCode,
                Known = KnownNames.None with { Fields = new HashSet<string> { "version" } },
            },
        };
        Assert.Contains("version", Cursor.Read("---\n¦\n---\n").Completions(known).Select(found => found.Label));
    }
}

using OmniForge.Skills;

namespace OmniForge.LanguageServer.Tests;

public class DocumentTests
{
    private const string Uri = "file:///home/ada/skills/weekly-report/SKILL.md";
    private const string Good = "---\nname: weekly-report\ndescription: Reports.\n---\n\nDo it.\n";
    private const string BadName = "---\nname: Weekly Report\ndescription: Reports.\n---\n\nDo it.\n";

    [Fact]
    public async Task A_broken_skill_is_underlined_where_it_is_broken()
    {
        using var server = await RunningServer.StartAsync();
        await server.OpenAsync(Uri, BadName);
        var published = await server.Client.DiagnosticsAsync();
        var found = Assert.Single(published["diagnostics"]!.AsArray())!;
        Assert.Equal(Uri, (string?)published["uri"]);
        Assert.Equal(1, (int?)published["version"]);
        Assert.Equal("OF3009", (string?)found["code"]);
        Assert.Equal(1, (int?)found["severity"]);
        Assert.Equal("omniforge", (string?)found["source"]);
        Assert.Contains("Weekly Report", (string?)found["message"], StringComparison.Ordinal);
        Assert.Equal("""{"start":{"line":1,"character":6},"end":{"line":1,"character":19}}""", found["range"]!.ToJsonString());
    }

    [Fact]
    public async Task A_good_skill_is_told_to_be_good()
    {
        using var server = await RunningServer.StartAsync();
        await server.OpenAsync(Uri, Good);
        Assert.Empty(await server.FoundAsync(Uri));
    }

    [Fact]
    public async Task An_edit_that_mends_the_skill_takes_the_finding_away()
    {
        using var server = await RunningServer.StartAsync();
        await server.OpenAsync(Uri, BadName);
        Assert.Equal(["OF3009 1:6-1:19"], await server.FoundAsync(Uri));
        await server.ChangeAsync(Uri, 2, ("1:6-1:19", "weekly-report"));
        var published = await server.Client.DiagnosticsAsync();
        Assert.Empty(published["diagnostics"]!.AsArray());
        Assert.Equal(2, (int?)published["version"]);
    }

    [Fact]
    public async Task A_whole_new_text_replaces_the_old_one()
    {
        using var server = await RunningServer.StartAsync();
        await server.OpenAsync(Uri, Good);
        Assert.Empty(await server.FoundAsync(Uri));
        await server.ChangeAsync(Uri, 2, (null, BadName));
        Assert.Equal(["OF3009 1:6-1:19"], await server.FoundAsync(Uri));
    }

    [Fact]
    public async Task Edits_of_one_change_build_on_one_another()
    {
        using var server = await RunningServer.StartAsync();
        await server.OpenAsync(Uri, BadName);
        Assert.Single(await server.FoundAsync(Uri));
        await server.ChangeAsync(Uri, 2, ("1:6-1:12", "w"), ("1:7-1:8", "eekly-"), ("1:13-1:19", "report"), ("0:0-0:0", ""), ("9:0-9:0", "Well.\n"));
        Assert.Empty(await server.FoundAsync(Uri));
    }

    [Fact]
    public async Task A_burst_of_keystrokes_is_followed_in_its_order()
    {
        using var server = await RunningServer.StartAsync();
        await server.OpenAsync(Uri, "---\nname: \ndescription: Reports.\n---\n\nDo it.\n");
        Assert.Single(await server.FoundAsync(Uri));
        const string Name = "weekly-report";
        for (var i = 0; i < 20 * Name.Length; i++)
        {
            var at = i % Name.Length;
            await server.ChangeAsync(Uri, i + 2, at == 0 ? (null, Good.Replace(Name, "w", StringComparison.Ordinal)) : ($"1:{6 + at}-1:{6 + at}", $"{Name[at]}"));
        }

        for (var i = 0; i < 20 * Name.Length; i++)
        {
            var published = await server.Client.DiagnosticsAsync();
            Assert.Equal(i + 2, (int?)published["version"]);
            Assert.Equal(i % Name.Length == Name.Length - 1 ? 0 : 1, published["diagnostics"]!.AsArray().Count);
        }
    }

    // The finding is the unknown variable behind an emoji and three CJK characters.
    [Theory]
    [InlineData("utf-16", 11)]
    [InlineData("utf-32", 10)]
    [InlineData("utf-8", 19)]
    public async Task Columns_count_what_was_agreed(string encoding, int column)
    {
        using var server = await RunningServer.StartAsync($"[\"{encoding}\"]");
        await server.OpenAsync(Uri, Good.Replace("Do it.", "Say 🙂日本語: ${NOPE} 🙂.", StringComparison.Ordinal));
        Assert.Equal([$"OF5003 5:{column}-5:{column + 7}"], await server.FoundAsync(Uri));
        await server.ChangeAsync(Uri, 2, ("5:4-5:4", "!"));
        Assert.Equal([$"OF5003 5:{column + 1}-5:{column + 8}"], await server.FoundAsync(Uri));
        // An edit behind the wide characters must reach exactly the variable.
        await server.ChangeAsync(Uri, 3, ($"5:{column + 3}-5:{column + 7}", "DATE"));
        Assert.Empty(await server.FoundAsync(Uri));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task Every_kind_of_line_end_counts_as_one_line(string end)
    {
        using var server = await RunningServer.StartAsync();
        await server.OpenAsync(Uri, Good.Replace("it", "${NOPE}", StringComparison.Ordinal).ReplaceLineEndings(end));
        var found = await server.FoundAsync(Uri);
        Assert.Contains("OF5003 5:3-5:10", found);
        await server.ChangeAsync(Uri, 2, ("5:3-5:10", "it"));
        Assert.DoesNotContain(await server.FoundAsync(Uri), finding => finding.StartsWith("OF5003", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_byte_order_mark_moves_no_finding()
    {
        using var server = await RunningServer.StartAsync();
        await server.OpenAsync(Uri, "\uFEFF" + BadName);
        Assert.Contains("OF3009 1:6-1:19", await server.FoundAsync(Uri));
        await server.ChangeAsync(Uri, 2, ("0:0-0:1", ""), ("1:6-1:19", "weekly-report"));
        Assert.Empty(await server.FoundAsync(Uri));
    }

    [Fact]
    public async Task A_closed_skill_has_no_findings_and_no_edits_any_more()
    {
        using var server = await RunningServer.StartAsync();
        await server.OpenAsync(Uri, BadName);
        Assert.Single(await server.FoundAsync(Uri));
        await server.CloseAsync(Uri);
        Assert.Empty(await server.FoundAsync(Uri));
        await server.ChangeAsync(Uri, 2, (null, BadName));
        await server.CloseAsync(Uri);
        await server.SettleAsync();
        Assert.Equal(0, server.Client.Unread);
    }

    [Fact]
    public async Task A_skill_can_be_opened_again()
    {
        using var server = await RunningServer.StartAsync();
        await server.OpenAsync(Uri, BadName);
        await server.CloseAsync(Uri);
        await server.OpenAsync(Uri, Good);
        Assert.Single(await server.FoundAsync(Uri));
        Assert.Empty(await server.FoundAsync(Uri));
        Assert.Empty(await server.FoundAsync(Uri));
    }

    [Theory]
    [InlineData("file:///a/weekly-report/SKILL.md", "markdown")]
    [InlineData("file:///c%3A/skills/weekly%2Dreport/SKILL.md", "plaintext")]
    [InlineData("vscode-remote://box/skills/weekly-report/SKILL.md?x=1", "markdown")]
    [InlineData("untitled:Untitled-1", "skill")]
    [InlineData("file:///SKILL.md", "skill")]
    [InlineData("file:///c%3A/SKILL.md", "skill")]
    [InlineData("file:///elsewhere/notes.md", "skill")]
    public async Task A_skill_is_known_by_file_name_or_by_language(string uri, string language)
    {
        using var server = await RunningServer.StartAsync();
        await server.OpenAsync(uri, Good, language);
        Assert.Empty(await server.FoundAsync(uri));
    }

    [Theory]
    [InlineData("file:///a/other-name/SKILL.md")]
    [InlineData("file:///a/w%C3%B6chentlich/SKILL.md")]
    public async Task The_folder_of_a_skill_is_compared_with_its_name(string uri)
    {
        using var server = await RunningServer.StartAsync();
        await server.OpenAsync(uri, Good);
        Assert.Equal(["OF3010 1:6-1:19"], await server.FoundAsync(uri));
    }

    [Theory]
    [InlineData("file:///a/README.md", "markdown")]
    [InlineData("file:///a/SKILL.md.bak", "markdown")]
    [InlineData("file:///a/skill.yaml", "yaml")]
    public async Task Other_documents_are_left_alone(string uri, string language)
    {
        using var server = await RunningServer.StartAsync();
        await server.OpenAsync(uri, BadName, language);
        await server.ChangeAsync(uri, 2, (null, BadName));
        await server.CloseAsync(uri);
        await server.SettleAsync();
        Assert.Equal(0, server.Client.Unread);
    }

    [Fact]
    public async Task The_editor_shows_what_the_library_finds()
    {
        const string Text = "---\nname: Weekly Report\nauthor: Ada\ndescription:\ntags: [a, a, 7]\nallowed-tools: Raed, 日本\n---\n# 🙂\n${NOPE} <!--\n";
        using var server = await RunningServer.StartAsync();
        await server.OpenAsync(Uri, Text);
        var skill = SkillDocument.Parse(Text);
        var expected = skill.Validate(SkillProfile.OmniForge, "weekly-report").Select(finding =>
        {
            var (start, end) = (skill.Lines.Position(finding.Span.Start), skill.Lines.Position(finding.Span.End));
            return $"{finding.Code} {start.Line}:{start.Character}-{end.Line}:{end.Character}";
        }).ToList();
        Assert.True(expected.Count > 3);
        Assert.Equal(expected, await server.FoundAsync(Uri));
    }

    [Fact]
    public async Task Half_typed_texts_break_nothing()
    {
        using var server = await RunningServer.StartAsync();
        const string Whole = "---\nname: weekly-report\ndescription: \"R: {a: [1, &x]}\"\ntags: [a, 'b']\n---\n\n```json\n{\"a\": ${DATE}}\n```\n!`ls`\n";
        await server.OpenAsync(Uri, "");
        for (var length = 1; length <= Whole.Length; length++)
        {
            await server.ChangeAsync(Uri, length + 1, (null, Whole[..length]));
        }

        for (var version = 1; version <= Whole.Length + 1; version++)
        {
            Assert.Equal(version, (int?)(await server.Client.DiagnosticsAsync())["version"]);
        }

        Assert.Equal("", server.Log.ToString());
    }
}

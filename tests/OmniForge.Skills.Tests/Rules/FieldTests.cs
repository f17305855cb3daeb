namespace OmniForge.Skills.Tests.Rules;

public sealed class FieldTests
{
    private static string Long(int length) => string.Concat(Enumerable.Repeat("word ",
        (length / 5) + 1))[..length].TrimEnd().PadRight(length, 'x');

    [Fact]
    public void Name_description_and_body_are_enough()
    {
        foreach (var profile in Enum.GetValues<SkillProfile>())
        {
            Assert.Empty(SkillDocument.Parse(Check.With("# nothing else")).Validate(profile, "weekly-report"));
        }

        Assert.Null(SkillDocument.Parse(Check.With("# nothing else")).AllowedTools);
    }

    [Fact]
    public void All_eight_fields_are_fine_in_both_of_our_profiles()
    {
        var text = Check.With("allowed-tools: [Read, table_query, 'Bash(git log *)']\nmodel: claude-sonnet-4\ncontext: "
            + "fork\nuser-invocable: false\npriority: 999\ntags: [report, q3-2026]");
        Assert.Empty(SkillDocument.Parse(text).Validate(SkillProfile.OmniForge, "weekly-report"));
        Assert.Empty(SkillDocument.Parse(text).Validate(SkillProfile.OmniForgeStrict, "weekly-report"));
        foreach (var profile in Enum.GetValues<SkillProfile>())
        {
            Assert.DoesNotContain(SkillDocument.Parse(text).Validate(profile), finding => finding.Severity == SkillSeverity.Error);
        }
    }

    [Theory]
    [InlineData("schedule: daily", "schedule")]
    [InlineData("trigger: {on: push}", "trigger")]
    [InlineData("created-by: Ann", "created-by")]
    [InlineData("source: https://example.com/a", "source")]
    [InlineData("author:\n  - Ann\n  - Ben", "author")]
    [InlineData("created-at: 2026-01-01", "created-at")]
    [InlineData("updated-at: 2026-01-01T10:00:00Z", "updated-at")]
    public void What_belongs_to_the_agent_is_an_error_that_names_it_and_can_be_moved(string lines, string key)
    {
        var found = Check.Finds(Check.With(lines.Replace(key, $"«{key}»", StringComparison.Ordinal)), "OF3006");
        Assert.Equal(SkillSeverity.Error, found[0].Severity);
        Assert.Contains($"'{key}'", found[0].Message, StringComparison.Ordinal);
        Assert.Equal(Check.With("x").Replace("x\n", "", StringComparison.Ordinal), Check.Fix(Check.With(lines)));
        Assert.Equal(["OF3006 Warning"], Check.Severities(Check.With(lines), SkillProfile.ClaudeCode));
    }

    [Theory]
    [InlineData("foo: 1", "OF3003", null)]
    [InlineData("modle: x", "OF3003", "model")]
    [InlineData("max-iterations: 0", "OF3003", null)]
    [InlineData("prority: 1", "OF3003", "priority")]
    [InlineData("contxt: fork", "OF3003", "context")]
    [InlineData("tagz: []", "OF3003", "tags")]
    [InlineData("sorce: x", "OF3003", "source")]
    [InlineData("version: 1.0", "OF3003", null)]
    [InlineData("Model: x", "OF3004", "model")]
    [InlineData("allowed_tools: Read", "OF3004", "allowed-tools")]
    [InlineData("allowedTools: Read", "OF3004", "allowed-tools")]
    [InlineData("user-invokable: true", "OF3004", "user-invocable")]
    [InlineData("user_invocable: true", "OF3004", "user-invocable")]
    [InlineData("tools: [Read]", "OF3004", "allowed-tools")]
    [InlineData("when-to-use: now", "OF3004", "when_to_use")]
    public void An_unknown_key_warns_and_suggests_what_was_meant(string line, string code, string? meant)
    {
        var key = line.Split(':')[0];
        var marked = Check.With(line.Replace(key + ":", $"«{key}»:", StringComparison.Ordinal));
        var found = Assert.Single(Check.Finds(marked, code));
        Assert.Equal(SkillSeverity.Warning, found.Severity);
        Assert.Equal(meant, found.Fixes.Where(fix => fix.Title.StartsWith("Rename", StringComparison.Ordinal))
            .Select(fix => fix.Edits[0].NewText).FirstOrDefault());
        Assert.Contains(meant is null ? key : $"'{meant}'", found.Message, StringComparison.Ordinal);
        Assert.Equal(SkillSeverity.Error, Check.Finds(marked, SkillProfile.OmniForgeStrict, code)[0].Severity);
    }

    [Theory]
    [InlineData("argument-hint: file", "OF3005 Warning", "OF3005 Error", null)]
    [InlineData("disallowed-tools: Bash(git push *)", "OF3005 Warning", "OF3005 Error", null)]
    [InlineData("effort: high", "OF3005 Warning", "OF3005 Error", null)]
    [InlineData("license: MIT", null, "OF3005 Error", null)]
    [InlineData("metadata: {a: b}", null, "OF3005 Error", null)]
    [InlineData("model: opus", null, null, null)]
    [InlineData("priority: 3", null, null, "OF3005 Information")]
    [InlineData("tags: [a]", null, null, "OF3005 Information")]
    public void A_field_of_another_program_has_no_effect(string line, string? omniforge, string? strict, string? claude)
    {
        Assert.Equal(omniforge is null ? [] : [omniforge], Check.Severities(Check.With(line), SkillProfile.OmniForge));
        Assert.Equal(strict is null ? [] : [strict], Check.Severities(Check.With(line), SkillProfile.OmniForgeStrict));
        Assert.Equal(claude is null ? [] : [claude], Check.Severities(Check.With(line), SkillProfile.ClaudeCode));
    }

    [Theory]
    [InlineData("Weekly_Report", "weekly-report")]
    [InlineData("weekly report", "weekly-report")]
    [InlineData("a--b", "a-b")]
    [InlineData("a-", "a")]
    [InlineData("-a", "a")]
    [InlineData("a.b", "a-b")]
    [InlineData("bericht-für-montag", "bericht-fur-montag")]
    [InlineData("Größe Ångström", "grosse-angstrom")]
    [InlineData("smørrebrød-æske-Łódź-þorn", "smorrebrod-aeske-lodz-thorn")]
    [InlineData("отчёт-report", "report")]
    public void A_name_that_cannot_be_a_folder_is_refused(string name, string better)
    {
        var found = Assert.Single(Check.Finds($"---\nname: «{name}»\ndescription: b\n---\nDo it.", "OF3009"));
        Assert.Equal(SkillSeverity.Error, found.Severity);
        Assert.Equal(better, found.Fixes[0].Edits[0].NewText);
    }

    [Theory]
    [InlineData("Weekly_Report v2", FixKind.Safe)]
    [InlineData("weekly.report/", FixKind.Safe)]
    [InlineData("bericht-für-montag", FixKind.Choice)]
    [InlineData("c++-review", FixKind.Choice)]
    [InlineData("report-a-very-long-name-that-goes-on-and-on-about-everything-in-the-table", FixKind.Choice)]
    public void A_new_name_is_certain_only_when_no_letter_and_no_word_is_lost(string name, FixKind kind)
        => Assert.Equal(kind, Assert.Single(Check.Finds($"---\nname: «{name}»\ndescription: b\n---\nDo it.", "OF3009")).Fixes[0].Kind);

    [Fact]
    public void A_long_name_is_cut_between_words()
    {
        var found = Check.Finds("---\nname: «report-a-very-long-name-that-goes-on-and-on-about-everything-in-the-table»\ndescription: b\n---\nDo it.", "OF3009");
        Assert.Equal("report-a-very-long-name-that-goes-on-and-on-about-everything-in", found[0].Fixes[0].Edits[0].NewText);
    }

    [Theory]
    [InlineData("disable-model-invocation: maybe", SkillProfile.OmniForge)]
    [InlineData("argument-hint: [a, b]", SkillProfile.OmniForge)]
    [InlineData("paths: { a: b }", SkillProfile.OmniForgeStrict)]
    [InlineData("user-invocable: yes", SkillProfile.AgentSkills)]
    public void A_field_without_effect_is_not_judged_by_its_value(string line, SkillProfile profile)
        => Assert.Equal(["OF3005"], SkillDocument.Parse(Check.With(line)).Validate(profile).Select(finding => finding.Code));

    [Fact]
    public void A_name_of_64_characters_passes_and_one_of_65_is_refused()
    {
        Assert.Empty(Check.Severities($"---\nname: {new string('a', 64)}\ndescription: b\n---\nDo it.", SkillProfile.OmniForge));
        var found = Check.Finds($"---\nname: «{new string('a', 65)}»\ndescription: b\n---\nDo it.", "OF3009");
        Assert.Equal(new('a', 64), found[0].Fixes[0].Edits[0].NewText);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("e5")]
    [InlineData("1e3")]
    [InlineData("123")]
    public void A_name_is_taken_as_written(string name)
        => Assert.DoesNotContain(
            SkillDocument.Parse($"---\nname: {name}\ndescription: b\n---\nDo it.").Validate(SkillProfile.OmniForge, name),
            finding => finding.Code != "OF2008");

    [Fact]
    public void A_name_of_letters_of_another_script_is_only_a_warning_for_the_open_specification()
        => Assert.Equal(["OF3009 Warning"], Check.Severities("---\nname: übersicht\ndescription: b\n---\nDo it.",
            SkillProfile.AgentSkills));

    [Theory]
    [InlineData("weekly-reports")]
    [InlineData("Weekly-report")]
    public void A_name_that_differs_from_its_folder_is_refused(string folder)
    {
        var found = Assert.Single(SkillDocument.Parse(Check.With("# x")).Validate(SkillProfile.OmniForge, folder));
        Assert.Equal(("OF3010", SkillSeverity.Error, folder), (found.Code, found.Severity, found.Fixes[0].Edits[0].NewText));
    }

    [Theory]
    [InlineData("«»description: b", "OF3001")]
    [InlineData("«name»:\ndescription: b", "OF3001")]
    [InlineData("«name»: ~\ndescription: b", "OF3001")]
    [InlineData("«»name: a", "OF3002")]
    [InlineData("name: a\n«description»:", "OF3002")]
    [InlineData("name: a\n«description»: \"  \"", "OF3002")]
    [InlineData("name: a\n«desciption»: b", "OF3003")]
    [InlineData("«nmae»: a\ndescription: b", "OF3003")]
    [InlineData("name: a\n«Description»: b", "OF3004")]
    [InlineData("«NAME»: a\ndescription: b", "OF3004")]
    [InlineData("name: «[a]»\ndescription: b", "OF3007")]
    [InlineData("name: a\ndescription: «{a: b}»", "OF3007")]
    [InlineData("name: a\ndescription:\n  «- b»", "OF3007")]
    public void Name_and_description_must_be_there(string lines, string code)
        => Assert.All(Check.Finds($"---\n{lines}\n---\nDo it.", code), found => Assert.Equal(SkillSeverity.Error, found.Severity));

    [Theory]
    [InlineData(80, null, null, null)]
    [InlineData(81, "OF3013 Warning", "OF3013 Error", null)]
    [InlineData(1_024, "OF3013 Warning", "OF3013 Error", null)]
    [InlineData(1_025, "OF3012 Error", "OF3012 Error", "OF3012 Error")]
    public void The_length_of_a_description_counts(int length, string? omniforge, string? strict, string? open)
    {
        var text = $"---\nname: a\ndescription: {Long(length)}\n---\nDo it.";
        Assert.Equal(omniforge is null ? [] : [omniforge], Check.Severities(text, SkillProfile.OmniForge));
        Assert.Equal(strict is null ? [] : [strict], Check.Severities(text, SkillProfile.OmniForgeStrict));
        Assert.Equal(open is null ? [] : [open], Check.Severities(text, SkillProfile.AgentSkills));
        Assert.Empty(Check.Severities(text, SkillProfile.ClaudeCode));
    }

    [Fact]
    public void Characters_are_counted_not_code_units()
        => Assert.Empty(Check.Severities($"---\nname: a\ndescription: {string.Concat(Enumerable.Repeat("🙂", 80))}\n---\nDo it.",
            SkillProfile.OmniForge));

    [Theory]
    [InlineData("context: «weird»", "OF3008", "inherit")]
    [InlineData("context: «Fork»", "OF3008", "fork")]
    [InlineData("context: «frok»", "OF3008", "fork")]
    [InlineData("model: «two words»", "OF3008", null)]
    [InlineData("model: «[a]»", "OF3007", ": a")]
    [InlineData("priority: «-1»", "OF3018", "0")]
    [InlineData("priority: «1000»", "OF3018", "999")]
    [InlineData("priority: «high»", "OF3018", null)]
    [InlineData("priority: «1.5»", "OF3018", null)]
    [InlineData("priority: «\"3\"»", "OF3018", "3")]
    [InlineData("priority: «[3]»", "OF3018", ": 3")]
    [InlineData("tags: «a, b»", "OF3018", "[a, b]")]
    [InlineData("tags: «{a: b}»", "OF3018", null)]
    [InlineData("tags: [«Two Words», fine]", "OF3018", "two-words")]
    [InlineData("tags: [«aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa»]", "OF3018", null)]
    [InlineData("tags: «[a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q]»", "OF3018", null)]
    [InlineData("user-invocable: «maybe»", "OF3007", null)]
    [InlineData("user-invocable: «[true]»", "OF3007", ": true")]
    [InlineData("user-invocable: «yes»", "OF2009", "true")]
    [InlineData("user-invocable: «Off»", "OF2009", "false")]
    [InlineData("user-invocable: «\"false\"»", "OF2009", "false")]
    [InlineData("user-invocable: «1»", "OF2009", "true")]
    [InlineData("allowed-tools: «{Read: true}»", "OF3007", null)]
    [InlineData("metadata: «text»", "OF3017", null)]
    [InlineData("metadata: {a: «[1]»}", "OF3017", "\"[1]\"")]
    public void A_value_out_of_range_is_named(string marked, string code, string? fix)
    {
        var found = Assert.Single(Check.Finds(Check.With(marked), code));
        Assert.Equal(fix, found.Fixes.Select(fix => fix.Edits[0].NewText).FirstOrDefault());
    }

    [Fact]
    public void A_wrong_context_lists_what_is_allowed()
    {
        var found = Assert.Single(SkillDocument.Parse(Check.With("context: weird")).Validate(SkillProfile.OmniForge));
        Assert.Equal(SkillSeverity.Error, found.Severity);
        Assert.Contains("inherit or fork", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_type_beside_an_unknown_key_gives_both()
        => Check.Finds(Check.With("context: «weird»\n«max-iterations»: 0"), "OF3008", "OF3003");

    [Theory]
    [InlineData("argument-hint: «[file]»", "\"[file]\"")]
    public void An_unquoted_hint_is_a_list_and_quotes_repair_it(string marked, string replacement)
    {
        var found = Check.Finds(Check.With(marked), SkillProfile.ClaudeCode, "OF3007");
        Assert.Equal(replacement, found[0].Fixes[0].Edits[0].NewText);
    }

    [Fact]
    public void An_agent_without_a_fork_has_no_effect_in_Claude_Code()
    {
        Check.Finds(Check.With("«agent»: Explore"), SkillProfile.ClaudeCode, "OF5001");
        Check.Finds(Check.With("agent: Explore\ncontext: fork"), SkillProfile.ClaudeCode);
    }

    [Fact]
    public void Fixing_twice_changes_nothing_more()
    {
        var once = Check.Fix(Check.With("modle: x\nuser-invokable: yes\nauthor: Ann\nallowed_tools: raed, Read"));
        var twice = Check.Fix(once);
        Assert.Equal(Check.Fix(twice), twice);
        Assert.Equal("x", SkillDocument.Parse(twice).Model);
    }
}

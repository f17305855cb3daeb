using System.Text.Json;
using CsCheck;
using OmniForge.Skills.Rules;
using OmniForge.Skills.Tables;
using OmniForge.TestKit;

namespace OmniForge.Skills.Tests.Schema;

public sealed class SkillSchemaTests
{
    // What a schema can say, and from which severity on it says it: a wrong value from a warning on, a key and a length from an error on.
    private static readonly Dictionary<string, SkillSeverity> Expressed = new()
    {
        ["OF2009"] = SkillSeverity.Warning,
        ["OF3001"] = SkillSeverity.Error,
        ["OF3002"] = SkillSeverity.Error,
        ["OF3003"] = SkillSeverity.Error,
        ["OF3004"] = SkillSeverity.Error,
        ["OF3005"] = SkillSeverity.Error,
        ["OF3006"] = SkillSeverity.Error,
        ["OF3007"] = SkillSeverity.Warning,
        ["OF3008"] = SkillSeverity.Warning,
        ["OF3009"] = SkillSeverity.Warning,
        ["OF3012"] = SkillSeverity.Error,
        ["OF3013"] = SkillSeverity.Error,
        ["OF3016"] = SkillSeverity.Warning,
        ["OF3017"] = SkillSeverity.Warning,
        ["OF3018"] = SkillSeverity.Warning,
    };

    private static readonly string[] Values =
    [
        "", "~", "\"\"", "\" \"", "abc", "a-b-2", "A b", "-a", "a-", "a--b", "\u00E9", "a_b", "x y", "\U0001F600", "true", "True", "\"true\"",
        "yes", "NO", "\"on\"", "maybe", "0", "1", "\"1\"", "7", "-1", "999", "1000", "\"5\"", "1.5", "2024", "fork", "inherit", "Fork", "low",
        "max", "extreme", "bash", "powershell", "zsh", "[a, b]", "[]", "[a, 1, true]", "[[a]]", "[{a: b}]", "[A]", "[a b]", "[~]", "{a: b}",
        "{}", "{a: 1}", "{a: [b]}", "|\n  two\n  lines", "Read, Write", "Bash(git *)", "[Read, \"Bash(git *)\"]",
        $"[{string.Join(", ", Enumerable.Range(1, 16).Select(i => $"t{i}"))}]", $"[{string.Join(", ", Enumerable.Range(1, 17).Select(i => $"t{i}"))}]",
        new('x', 32), new('x', 33), $"[{new string('x', 32)}]", $"[{new string('x', 33)}]", new('x', 64), new('x', 65), new('x', 80), new('x', 81),
        new('x', 128), new('x', 129), new('x', 500), new('x', 501), new('x', 1_024), new('x', 1_025),
        string.Concat(Enumerable.Repeat("\U0001F600", 80)), string.Concat(Enumerable.Repeat("\U0001F600", 81)),
    ];

    public static TheoryData<SkillProfile, SchemaDraft> All => new(
        from profile in Enum.GetValues<SkillProfile>() from draft in Enum.GetValues<SchemaDraft>() select (profile, draft));

    private static string Word(SkillProfile profile) => SkillSchema.Identifier(profile).Split(':')[3];

    [Theory]
    [MemberData(nameof(All))]
    public void The_checked_in_schema_is_what_the_tables_say(SkillProfile profile, SchemaDraft draft)
        => Golden.Match(
            Path.Combine(SourceTree.Root, "docs", "schema"),
            $"skill.{Word(profile)}.{(draft == SchemaDraft.Draft7 ? "draft-07" : "2020-12")}.json",
            SkillSchema.Write(profile, draft));

    [Theory]
    [MemberData(nameof(All))]
    public void A_schema_names_its_draft_its_profile_and_the_version_of_the_tables(SkillProfile profile, SchemaDraft draft)
    {
        using var schema = JsonDocument.Parse(SkillSchema.Write(profile, draft));
        Assert.Equal($"urn:omniforge:skill:{Word(profile)}:{SkillTables.Version}", schema.RootElement.GetProperty("$id").GetString());
        Assert.Contains(draft == SchemaDraft.Draft7 ? "draft-07" : "2020-12", schema.RootElement.GetProperty("$schema").GetString(),
            StringComparison.Ordinal);
        Assert.Equal(FieldTable.Find("name")!.Doc, schema.RootElement.GetProperty("properties").GetProperty("name")
            .GetProperty("description").GetString());
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Schema_and_rules_agree_on_every_value_of_every_field(SkillProfile profile, SchemaDraft draft)
    {
        using var schema = JsonDocument.Parse(SkillSchema.Write(profile, draft));
        var differences = new List<string>();
        foreach (var key in FieldTable.Names.Concat(["version", "Name", "modle"]))
        {
            foreach (var value in Values)
            {
                var other = (key == "name" ? "" : "name: a\n") + (key == "description" ? "" : "description: b\n");
                var text = $"---\n{other}{key}: {value}\n---\n\nDo it.\n";
                Compare(schema.RootElement, profile, text, differences);
            }
        }

        Assert.Empty(differences);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Schema_and_rules_agree_on_any_set_of_fields(SkillProfile profile, SchemaDraft draft)
    {
        using var schema = JsonDocument.Parse(SkillSchema.Write(profile, draft));
        var keys = FieldTable.Names.Where(key => key != "agent" && key != "background").Append("version").ToArray();
        Gen.Select(Gen.Shuffle(keys), Gen.Int[0, 6], Gen.Int[0, Values.Length - 1].Select(at => Values[at]).Array[6]).Sample(
            (order, count, values) =>
            {
                var lines = order.Take(count).Zip(values, (key, value) => $"{key}: {value}\n");
                var differences = new List<string>();
                Compare(schema.RootElement, profile, $"---\n{string.Concat(lines)}---\n\nDo it.\n", differences);
                return differences.Count == 0;
            },
            iter: 300);
    }

    private static void Compare(JsonElement schema, SkillProfile profile, string text, List<string> differences)
    {
        // A schema sees the value only: 'True' in a name is a true like any other.
        text = text.Replace("name: True", "name: true", StringComparison.Ordinal);
        var document = SkillDocument.Parse(text);
        var wrong = document.Validate(profile)
            .Where(finding => Expressed.TryGetValue(finding.Code, out var from) && finding.Severity <= from)
            .Select(finding => finding.Code).ToList();
        if (SchemaReading.Accepts(schema, FrontmatterJson.Of(document)) != (wrong.Count == 0))
        {
            differences.Add($"{text} {string.Join(' ', wrong)}");
        }
    }
}

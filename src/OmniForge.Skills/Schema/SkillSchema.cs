using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using OmniForge.Skills.Rules;
using OmniForge.Skills.Tables;

namespace OmniForge.Skills;

/// <summary>
/// Writes the frontmatter of a profile as a JSON Schema for editors that know nothing else. It refuses what the rules call wrong
/// about one value; advice, spelling and anything across fields is beyond a schema.
/// </summary>
public static class SkillSchema
{
    private static readonly JsonWriterOptions Written = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The identifier of a profile's schema, as in "urn:omniforge:skill:claude-code:2026.11.1".</summary>
    public static string Identifier(SkillProfile profile) => $"urn:omniforge:skill:{Word(profile)}:{SkillTables.Version}";

    /// <summary>The schema as JSON text with line feeds and a final one; the same input gives the same bytes.</summary>
    public static string Write(SkillProfile profile, SchemaDraft draft)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Written))
        {
            Write(json, profile, draft);
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan) + "\n";
    }

    private static void Write(Utf8JsonWriter json, SkillProfile profile, SchemaDraft draft)
    {
        json.WriteStartObject();
        json.WriteString("$schema", draft == SchemaDraft.Draft7
            ? "http://json-schema.org/draft-07/schema#"
            : "https://json-schema.org/draft/2020-12/schema");
        json.WriteString("$id", Identifier(profile));
        json.WriteString("title", $"Frontmatter of SKILL.md, profile {Word(profile)}");
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        foreach (var field in FieldTable.All)
        {
            json.WritePropertyName(field.Name);
            FieldSchema.Write(json, field, profile, draft);
        }

        json.WriteEndObject();
        json.WriteStartArray("required");
        foreach (var (rule, name) in new[] { ("OF3001", FieldNames.Name), ("OF3002", FieldNames.Description) })
        {
            if (RuleTable.Severity(rule, profile) == SkillSeverity.Error)
            {
                json.WriteStringValue(name);
            }
        }

        json.WriteEndArray();
        json.WriteBoolean("additionalProperties", RuleTable.Severity("OF3003", profile) != SkillSeverity.Error);
        json.WriteEndObject();
    }

    private static string Word(SkillProfile profile) => profile switch
    {
        SkillProfile.AgentSkills => "agent-skills",
        SkillProfile.ClaudeCode => "claude-code",
        SkillProfile.OmniForge => "omniforge",
        _ => "omniforge-strict",
    };
}

/// <summary>The drafts of JSON Schema that can be written.</summary>
public enum SchemaDraft
{
    /// <summary>What editor servers for YAML understand best.</summary>
    Draft7,
    Draft202012,
}

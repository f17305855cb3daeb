using System.Text.Json;
using OmniForge.Skills.Rules;

namespace OmniForge.Skills;

/// <summary>The schema of one field: it refuses what the rules of the profile find wrong with a single value.</summary>
internal static class FieldSchema
{
    private const string Kebab = "^[a-z0-9]+(-[a-z0-9]+)*$";
    private const string Visible = @"\S";
    private const string OneWord = @"^[^\s\u0000-\u001F\u007F-\u009F]+$";
    private const string Label = "^[a-z0-9-]+$";
    private const string OtherBoolean = "^([Yy]([Ee][Ss])?|[Nn][Oo]?|[Oo][Nn]|[Oo][Ff][Ff]|[01]|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$";

    public static void Write(Utf8JsonWriter json, FieldSpec field, SkillProfile profile, SchemaDraft draft)
    {
        var accepted = field.Accepted[(int)profile];
        if (!accepted && RuleTable.Severity(field.OfAgent ? "OF3006" : "OF3005", profile) == SkillSeverity.Error)
        {
            json.WriteBooleanValue(false);
            return;
        }

        json.WriteStartObject();
        json.WriteString("description", field.Doc);
        if (!accepted && draft == SchemaDraft.Draft202012)
        {
            json.WriteBoolean("deprecated", true);
        }

        if (field.IsReadIn(profile))
        {
            Shape(json, field, profile, accepted);
        }

        json.WriteEndObject();
    }

    private static void Shape(Utf8JsonWriter json, FieldSpec field, SkillProfile profile, bool accepted)
    {
        switch (field.Kind)
        {
            case FieldKind.Text:
                Text(json, field, profile, accepted);
                break;
            case FieldKind.Boolean when Judges("OF2009", profile):
                Types(json, "boolean", "null");
                break;
            case FieldKind.Boolean:
                Types(json, "boolean", "string", "integer", "null");
                json.WriteString("pattern", OtherBoolean);
                Range(json, 0, 1);
                break;
            case FieldKind.Tools or FieldKind.Texts:
                Types(json, "string", "number", "boolean", "array", "null");
                json.WriteStartObject("items");
                Types(json, "string", "number", "boolean", "null");
                json.WriteEndObject();
                break;
            case FieldKind.Map:
                Types(json, "object", "null");
                break;
            case FieldKind.Metadata when Judges("OF3017", profile):
                Types(json, "object", "null");
                if (Judges("OF3017/value", profile))
                {
                    json.WriteStartObject("additionalProperties");
                    Types(json, "string", "number", "boolean", "null");
                    json.WriteEndObject();
                }

                break;
            case FieldKind.Number when Judges("OF3018", profile):
                Types(json, "integer", "null");
                Range(json, field.Min!.Value, field.Max!.Value);
                break;
            case FieldKind.Labels when Judges("OF3018", profile):
                Labels(json, field);
                break;
        }
    }

    private static void Text(Utf8JsonWriter json, FieldSpec field, SkillProfile profile, bool accepted)
    {
        switch (field.Name)
        {
            case FieldNames.Name when Judges("OF3009", profile):
                // A folder may be called 2024 or true; that the value is then no text is no fault of the name.
                Types(json, "string", "integer", "boolean");
                Pattern(json, Kebab, field.Max);
                json.WriteNumber("minimum", 0);
                break;
            case FieldNames.Description when RuleTable.Severity("OF3002", profile) == SkillSeverity.Error:
                Types(json, "string", "number", "boolean");
                Pattern(json, Visible, RuleTable.Severity("OF3013", profile) == SkillSeverity.Error ? field.Advised
                    : Judges("OF3012", profile) ? field.Max : null);
                break;
            case "compatibility" when Judges("OF3016", profile):
                Types(json, "string", "number", "boolean", "null");
                Pattern(json, Visible, field.Max);
                break;
            case FieldNames.Model when Judges("OF3008", profile):
                Types(json, "string", "number", "boolean", "null");
                Pattern(json, OneWord, field.Max);
                break;
            case FieldNames.Context when Judges("OF3008", profile):
                Words(json, profile == SkillProfile.ClaudeCode ? ["fork"] : field.Values);
                break;
            case not FieldNames.Context when field.Values.Count > 0 && accepted && Judges("OF3008", profile):
                Words(json, field.Values);
                break;
            default:
                Types(json, "string", "number", "boolean", "null");
                break;
        }
    }

    private static void Labels(Utf8JsonWriter json, FieldSpec field)
    {
        Types(json, "array", "null");
        json.WriteNumber("maxItems", field.Items!.Value);
        json.WriteStartObject("items");
        Types(json, "string", "integer", "boolean");
        Pattern(json, Label, field.Max);
        json.WriteNumber("minimum", 0);
        json.WriteEndObject();
    }

    private static bool Judges(string rule, SkillProfile profile)
        => RuleTable.Severity(rule, profile) is SkillSeverity.Error or SkillSeverity.Warning;

    private static void Pattern(Utf8JsonWriter json, string pattern, int? most)
    {
        json.WriteString("pattern", pattern);
        if (most is not null)
        {
            json.WriteNumber("maxLength", most.Value);
        }
    }

    private static void Range(Utf8JsonWriter json, int least, int most)
    {
        json.WriteNumber("minimum", least);
        json.WriteNumber("maximum", most);
    }

    private static void Words(Utf8JsonWriter json, IReadOnlyList<string> words)
    {
        json.WriteStartArray("enum");
        foreach (var word in words)
        {
            json.WriteStringValue(word);
        }

        json.WriteNullValue();
        json.WriteEndArray();
    }

    private static void Types(Utf8JsonWriter json, params ReadOnlySpan<string> types)
    {
        json.WriteStartArray("type");
        foreach (var type in types)
        {
            json.WriteStringValue(type);
        }

        json.WriteEndArray();
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OmniForge.Agents.Building.Drafting;

/// <summary>Arguments of steps as text.</summary>
internal static class SkillJson
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = BuilderJson.Default
    };

    public static string Write(JsonObject value) => value.ToJsonString(Readable);

    /// <summary>Values come from tables: nothing in them may be taken for a placeholder.</summary>
    public static string Still(JsonObject value)
        => Write(value).Replace("$", "\\u0024", StringComparison.Ordinal).Replace("{{", "{\\u007b", StringComparison.Ordinal);

    public static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)JsonValue.Create(text))]);

    /// <summary>A name within Markdown.</summary>
    public static string Marked(string name) => name.Replace("*", "", StringComparison.Ordinal).Replace("_", " ", StringComparison.Ordinal);
}

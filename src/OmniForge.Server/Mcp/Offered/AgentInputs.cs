using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OmniForge.Server.Mcp.Offered;

/// <summary>What an agent can be given, read from the skills it begins with. Pure.</summary>
internal static partial class AgentInputs
{
    /// <summary>A JSON Schema with the fields that the texts name as `{{input.field}}`; other fields are allowed too.</summary>
    public static JsonElement SchemaOf(IEnumerable<string> texts)
    {
        var properties = new JsonObject();
        foreach (var field in texts.SelectMany(text => Field().Matches(text)).Select(found => found.Groups[1].Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            properties[field] = new JsonObject { ["description"] = $"What the agent's steps call input.{field}." };
        }

        return JsonElement.Parse(new JsonObject { ["type"] = "object", ["properties"] = properties, ["additionalProperties"] = true }.ToJsonString());
    }

    [GeneratedRegex(@"\{\{\s*input\.([A-Za-z_][A-Za-z0-9_]{0,63})", RegexOptions.CultureInvariant)]
    private static partial Regex Field();
}
